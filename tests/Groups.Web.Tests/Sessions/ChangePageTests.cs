using System.Net;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Sessions;

public sealed class ChangePageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_is_moved_cancelled_and_put_back_and_the_page_says_how_many_are_told()
    {
        await using var site = await SessionsSite.StartAsync("Ruth");
        await site.Cafe.JoinAsync("Jean", "+447700900123");
        var session = await site.NextWeekAsync();
        var page = $"sessions/{session}/change";
        (await site.Worker.GetStringAsync(page, Stop)).ShouldContain("1 person will be told, in the way that is safe for them. 1 person has no safe way");

        (await SessionsSite.PostAsync(site.Worker, page, "value=\"move\"", ("Time.Date", "2026-08-11"))).Page.ShouldContain("The session has moved");
        (await SessionsSite.PostAsync(site.Worker, page, "value=\"cancel\"")).Page.ShouldContain("This session is cancelled");
        (await SessionsSite.PostAsync(site.Worker, page, "value=\"restore\"")).Page.ShouldContain("The session is on again");
        await using var db = site.App.Database.Open();
        var stored = await db.Sessions.SingleAsync(Stop);
        (stored.Date, stored.Status).ShouldBe((new LocalDate(2026, 8, 11), SessionStatus.Planned));
    }

    [Fact]
    public async Task A_move_into_the_past_or_with_the_end_before_the_start_is_explained()
    {
        await using var site = await SessionsSite.StartAsync("Ruth");
        var page = $"sessions/{await site.NextWeekAsync()}/change";
        var past = await SessionsSite.PostAsync(site.Worker, page, "value=\"move\"", ("Time.Date", "2026-07-01"));
        past.Page.ShouldContain("already passed");
        past.Page.ShouldContain("value=\"2026-07-01\"");
        (await SessionsSite.PostAsync(site.Worker, page, "value=\"move\"", ("Time.EndTime", "09:00"))).Page.ShouldContain("The end must come after the start");
    }

    [Fact]
    public async Task This_one_and_all_after_it_change_once_the_dates_were_shown()
    {
        await using var site = await SessionsSite.StartAsync("Ruth");
        await site.App.Get<ScheduleSeries>().RunAsync(site.Cafe.Worker, site.Cafe.Id,
            new(Recurrence.Weekly(1, IsoDayOfWeek.Wednesday).EndingAfter(5), new(2026, 8, 12), new(11, 0), 90), Stop);
        Guid second;
        await using (var db = site.App.Database.Open())
        {
            second = (await db.Sessions.OrderBy(s => s.StartsAt).ToListAsync(Stop))[1].Id;
        }

        var page = $"sessions/{second}/change";
        (string, string?)[] later = [("Form.StartTime", "14:00"), ("Form.EndTime", "15:00"), ("Form.Days", "Wednesday")];
        var shown = await SessionsSite.PostAsync(site.Worker, page, "value=\"from-here\"", [.. later, ("FromHereStep", "show")]);
        shown.Page.ShouldContain("Wednesday 19 August, 2pm to 3pm");
        shown.Page.ShouldContain("4 times");
        var done = await SessionsSite.PostAsync(site.Worker, page, "value=\"from-here\"",
            [.. later, ("Form.Seen", Groups.Testing.Forms.HiddenValue(shown.Page, "Form.Seen")), ("FromHereStep", "save")]);
        done.Page.ShouldContain("This session and all after it are changed");
        await using var after = site.App.Database.Open();
        (await after.Sessions.OrderBy(s => s.StartsAt).Select(s => s.StartTime.Hour).ToListAsync(Stop)).ShouldBe([11, 14, 14, 14, 14]);
    }

    [Fact]
    public async Task A_speaker_and_a_note_are_shown_as_they_were_typed()
    {
        await using var site = await SessionsSite.StartAsync("Ruth");
        var page = $"sessions/{await site.NextWeekAsync()}/change";
        (await SessionsSite.PostAsync(site.Worker, page, "value=\"speaker\"", ("Speaker.SpeakerTopic", "Sleep"))).Page.ShouldContain("The speaker&#x27;s name is empty");
        (await SessionsSite.PostAsync(site.Worker, page, "value=\"speaker\"", ("Speaker.SpeakerName", "Moira <b>"), ("Speaker.SpeakerTopic", "Sleep"))).Page.ShouldContain("Moira &lt;b&gt;");
        (await SessionsSite.PostAsync(site.Worker, page, "value=\"note\"", ("Words.Note", "Bring the key"))).Page.ShouldContain("Bring the key");
        (await site.Worker.GetAsync($"{page}/x", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
