using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Jobs;
using Groups.Jobs.Channels;
using Groups.Testing;
using Groups.Web.Demo;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Privacy;

/// <summary>Rule 2: no message, participant's page or unsubscribe page carries a sensitive group's real name, theme or venue.</summary>
public sealed partial class NeutralNameTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_week_of_messages_and_the_pages_they_lead_to_never_say_what_a_sensitive_group_is()
    {
        // Thursday 20 August: the men meet on the 20th and the 27th, the monthly group on Tuesday the 25th.
        await using var app = await GroupsApp.StartAsync(clock: new FakeClock("2026-08-20T08:00:00Z"), settings: ["Demo:Enabled=true", "Role=web"]);
        await using var db = app.Database.Open();
        var groups = await db.Groups.Where(g => g.Sensitive).ToListAsync(Stop);
        groups.Count.ShouldBe(2);
        var box = new ConcurrentQueue<PreviewMessage>(app.Get<PreviewBox>().Newest());
        using var watching = app.Get<PreviewBox>().Subscribe(box.Enqueue);

        var worker = Domain.Viewer.OfAccount(await db.Accounts.Where(a => a.Email == DemoPeople.WorkerEmail).Select(a => a.Id).SingleAsync(Stop), null);
        var meetings = await db.Sessions.Where(s => groups.Select(g => g.Id).Contains(s.GroupId) && s.StartsAt > app.Clock.GetCurrentInstant()).OrderBy(s => s.StartsAt).ToListAsync(Stop);
        foreach (var of in meetings.GroupBy(s => s.GroupId).Select(g => g.ToList()))
        {
            await app.Get<MoveSession>().RunAsync(worker, of[0].Id, of[0].Date, of[0].StartTime.PlusMinutes(30), of[0].Minutes, Stop);
            await app.Get<CancelSession>().RunAsync(worker, of[1].Id, Stop);
        }

        for (var hour = 0; hour < 7 * 24; hour += 2)
        {
            await app.Get<PlanMessages>().RunAsync(Stop);
            await app.Get<DispatchMessages>().RunAsync(Stop);
            app.Clock.Advance(Duration.FromHours(2));
        }

        var secrets = groups.SelectMany(g => (string[])[g.Name, g.Purpose, g.OpenTo, g.Venue.Name, g.Venue.Address, g.Venue.Address.Split(',')[0]]).Concat(["bereave", "mental health"]).ToList();
        var taken = box.Select(m => m.MessageId).ToList();
        var sent = await db.Messages.Where(m => taken.Contains(m.Id)).ToListAsync(Stop);
        foreach (var group in groups)
        {
            sent.Count(m => m.GroupId == group.Id).ShouldBeGreaterThan(3, group.SafeName);
        }

        sent.Where(m => groups.Exists(g => g.Id == m.GroupId)).Select(m => m.Kind).Distinct().ShouldBe([MessageKind.DayBefore, MessageKind.SameDay, MessageKind.Moved, MessageKind.Cancelled], ignoreOrder: true);
        foreach (var message in box)
        {
            Told($"{message.SenderName}\n{message.Subject}\n{message.Text}\n{message.Html}", secrets).ShouldBeEmpty(message.Text);
        }

        using var browser = app.Browser();
        var paths = box.SelectMany(m => OwnLink().Matches(WebUtility.HtmlDecode($"{m.Text}\n{m.Html}")).Select(l => l.Value)).Distinct().ToList();
        paths.ShouldContain(p => p.StartsWith("/unsubscribe/", StringComparison.Ordinal));
        var members = await db.Members.Where(m => groups.Select(g => g.Id).Contains(m.GroupId)).Select(m => m.PersonId).ToListAsync(Stop);
        foreach (var person in members)
        {
            var link = ParticipantLink.For(person, app.Clock.GetCurrentInstant(), out var token);
            await app.Database.Factory.WriteAsync(write => Task.FromResult(write.Add(link)));
            paths.AddRange([$"/me/{token}", $"/me/{token}/contact", $"/me/{token}/stop", $"/me/{token}/agreement", $"/me/{token}/data", $"/me/{token}/data.json", $"/me/{token}/erase", $"/me/{token}/leave-list", $"/me/{token}/complaint"]);
        }

        var named = 0;
        foreach (var path in paths)
        {
            using var answer = await browser.GetAsync(path, Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            var page = await answer.Content.ReadAsStringAsync(Stop);
            var ofThem = groups.Exists(g => WebUtility.HtmlDecode(page).Contains(g.SafeName, StringComparison.Ordinal));
            named += ofThem ? 1 : 0;
            Told(page, secrets).ShouldBeEmpty(path);
        }

        named.ShouldBeGreaterThanOrEqualTo(members.Count);
    }

    private static List<string> Told(string text, IEnumerable<string> secrets)
    {
        var read = WebUtility.HtmlDecode(text);
        return [.. secrets.Where(s => read.Contains(s, StringComparison.OrdinalIgnoreCase))];
    }

    [GeneratedRegex("/(me|unsubscribe)/[A-Za-z0-9_-]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnLink();
}
