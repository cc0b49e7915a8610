using System.Collections.Concurrent;
using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.Messaging;
using Groups.Testing;
using Groups.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Hosting;

public sealed class LiveBridgeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tap_on_one_machine_is_heard_once_on_every_machine()
    {
        await using var one = await StartAsync();
        await using var two = await one.StartBesideAsync(settings: "Role=web");
        var (cafe, session) = await TodayAsync(one);
        var (atOne, atTwo) = (Follow(one, session), Follow(two, session));
        await HearingAsync(one, two);
        atOne.Clear();
        atTwo.Clear();

        await one.Get<RecordFacts>().RunAsync(cafe.Worker, session, [TappedFact.Headcount(7, one.Clock.GetCurrentInstant())], Stop);
        await Wait.UntilAsync(() => atTwo.Contains(SessionChangeKind.Register), "the other machine hears of the tap");
        await two.Get<RecordFacts>().RunAsync(cafe.Worker, session, [TappedFact.Headcount(8, one.Clock.GetCurrentInstant())], Stop);
        await Wait.UntilAsync(() => atOne.Count(k => k == SessionChangeKind.Register) == 2, "and says so of its own");
        atTwo.ShouldBe([SessionChangeKind.Register, SessionChangeKind.Register]);

        // What one says comes to all in the same order, so whatever a machine had heard of itself would have come before this.
        await TellMessagesAsync(one, session);
        await TellMessagesAsync(two, session);
        await Wait.UntilAsync(() => atOne.Count(k => k == SessionChangeKind.Messages) == 2 && atTwo.Count(k => k == SessionChangeKind.Messages) == 2, "reports on messages go round too");
        atOne.Count(k => k == SessionChangeKind.Register).ShouldBe(2);
        atTwo.Count(k => k == SessionChangeKind.Register).ShouldBe(2);
    }

    [Fact]
    public async Task What_is_rolled_back_is_told_to_nobody()
    {
        await using var one = await StartAsync();
        await using var two = await one.StartBesideAsync(settings: "Role=web");
        var (_, session) = await TodayAsync(one);
        var atTwo = Follow(two, session);
        await HearingAsync(one, two);
        atTwo.Clear();
        await Should.ThrowAsync<RuleViolation>(() => one.Database.Factory.WriteAsync(db =>
        {
            db.Announce(session, SessionChangeKind.Register);
            throw new RuleViolation("No.");
        }, Stop));
        await TellMessagesAsync(one, session);
        await Wait.UntilAsync(() => atTwo.Contains(SessionChangeKind.Messages), "what came after it is heard");
        atTwo.ShouldBe([SessionChangeKind.Messages]);
    }

    [Fact]
    public async Task A_machine_whose_line_was_cut_loads_everything_anew_and_hears_again()
    {
        await using var one = await StartAsync();
        await using var two = await one.StartBesideAsync(settings: "Role=web");
        var (cafe, session) = await TodayAsync(one);
        var atTwo = Follow(two, session);
        await HearingAsync(one, two);
        for (var time = 0; time < 3; time++)
        {
            atTwo.Clear();
            await CutAsync(one);
            await Wait.UntilAsync(() => atTwo.ToHashSet().SetEquals(Enum.GetValues<SessionChangeKind>()), "everything is loaded anew");
            await HearingAsync(one, two);
            atTwo.Clear();
            await one.Get<RecordFacts>().RunAsync(cafe.Worker, session, [TappedFact.Headcount(time, one.Clock.GetCurrentInstant())], Stop);
            await Wait.UntilAsync(() => atTwo.Contains(SessionChangeKind.Register), "taps are heard again");
        }
    }

    [Fact]
    public async Task An_open_register_shows_what_changed_while_its_machine_heard_nothing()
    {
        await using var one = await StartAsync();
        var (cafe, session) = await TodayAsync(one);
        await HearingAsync(one);
        var heard = new ConcurrentQueue<int?>();
        using var following = await one.Get<RegisterFeed>().FollowAsync(cafe.Worker, session, (view, _) => heard.Enqueue(view?.Headcount), Stop);
        heard.ShouldBe([null]);
        await using (var db = one.Database.Open())
        {
            db.Facts.Add(new Fact(Guid.NewGuid(), session, FactKind.Headcount, null, null, 9, null, one.Clock.GetCurrentInstant()));
            await db.SaveChangesAsync(Stop);
        }

        await CutAsync(one);
        await Wait.UntilAsync(() => heard.Contains(9), "the open register is read anew");
    }

    [Fact]
    public async Task A_web_machine_wakes_the_dispatcher_of_a_worker()
    {
        await using var web = await StartAsync();
        await using var worker = await web.StartBesideAsync(settings: "Role=web");
        await HearingAsync(web, worker);
        var signal = worker.Get<DispatchSignal>();
        while (await signal.WaitAsync(TimeSpan.Zero, Stop))
        {
            // woken when its line came up
        }

        await web.Get<IDbContextFactory<GroupsDb>>().WriteAsync(db =>
        {
            db.WakeDispatcher();
            return Task.CompletedTask;
        }, Stop);
        (await signal.WaitAsync(Wait.Patience, Stop)).ShouldBeTrue();
    }

    private static Task<GroupsApp> StartAsync() => GroupsApp.StartAsync(DataProvider.Postgres, new FakeClock("2026-08-05T10:05:00Z"), settings: "Role=web");

    private static async Task<(CafeGroup Cafe, Guid Session)> TodayAsync(GroupsApp app)
    {
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock, "Ruth");
        return (cafe, await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0)));
    }

    private static ConcurrentQueue<SessionChangeKind> Follow(GroupsApp app, Guid session)
    {
        var heard = new ConcurrentQueue<SessionChangeKind>();
        app.Get<LiveFeed>().Subscribe(session, change => heard.Enqueue(change.Kind));
        return heard;
    }

    private static Task HearingAsync(params GroupsApp[] apps) =>
        Wait.UntilAsync(() => apps.All(app => app.Get<LiveBridge>().DeafFor == TimeSpan.Zero), "the machines hear each other");

    private static async Task CutAsync(GroupsApp app)
    {
        await using var db = app.Database.Open();
        await db.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'groups live'", Stop);
    }

    private static Task TellMessagesAsync(GroupsApp app, Guid session) => app.Get<IDbContextFactory<GroupsDb>>().WriteAsync(db =>
    {
        db.Announce(session, SessionChangeKind.Messages);
        return Task.CompletedTask;
    }, Stop);
}
