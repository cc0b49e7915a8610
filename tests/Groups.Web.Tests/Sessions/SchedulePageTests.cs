using System.Net;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Sessions;

public sealed class SchedulePageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_dates_are_shown_in_words_before_they_are_saved_without_scripts()
    {
        await using var site = await SessionsSite.StartAsync("Ruth");
        var page = $"groups/{site.Cafe.Id}/schedule";
        (string, string?)[] weekly = [("Form.FirstDate", "2026-08-12"), ("Form.StartTime", "17:30"), ("Form.EndTime", "19:00")];

        var shown = await SessionsSite.PostAsync(site.Worker, page, "schedule", [.. weekly, ("Step", "show")]);
        shown.Page.ShouldContain("Every Wednesday.");
        shown.Page.ShouldContain("Wednesday 12 August, 5:30pm to 7pm");
        (await CountAsync(site)).ShouldBe(0);

        var seen = Groups.Testing.Forms.HiddenValue(shown.Page, "Form.Seen");
        var changed = await SessionsSite.PostAsync(site.Worker, page, "schedule", [.. weekly[..2], ("Form.EndTime", "18:00"), ("Form.Seen", seen), ("Step", "save")]);
        changed.Page.ShouldContain("You changed something.");
        (await CountAsync(site)).ShouldBe(0);

        var saved = await SessionsSite.PostAsync(site.Worker, page, "schedule", [.. weekly, ("Form.Seen", seen), ("Step", "save")]);
        saved.Address.AbsolutePath.ShouldBe($"/groups/{site.Cafe.Id}/sessions");
        saved.Page.ShouldContain("Saved. 26 sessions are planned.");
        saved.Page.ShouldContain("Every Wednesday at 5:30pm");
        (await CountAsync(site)).ShouldBe(26);
    }

    [Theory]
    [InlineData("This pattern never comes round", "Form.Pattern=monthly-day", "Form.Every=12", "Form.DayOfMonth=30", "Form.FirstDate=2027-02-01")]
    [InlineData("The end must come after the start", "Form.EndTime=10:00")]
    [InlineData("That date has already passed", "Form.FirstDate=2026-08-01", "Form.Pattern=once")]
    [InlineData("The last date is before the first", "Form.Ends=on", "Form.Until=2026-08-06")]
    [InlineData("Write a number, such as 12", "Form.Every=often")]
    [InlineData("Choose the day of the first session", "Form.FirstDate=")]
    [InlineData("Choose a number from 1 to 52", "Form.Every=99")]
    public async Task A_slip_is_explained_beside_its_field_and_nothing_typed_is_lost(string sentence, params string[] typed)
    {
        await using var site = await SessionsSite.StartAsync("Ruth");
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Form.FirstDate"] = "2026-08-12", ["Form.StartTime"] = "11:00", ["Form.EndTime"] = "12:30", ["Step"] = "show",
        };
        foreach (var pair in typed.Select(t => t.Split('=', 2)))
        {
            fields[pair[0]] = pair[1];
        }

        var answer = await SessionsSite.PostAsync(site.Worker, $"groups/{site.Cafe.Id}/schedule", "schedule", [.. fields.Select(f => (f.Key, f.Value))]);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Page.ShouldContain("Please check this");
        answer.Page.ShouldContain(sentence);
        answer.Page.ShouldContain("value=\"11:00\"");
        answer.Page.ShouldNotContain("The next dates");
    }

    [Fact]
    public async Task A_peer_without_the_duty_and_a_stranger_find_no_such_page()
    {
        await using var site = await SessionsSite.StartAsync("Ruth");
        var peer = await site.Cafe.PeerAsync("Ruth", Domain.Handover.Duty.SetUp);
        using var browser = await site.App.BrowserOfAsync(peer.AccountId!.Value);
        var bodies = new List<string>();
        foreach (var id in new[] { site.Cafe.Id, Guid.NewGuid() })
        {
            using var answer = await browser.GetAsync($"groups/{id}/schedule", Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            bodies.Add((await answer.Content.ReadAsStringAsync(Stop)).Replace(id.ToString(), "ID", StringComparison.Ordinal));
        }

        bodies[0].ShouldContain("We could not find that page");
        (await browser.GetStringAsync($"groups/{site.Cafe.Id}/sessions", Stop)).ShouldNotContain("/schedule");
    }

    private static async Task<int> CountAsync(SessionsSite site)
    {
        await using var db = site.App.Database.Open();
        return await db.Sessions.CountAsync(s => s.Status == SessionStatus.Planned, Stop);
    }
}
