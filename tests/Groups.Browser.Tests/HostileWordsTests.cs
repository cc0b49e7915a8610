using Groups.Domain.Membership;
using Groups.Domain.Sessions;
using Groups.Testing;
using NodaTime;

namespace Groups.Browser.Tests;

/// <summary>Names and notes that try to be scripts, in the real browser: nothing runs, and the page's own rules are never even needed.</summary>
public sealed class HostileWordsTests(Chromium chromium)
{
    private static readonly string[] Names = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(2)>", "'><svg/onload=alert(3)>", "\u202Eekoj", "=HYPERLINK(\"https://evil.example\")", "{{7*7}}</title>"];

    [Fact]
    public async Task What_people_typed_is_shown_as_words_on_every_page_of_a_worker()
    {
        var clock = new FakeClock("2026-08-05T10:10:00Z");
        await using var app = await GroupsApp.StartAsync(clock: clock, settings: "Role=web");
        var cafe = await CafeGroup.CreateAsync(app.Database, clock, Names);
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        var venue = new Venue(Names[1], Names[0], true, Toilet.Accessible, true, false, Names[2], Names[1], Names[0]);
        await app.Get<DescribeGroup>().RunAsync(cafe.Worker, cafe.Id, new GroupDetails(Names[0], null, Names[1], Names[2], false, venue), Reminders.Default, TestContext.Current.CancellationToken);
        await app.Get<WriteNote>().RunAsync(cafe.Worker, session, Names[1], TestContext.Current.CancellationToken);
        await using var window = await chromium.OpenAsync(app);
        var dialogs = 0;
        window.Page.Dialog += async (_, dialog) =>
        {
            dialogs++;
            await dialog.DismissAsync();
        };
        await window.SignInAsync(app, cafe.WorkerAccount);
        foreach (var path in (string[])
            [
                "/", "/groups", $"/groups/{cafe.Id}", $"/groups/{cafe.Id}/people", $"/groups/{cafe.Id}/edit", $"/groups/{cafe.Id}/handover", $"/groups/{cafe.Id}/handover/rota", $"/groups/{cafe.Id}/sessions",
                $"/sessions/{session}", $"/sessions/{session}/register", $"/sessions/{session}/print", $"/sessions/{session}/here", $"/people/{cafe.People[Names[1]]}", "/people",
            ])
        {
            await window.GoAsync(path);
            (await window.Page.Locator("img[src=x], main script, svg[onload]").CountAsync()).ShouldBe(0, path);
        }

        await window.GoAsync($"/sessions/{session}/register");
        await window.Page.Locator("[data-live=ready]").First.WaitForAsync();
        await window.Page.GetByLabel(Names[1]).CheckAsync();
        dialogs.ShouldBe(0);
    }
}
