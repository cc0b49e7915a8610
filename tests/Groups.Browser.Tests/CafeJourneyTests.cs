using System.Text;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.Playwright;
using NodaTime;

namespace Groups.Browser.Tests;

/// <summary>The main job from end to end: real server, real database, Twilio's wire, a mail server, Chromium.</summary>
public sealed class CafeJourneyTests(Chromium chromium)
{
    private const string PublicUrl = "http://groups.example.org";
    private const string Spreadsheet = "Name;Mobile;Email;Language;Safe ways;Safe hours;Notes for access\r\n" +
        "Mhairi;07700 900301;;English;text;;\r\n" +
        "Oksana;;oksana@example.org;English;email;;Hard of hearing\r\n" +
        "Jean;0141 496 0302;;English;;;\r\n";

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_worker_starts_the_cafe_and_it_really_reminds_listens_and_registers(DataProvider provider)
    {
        await using var twilio = await FakeTwilio.StartAsync();
        await using var mail = await RecordingSmtpServer.StartAsync();
        var monday = new FakeClock(Instant.FromUtc(2026, 8, 3, 9, 0));
        await using var app = await GroupsApp.StartAsync(provider, monday, settings:
        [
            "Sms:Provider=Twilio", .. twilio.Configuration.Where(c => c.Value is not null).Select(c => $"{c.Key}={c.Value}"),
            "Email:Provider=Smtp", "Smtp:Host=127.0.0.1", $"Smtp:Port={mail.Port}", "Smtp:Security=None", "Smtp:From=hello@example.org",
            $"PublicUrl={PublicUrl}",
        ]);
        var worker = new Account("Morag", "morag@example.org", Post.Worker, null, monday.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(worker)));

        await using var window = await chromium.OpenAsync(app, Device.Desktop);
        await window.SignInAsync(app, worker.Id);
        await StartCafeAsync(window);
        await ImportAsync(window);
        await ScheduleAsync(window);

        monday.Set(Instant.FromUtc(2026, 8, 4, 9, 0));
        await Wait.UntilAsync(() => twilio.Sent.Count == 1, "the text goes out the day before at ten");
        var letters = await mail.MessagesAsync(1);
        letters.Single().To.ShouldBe(["oksana@example.org"]);
        twilio.Sent.Single().To.ShouldBe("+447700900301");
        twilio.Sent.Single().Body.ShouldContain("Wednesday 5 August, 11am");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Wednesday 5 August" }).First.ClickAsync();
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "Register" }).WaitForAsync();
        await window.Page.GetByText("Nobody has answered yet").WaitForAsync();
        await window.ShouldBeAccessibleAsync();
        using var heard = await twilio.TextInAsync(app.Address, PublicUrl, "+447700900301", FakeTwilio.Number, "Yes!");
        heard.EnsureSuccessStatusCode();
        await window.Page.GetByText("1 coming.").WaitForAsync();

        monday.Set(Instant.FromUtc(2026, 8, 5, 7, 40));
        await Wait.UntilAsync(() => twilio.Sent.Count == 2, "the reminder of the day goes out at half past eight");
        await mail.MessagesAsync(2);

        monday.Set(Instant.FromUtc(2026, 8, 5, 10, 0));
        await ShareRegisterAsync(app, worker, window);
        (twilio.Sent.Count, mail.Messages.Count).ShouldBe((2, 2));
    }

    private static async Task StartCafeAsync(Window window)
    {
        var page = window.Page;
        await window.GoAsync("/groups/new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the group" }).ClickAsync();
        await page.GetByText("Type what the group is called.").First.WaitForAsync();
        await window.ShouldBeAccessibleAsync();
        await page.GetByLabel("What is the group called?").FillAsync("Women's Café");
        await page.GetByLabel("What is it?").FillAsync("A hot drink and a blether");
        await page.GetByLabel("Who can come?").FillAsync("Women who live round here");
        await page.GetByLabel("Venue").FillAsync("Braid Street Café");
        await page.GetByLabel("Address").FillAsync("12 Braid Street, Glasgow");
        await page.GetByRole(AriaRole.Group, new() { Name = "Is it step-free" }).GetByLabel("Yes").CheckAsync();
        await page.GetByLabel("An accessible toilet").CheckAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Can people sit" }).GetByLabel("Yes").CheckAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Does a hearing loop" }).GetByLabel("No").CheckAsync();
        await page.GetByLabel("How to come by bus").FillAsync("Bus 60");
        await page.GetByLabel("What does it cost?").FillAsync("Free");
        await page.GetByLabel("What food is there?").FillAsync("Tea and toast");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the group" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Women's Café" }).WaitForAsync();
        await window.ShouldBeAccessibleAsync();
    }

    private static async Task ImportAsync(Window window)
    {
        var page = window.Page;
        var group = new Uri(page.Url).AbsolutePath;
        await window.GoAsync($"{group}/import");
        await page.GetByLabel("The file").SetInputFilesAsync(new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Spreadsheet) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at it first" }).ClickAsync();
        await page.GetByText("3 new people are added").WaitForAsync();
        await window.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import all" }).ClickAsync();
        await page.GetByText("Oksana").First.WaitForAsync();
        await window.ShouldBeAccessibleAsync();
        await window.GoAsync($"{group}/schedule");
    }

    private static async Task ScheduleAsync(Window window)
    {
        var page = window.Page;
        await page.GetByLabel("Weekly").CheckAsync();
        await page.GetByLabel("Wednesday", new() { Exact = true }).First.CheckAsync();
        await page.GetByLabel("First session").FillAsync("2026-08-05");
        await page.GetByLabel("Starts at").FillAsync("11:00");
        await page.GetByLabel("Ends at").FillAsync("12:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the dates" }).ClickAsync();
        await page.GetByText("Wednesday 12 August").First.WaitForAsync();
        await window.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save these dates" }).ClickAsync();
        await window.ArriveAsync("/sessions");
        await page.GetByRole(AriaRole.Link, new() { Name = "Wednesday 5 August" }).First.WaitForAsync();
        await window.ShouldBeAccessibleAsync();
    }

    private async Task ShareRegisterAsync(GroupsApp app, Account worker, Window window)
    {
        await using var phone = await chromium.OpenAsync(app, Device.Phone);
        await phone.SignInAsync(app, worker.Id);
        var session = new Uri(window.Page.Url).AbsolutePath;
        await phone.GoAsync(session);
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Open the register" }).ClickAsync();
        await window.GoAsync($"{session}/register");
        await phone.Page.GetByLabel("Mhairi").CheckAsync();
        await Assertions.Expect(window.Page.GetByLabel("Mhairi")).ToBeCheckedAsync();
        await window.Page.GetByLabel("Somebody who is not on the list").FillAsync("Bernadette");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Assertions.Expect(phone.Page.GetByLabel("Bernadette")).ToBeCheckedAsync();
        await phone.ShouldBeAccessibleAsync();
        await phone.Page.GetByLabel("Mhairi").UncheckAsync();
        await Assertions.Expect(window.Page.GetByLabel("Mhairi")).Not.ToBeCheckedAsync();
        await window.ShouldBeAccessibleAsync();
    }
}
