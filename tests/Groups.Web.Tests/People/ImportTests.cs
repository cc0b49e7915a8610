using System.Net;
using System.Text;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.People;

public sealed class ImportTests
{
    private const string Csv = "Name;Mobile;Safe ways;Shoe size\r\nAmina;07700 900150;text;38\r\nBetty;;;\r\nRuth;07700 900123;;\r\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_looked_at_then_imported_and_the_second_time_nobody_is_added()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var preview = await UploadAsync(there, browser, Encoding.UTF8.GetBytes(Csv));
        preview.ShouldContain("2 new people are added");
        preview.ShouldContain("1 is in the group already");
        preview.ShouldContain("These columns are left out:");
        preview.ShouldContain("Shoe size");
        (await CountAsync(there)).ShouldBe(2);

        var done = await ImportAsync(there, browser, preview);
        done.ShouldContain("2 added, 1 was here already.");
        (await CountAsync(there)).ShouldBe(4);
        (await ImportAsync(there, browser, await UploadAsync(there, browser, Encoding.UTF8.GetBytes(Csv)))).ShouldContain("0 added, 3 were here already.");
        (await CountAsync(there)).ShouldBe(4);
    }

    [Fact]
    public async Task A_broken_file_shows_each_bad_row_with_its_line_and_only_the_good_ones_are_taken_when_asked()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var preview = await UploadAsync(there, browser, Encoding.UTF8.GetBytes("Name,Mobile\nAmina,07700 900150\nBetty,12\n,07700 900151\n"));
        preview.ShouldContain("2 rows cannot be taken in");
        preview.ShouldContain("Line 3:");
        preview.ShouldContain("Line 4:");
        preview.ShouldContain("There is no name");
        preview.ShouldContain("Import the 1 good row");

        var withoutAsking = Forms.FieldsOf(preview, "Held.Held");
        withoutAsking["Held.OnlyGood"] = "false";
        using (var refused = await browser.PostAsync($"groups/{there.GroupId}/import", new FormUrlEncodedContent(withoutAsking), Stop))
        {
            (await refused.Content.ReadAsStringAsync(Stop)).ShouldContain("2 rows cannot be taken in");
        }

        (await CountAsync(there)).ShouldBe(2);
        (await ImportAsync(there, browser, preview)).ShouldContain("1 added.");
        (await CountAsync(there)).ShouldBe(3);
    }

    [Fact]
    public async Task A_file_of_ten_megabytes_is_answered_with_a_sentence()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var large = Encoding.UTF8.GetBytes("Name\n" + new string('x', 10 * 1024 * 1024));
        (await UploadAsync(there, browser, large)).ShouldContain("This file is larger than 2 MB: split it into smaller ones.");
    }

    [Fact]
    public async Task A_file_of_almost_two_megabytes_that_hardly_shrinks_still_reaches_its_import()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var text = new StringBuilder("Name,Junk\nAmina,");
        while (text.Length < 1_900_000)
        {
            text.Append(Guid.NewGuid().ToString("N")).Append(Guid.NewGuid().ToString("N"));
        }

        var preview = await UploadAsync(there, browser, Encoding.UTF8.GetBytes(text.Append('\n').ToString()));
        (await ImportAsync(there, browser, preview)).ShouldContain("1 added.");
    }

    [Theory]
    [InlineData("", "Choose a file with people in it.")]
    [InlineData("Shoe size\n38\n", "No column is for the name")]
    [InlineData("Name\n", "There is nobody in this file")]
    public async Task A_file_without_people_says_what_to_do(string csv, string sentence)
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        (await UploadAsync(there, browser, Encoding.UTF8.GetBytes(csv))).ShouldContain(sentence);
    }

    [Fact]
    public async Task A_picture_is_no_spreadsheet_but_no_crash_either()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        (await UploadAsync(there, browser, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff, 0xfe, 0x00])).ShouldContain("Please check this");
    }

    [Fact]
    public async Task A_held_file_that_was_tampered_with_is_asked_for_again()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var preview = await UploadAsync(there, browser, Encoding.UTF8.GetBytes(Csv));
        var fields = Forms.FieldsOf(preview, "Held.Held");
        fields["Held.Held"] = "A" + fields["Held.Held"][1..^1];
        using var answer = await browser.PostAsync($"groups/{there.GroupId}/import", new FormUrlEncodedContent(fields), Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("Choose it again.");
    }

    private static async Task<string> UploadAsync(GroupOfPeople there, HttpClient browser, byte[] file)
    {
        var fields = Forms.FieldsOf(await browser.GetStringAsync($"groups/{there.GroupId}/import", Stop), "Upload.File");
        fields.Remove("Upload.File");
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new ByteArrayContent(file), "Upload.File", "people.csv");
        using var answer = await browser.PostAsync($"groups/{there.GroupId}/import", form, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    private static async Task<string> ImportAsync(GroupOfPeople there, HttpClient browser, string preview)
    {
        using var answer = await browser.PostAsync($"groups/{there.GroupId}/import", new FormUrlEncodedContent(Forms.FieldsOf(preview, "Held.Held")), Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe($"/groups/{there.GroupId}/people");
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static async Task<int> CountAsync(GroupOfPeople there)
    {
        await using var db = there.App.Database.Open();
        return await db.People.CountAsync(Stop);
    }
}
