using System.Globalization;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.People;

public sealed class PersonPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("groups/{0}/people")]
    [InlineData("people")]
    [InlineData("people/{1}")]
    [InlineData("people/{1}/messages")]
    public async Task Wherever_staff_see_a_person_one_link_and_one_button_stop_all_contact(string path)
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        (await browser.GetStringAsync(string.Format(CultureInfo.InvariantCulture, path, there.GroupId, there.RuthId), Stop)).ShouldContain($"href=\"/people/{there.RuthId}/stop\"");
        (await GroupOfPeople.PostAsync(browser, $"people/{there.RuthId}/stop", "value=\"stop\"")).Page.ShouldContain("All contact is stopped");
        (await browser.GetStringAsync("people", Stop)).ShouldNotContain($"href=\"/people/{there.RuthId}/stop\"");
    }

    [Fact]
    public async Task All_contact_stops_with_two_taps_and_starts_again_only_with_a_yes()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var (_, page, _) = await GroupOfPeople.PostAsync(browser, $"people/{there.RuthId}/stop", "value=\"stop\"");
        page.ShouldContain("All contact is stopped");
        (await browser.GetStringAsync($"groups/{there.GroupId}/people", Stop)).ShouldContain("asked us to stop all contact");

        (_, page, _) = await GroupOfPeople.PostAsync(browser, $"people/{there.RuthId}/edit", "Input.Name", ("Input.Name", "Ruthie"));
        page.ShouldContain("Ruthie");
        page.ShouldContain("All contact is stopped");
        (_, page, _) = await GroupOfPeople.PostAsync(browser, $"people/{there.RuthId}/edit", "Input.Name", ("Input.SaidYes", "true"));
        page.ShouldNotContain("All contact is stopped");
        page.ShouldContain("Text to 07700 900123");
    }

    [Theory]
    [InlineData("0141 496 0123", "no UK mobile")]
    [InlineData("+48 512 345 678", "no UK mobile")]
    public async Task A_landline_or_foreign_number_gets_texts_only_once_they_said_that_it_takes_them(string number, string refused)
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var path = $"people/{there.RuthId}/edit";
        var (_, page, _) = await GroupOfPeople.PostAsync(browser, path, "Input.Name", ("Input.Mobile", number), ("Input.TextIsSafe", "true"));
        page.ShouldContain(refused);
        (_, page, _) = await GroupOfPeople.PostAsync(browser, path, "Input.Name", ("Input.Mobile", number), ("Input.TextIsSafe", "true"), ("Input.TakesTexts", "true"));
        page.ShouldContain("Text to ");

        page = await browser.GetStringAsync(path, Stop);
        Groups.Testing.Forms.FieldsOf(page, "Input.TakesTexts").ShouldContainKeyAndValue("Input.TakesTexts", "true");
        await using var db = there.App.Database.Open();
        (await db.People.Include(p => p.Contacts).SingleAsync(p => p.Id == there.RuthId, Stop)).Contacts.Count(c => c.TakesTexts && c.IsSafe).ShouldBe(1);
    }

    [Fact]
    public async Task Standing_choices_are_saved_and_a_member_may_leave()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var path = $"people/{there.RuthId}/groups/{there.GroupId}";
        var (_, page, _) = await GroupOfPeople.PostAsync(browser, path, "Input.Coming", ("Input.Coming", "notyet"), ("Input.Wants", "SameDay"));
        page.ShouldContain("Not yet: no reminders");
        (_, page, _) = await GroupOfPeople.PostAsync(browser, path, "value=\"leave\"");
        page.ShouldContain("They have left the group");
        Forms.WithoutTokens(await browser.GetStringAsync("people", Stop)).ShouldNotContain("Ruth");
        (await browser.GetStringAsync($"people/{there.RuthId}", Stop)).ShouldContain("left ");
    }

    [Fact]
    public async Task A_new_link_is_shown_once_with_a_picture_and_opens_nothing_by_itself()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var (_, first, _) = await GroupOfPeople.PostAsync(browser, $"people/{there.RuthId}/link", "Input.EndOthers");
        first.ShouldContain("data:image/png;base64,");
        first.ShouldContain($"{there.App.Address}me/");
        await GroupOfPeople.PostAsync(browser, $"people/{there.RuthId}/link", "Input.EndOthers", ("Input.EndOthers", "true"));
        await using var db = there.App.Database.Open();
        (await db.ParticipantLinks.CountAsync(l => l.PersonId == there.RuthId, Stop)).ShouldBe(2);
        (await db.ParticipantLinks.CountAsync(l => l.PersonId == there.RuthId && l.RevokedAt == null, Stop)).ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_is_found_by_part_of_a_name_or_by_the_number_that_rang_and_neither_reaches_a_url()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        foreach (var words in (string[])["RUT", "+447700900123"])
        {
            var (_, page, path) = await GroupOfPeople.PostAsync(browser, "people", "Input.For", ("Input.For", words));
            path.ShouldBe("/people");
            page.ShouldContain(">Ruth<");
            page.ShouldNotContain(">Tam<");
        }

        (await GroupOfPeople.PostAsync(browser, "people", "Input.For", ("Input.For", "Zebedee"))).Page.ShouldContain("Nobody in your groups matches");
    }

    [Fact]
    public async Task The_crisis_card_opens_for_everybody_and_its_numbers_are_settings()
    {
        await using var app = await Groups.Testing.GroupsApp.StartAsync(settings:
            ["Crisis:Lines:0:Name=Test line", "Crisis:Lines:0:Number=0141 496 0000", "Crisis:Lines:0:When=Always", "Crisis:Lines:0:CheckedOn=2026-08-03"]);
        using var browser = app.Browser();
        var page = await browser.GetStringAsync("crisis", Stop);
        page.ShouldContain("tel:01414960000");
        page.ShouldContain("Checked on 3 August 2026");
        page.ShouldNotContain("116 123");
    }

    [Fact]
    public async Task The_crisis_card_has_numbers_without_any_setting()
    {
        await using var app = await Groups.Testing.GroupsApp.StartAsync();
        using var browser = app.Browser();
        var page = await browser.GetStringAsync("crisis", Stop);
        foreach (var number in (string[])["999", "116 123", "111", "0800 83 85 87"])
        {
            page.ShouldContain(number);
        }
    }
}
