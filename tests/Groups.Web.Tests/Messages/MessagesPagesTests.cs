using System.Net;
using System.Text.RegularExpressions;
using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Messages;

public sealed class MessagesPagesTests
{
    private static FakeClock Morning => new(Instant.FromUtc(2026, 8, 3, 9, 30));

    [Fact]
    public async Task What_the_next_seven_days_promise_is_what_then_goes_out()
    {
        await using var app = await GroupsApp.StartAsync(clock: Morning, settings: ["Demo:Enabled=true"]);
        using var worker = await app.BrowserOfAsync(await app.AccountAsync("morag@example.org"));
        await using var db = app.Database.Open();
        await WentOutAsync(app, db.Messages);
        var promised = BatchOf(WebUtility.HtmlDecode(await worker.GetStringAsync("messages")), "Reminder the day before", "Women's Café");

        app.Clock.Advance(Duration.FromDays(1));
        var session = await db.Sessions.Where(s => s.Date == new LocalDate(2026, 8, 5) && db.Groups.Any(g => g.Id == s.GroupId && g.Name == "Women's Café")).Select(s => s.Id).SingleAsync(TestContext.Current.CancellationToken);
        var rows = db.Messages.AsNoTracking().Where(m => m.SessionId == session && m.Kind == MessageKind.DayBefore);
        await WentOutAsync(app, rows);

        var went = await rows.ToListAsync(TestContext.Current.CancellationToken);
        var how = string.Join(", ", went.Select(m => $"{m.State} {m.Way} {m.Reason}"));
        went.Count(m => m.State == MessageState.Accepted && m.Way == ContactWay.Text).ShouldBe(promised("by text"), how);
        went.Count(m => m.State == MessageState.Accepted && m.Way == ContactWay.Email).ShouldBe(promised("by email"), how);
        went.Count(m => m.State == MessageState.Accepted && m.Way == ContactWay.Call).ShouldBe(promised("by phone"), how);
        went.Count(m => m.State == MessageState.Suppressed).ShouldBe(promised("not sent"), how);
        promised("by text").ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Everyone_who_gets_nothing_stands_there_with_the_reason_and_a_stop_shows_at_once()
    {
        await using var app = await GroupsApp.StartAsync(clock: Morning, settings: ["Demo:Enabled=true", "Role=web"]);
        var morag = await app.AccountAsync("morag@example.org");
        using var worker = await app.BrowserOfAsync(morag);
        var before = await worker.GetStringAsync("messages");
        before.ShouldContain("has no safe way recorded");

        await using var db = app.Database.Open();
        var person = await db.Messages.Where(m => m.State == MessageState.Planned && m.Kind == MessageKind.DayBefore && m.DueAt < app.Clock.GetCurrentInstant() + Duration.FromDays(3))
            .Join(db.People, m => m.PersonId, p => p.Id, (_, p) => p).FirstAsync(TestContext.Current.CancellationToken);
        before.ShouldNotContain($"{person.Name} asked us to stop all contact");
        await app.Get<StopAllContact>().RunAsync(Viewer.OfAccount(morag, null), person.Id, TestContext.Current.CancellationToken);
        WebUtility.HtmlDecode(await worker.GetStringAsync("messages")).ShouldContain($"{person.Name} asked us to stop all contact");
    }

    [Fact]
    public async Task The_call_list_puts_first_whoever_may_come_in_vain_and_a_call_is_made_once()
    {
        await using var app = await GroupsApp.StartAsync(clock: Morning, settings: ["Demo:Enabled=true", "Role=web"]);
        var morag = await app.AccountAsync("morag@example.org");
        using var worker = await app.BrowserOfAsync(morag);
        await using var db = app.Database.Open();
        await db.Messages.Where(m => m.State == MessageState.ToPhone).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        (await worker.GetStringAsync("messages/calls")).ShouldContain("Nobody needs a phone call now");

        var two = await db.Messages
            .Where(m => m.State == MessageState.Planned && m.Kind == MessageKind.SameDay && db.GroupWorkers.Any(w => w.GroupId == m.GroupId && w.AccountId == morag))
            .OrderBy(m => m.SessionStart).Take(2).Select(m => m.Id).ToListAsync(TestContext.Current.CancellationToken);
        await db.Messages.Where(m => two.Contains(m.Id)).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.State, MessageState.ToPhone).SetProperty(m => m.Reason, "please phone: the number does not work"), TestContext.Current.CancellationToken);
        await db.Messages.Where(m => m.Id == two[1]).ExecuteUpdateAsync(s => s.SetProperty(m => m.Kind, MessageKind.Cancelled), TestContext.Current.CancellationToken);

        var page = await worker.GetStringAsync("messages/calls");
        page.IndexOf("They may come in vain", StringComparison.Ordinal).ShouldBeInRange(0, page.IndexOf("A call may be kind", StringComparison.Ordinal));
        var fields = Forms.FieldsOf(page, two[1].ToString());
        using var phoned = await worker.PostAsync($"messages/{two[1]}/phoned", new FormUrlEncodedContent(fields));
        (await phoned.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("They may come in vain");
        using var again = await worker.PostAsync($"messages/{two[1]}/phoned", new FormUrlEncodedContent(fields));
        (await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Somebody else was quicker");
    }

    [Fact]
    public async Task A_person_s_history_names_every_message_and_why_page_by_page()
    {
        await using var app = await GroupsApp.StartAsync(clock: Morning, settings: ["Demo:Enabled=true", "Role=web"]);
        using var worker = await app.BrowserOfAsync(await app.AccountAsync("morag@example.org"));
        await using var db = app.Database.Open();
        var now = app.Clock.GetCurrentInstant();
        var known = await db.Messages.AsNoTracking().FirstAsync(m => m.State == MessageState.Planned, TestContext.Current.CancellationToken);
        db.AddRange(Enumerable.Range(50, 70).Select(revision => new Message(
            known.GroupId, known.SessionId, known.PersonId, MessageKind.Moved, revision, known.SessionStart, now, now + Duration.FromHours(1), now)));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var count = await db.Messages.CountAsync(m => m.PersonId == known.PersonId, TestContext.Current.CancellationToken);
        var shown = 0;
        for (var number = 1; ; number++)
        {
            var page = await worker.GetStringAsync($"people/{known.PersonId}/messages?page={number}");
            shown += Regex.Count(page, "<strong[^>]*>(Reminder|News|Welcome|Question|Message|Test)", RegexOptions.None, TimeSpan.FromSeconds(1));
            if (!page.Contains("Earlier ones", StringComparison.Ordinal))
            {
                break;
            }
        }

        shown.ShouldBe(count);
        (await worker.GetStringAsync($"people/{known.PersonId}/messages?page=9999")).ShouldContain("There are no earlier messages");
    }

    [Theory]
    [InlineData("isla@example.org", "messages", HttpStatusCode.NotFound)]
    [InlineData("isla@example.org", "messages/calls", HttpStatusCode.NotFound)]
    [InlineData("isla@example.org", "messages/channels", HttpStatusCode.NotFound)]
    [InlineData("nadia@example.org", "messages", HttpStatusCode.NotFound)]
    [InlineData("nadia@example.org", "messages/calls", HttpStatusCode.NotFound)]
    [InlineData("nadia@example.org", "messages/channels", HttpStatusCode.OK)]
    public async Task Only_workers_see_names_beside_messages_and_only_staff_how_channels_are(string email, string path, HttpStatusCode expected)
    {
        await using var app = await GroupsApp.StartAsync(clock: Morning, settings: ["Demo:Enabled=true", "Role=web"]);
        using var browser = await app.BrowserOfAsync(await app.AccountAsync(email));
        using var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task The_channels_page_says_what_is_wrong_until_when_and_why_messages_were_held_back()
    {
        await using var app = await GroupsApp.StartAsync(clock: Morning, settings: ["Demo:Enabled=true", "Role=web"]);
        using var worker = await app.BrowserOfAsync(await app.AccountAsync("morag@example.org"));
        (await worker.GetStringAsync("messages/channels")).ShouldContain("Messages are not being worked on");

        await app.Database.Factory.WriteAsync(db =>
        {
            var now = app.Clock.GetCurrentInstant();
            var texts = new ChannelHealth("texts");
            texts.Pause("Texts are not going out: check the Twilio settings.", now + Duration.FromMinutes(5), now);
            db.AddRange(texts, new Heartbeat("dispatch-messages", now));
            return Task.CompletedTask;
        });
        var page = await worker.GetStringAsync("messages/channels");
        page.ShouldContain("Pauses until 10:35am");
        page.ShouldContain("check the Twilio settings");
        page.ShouldNotContain("Messages are not being worked on");
        (await worker.GetStringAsync("messages")).ShouldContain("check the Twilio settings");
        app.Clock.Advance(Duration.FromMinutes(6));
        (await worker.GetStringAsync("messages")).ShouldContain("check the Twilio settings");
    }

    /// <summary>News that still waits would go instead of the reminder.</summary>
    private static Task WentOutAsync(GroupsApp app, IQueryable<Message> rows) => Wait.UntilAsync(
        async () =>
        {
            var now = app.Clock.GetCurrentInstant();
            return !await rows.AnyAsync(m => m.State == MessageState.Planned && m.DueAt <= now || m.State == MessageState.Claimed || m.State == MessageState.Sending);
        },
        "what is due did not go out");

    private static Func<string, int> BatchOf(string page, string kind, string group)
    {
        var batch = Regex.Match(page, $"<summary[^>]*>(?:(?!</summary>).)*{kind}(?:(?!</summary>).)*{group}(?:(?!</summary>).)*</summary>", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        batch.Success.ShouldBeTrue();
        return words => int.TryParse(Regex.Match(batch.Value, $"(\\d+) {words}", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value, out var count) ? count : 0;
    }
}
