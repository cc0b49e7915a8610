using System.Collections.Concurrent;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Attendance;

public sealed class RegisterFeedTests
{
    private static readonly LocalDateTime Today = new(2026, 8, 5, 11, 0);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Each_hears_what_they_may_see_the_whole_view_first_and_then_only_what_changed(DataProvider provider)
    {
        await using var world = await FollowedWorld.StartAsync(provider, "Ruth Brown", "Jean Gray", "Nan Reid");
        var session = await world.Cafe.SessionAsync(Today);
        using var worker = await world.FollowAsync(world.Cafe.Worker, session);
        using var lead = await world.FollowAsync(await world.Cafe.PeerAsync("Jean Gray", Duty.Lead), session);
        using var counter = await world.FollowAsync(await world.Cafe.PeerAsync("Nan Reid", Duty.Headcount), session);
        worker.View!.People.Select(p => p.Name).ShouldBe(["Jean Gray", "Nan Reid", "Ruth Brown"]);
        lead.View!.People.Select(p => p.Name).ShouldBe(["Jean", "Nan", "Ruth"]);
        counter.View!.ShowsNames.ShouldBeFalse();

        await world.TapAsync(session, TappedFact.Arrived(world.Cafe.People["Ruth Brown"], world.Now));
        await Wait.UntilAsync(() => new[] { worker, lead, counter }.All(s => s.View!.Headcount == 1), "not everybody heard");
        worker.Told[^1].Change!.People!.Single().Name.ShouldBe("Ruth Brown");
        lead.Told[^1].Change!.People!.Single().Name.ShouldBe("Ruth");
        counter.Told[^1].Change.ShouldNotBeNull().ShouldSatisfyAllConditions(c => c.People.ShouldBeNull(), c => c.WalkIns.ShouldBeNull(), c => c.Headcount.ShouldBe(1));

        await world.TapAsync(session, TappedFact.WalkIn("Jo", world.Now));
        await Wait.UntilAsync(() => lead.View!.WalkIns.Count == 1, "the walk-in was not heard");
        (lead.Told[^1].Change!.People, lead.Told[^1].Change!.WalkIns!.Single().Name).ShouldBe((null, "Jo"));
    }

    [Fact]
    public async Task Those_who_may_see_the_same_share_one_view_and_a_change_is_read_once_for_all()
    {
        await using var world = await FollowedWorld.StartAsync(DataProvider.Sqlite, "Ruth Brown", "Jean Gray");
        var session = await world.Cafe.SessionAsync(Today);
        var screens = new List<Follower>();
        for (var i = 0; i < 50; i++)
        {
            screens.Add(await world.FollowAsync(world.Cafe.Worker, session));
        }

        var before = world.Readings;
        await world.TapAsync(session, TappedFact.Arrived(world.Cafe.People["Ruth Brown"], world.Now));
        await Wait.UntilAsync(() => screens.All(s => s.View!.Headcount == 1), "not everybody heard");
        screens.Select(s => s.View).Distinct(ReferenceEqualityComparer.Instance).Count().ShouldBe(1);
        (world.Readings - before).ShouldBe(1);
        screens.ForEach(s => s.Dispose());
        world.Feed.Rooms.ShouldBe(0);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_duty_taken_back_closes_the_register_at_once_and_nothing_more_is_heard(DataProvider provider)
    {
        await using var world = await FollowedWorld.StartAsync(provider, "Ruth Brown", "Jean Gray");
        var session = await world.Cafe.SessionAsync(Today);
        var viewer = await world.Cafe.PeerAsync("Jean Gray", Duty.Lead);
        using var lead = await world.FollowAsync(viewer, session);
        using var worker = await world.FollowAsync(world.Cafe.Worker, session);

        await new TakeBackDuty(world.Database.Factory, world.Clock).RunAsync(world.Cafe.Worker, world.Cafe.Id, Duty.Lead, world.Cafe.People["Jean Gray"], Stop);
        await Wait.UntilAsync(() => lead.Told[^1].View is null, "the lead was not told");
        await world.TapAsync(session, TappedFact.Arrived(world.Cafe.People["Ruth Brown"], world.Now));
        await Wait.UntilAsync(() => worker.View?.Headcount == 1, "the worker heard nothing");
        (lead.Told.Count, lead.Told[^1].View).ShouldBe((2, null));
        (await world.Feed.FollowAsync(viewer, session, (_, _) => { }, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_duty_given_to_somebody_who_looks_already_shows_them_the_whole_register_anew()
    {
        await using var world = await FollowedWorld.StartAsync(DataProvider.Sqlite, "Ruth Brown", "Jean Gray");
        var session = await world.Cafe.SessionAsync(Today);
        using var peer = await world.FollowAsync(await world.Cafe.PeerAsync("Jean Gray", Duty.Headcount), session);
        await world.Database.Factory.WriteAsync(db =>
        {
            db.DutyHoldings.Add(new DutyHolding(world.Cafe.Id, Duty.NamedRegister, world.Cafe.People["Jean Gray"], null, world.Now));
            db.AnnounceGroup(world.Cafe.Id);
            return Task.CompletedTask;
        });
        await Wait.UntilAsync(() => peer.View!.ShowsNames, "no names came");
        peer.Told[^1].Change.ShouldBeNull();
    }

    [Fact]
    public async Task Who_joins_or_leaves_the_group_shows_on_open_registers_and_an_ended_worker_sees_none()
    {
        await using var world = await FollowedWorld.StartAsync(DataProvider.Sqlite, "Ruth Brown");
        var session = await world.Cafe.SessionAsync(Today);
        using var worker = await world.FollowAsync(world.Cafe.Worker, session);
        var added = await new AddPerson(world.Database.Factory, world.Clock).RunAsync(world.Cafe.Worker, world.Cafe.Id, new PersonDetails("Ann Kerr", null, false, false, false, null, false, null, false, null, null, new SafeContact(), null, false), new(true, false), welcome: false, Stop);
        await Wait.UntilAsync(() => worker.View!.People.Count == 2, "the newcomer is not on the register");
        worker.Told[^1].Change.ShouldBeNull("the list is another, so the whole view says it");
        await new SetMemberChoices(world.Database.Factory, world.Clock).RunAsync(world.Cafe.Worker, world.Cafe.Id, added.PersonId, usuallyComes: true, notYet: false, ReminderChoice.All, stop: Stop);
        await Wait.UntilAsync(() => worker.View!.People[0].Expected == Expected.UsuallyComes, "the choice was not heard");

        await world.Database.Factory.WriteAsync(async db =>
        {
            (await db.Accounts.SingleAsync(a => a.Id == world.Cafe.WorkerAccount)).End(world.Now);
            db.AnnounceGroup(world.Cafe.Id);
        });
        await Wait.UntilAsync(() => worker.Told[^1].View is null, "the ended account still looks");
        world.Feed.Rooms.ShouldBe(0);
    }

    [Fact]
    public async Task When_its_hours_are_over_a_peers_register_closes_with_the_next_recheck()
    {
        await using var world = await FollowedWorld.StartAsync(DataProvider.Sqlite, "Ruth Brown", "Jean Gray");
        var session = await world.Cafe.SessionAsync(Today);
        using var lead = await world.FollowAsync(await world.Cafe.PeerAsync("Jean Gray", Duty.Lead), session);
        using var worker = await world.FollowAsync(world.Cafe.Worker, session);
        await world.Feed.RecheckAsync();
        world.Clock.Advance(Duration.FromHours(14));
        await world.Feed.RecheckAsync();
        (lead.Told[^1].View, lead.Told.Count, worker.Told.Count).ShouldBe((null, 2, 1));
    }

    [Fact]
    public async Task A_screen_that_fails_is_told_no_more_and_holds_up_nobody()
    {
        await using var world = await FollowedWorld.StartAsync(DataProvider.Sqlite, "Ruth Brown");
        var session = await world.Cafe.SessionAsync(Today);
        var calls = 0;
        using var broken = await world.Feed.FollowAsync(world.Cafe.Worker, session, (_, _) => throw new InvalidOperationException($"{++calls}"), Stop);
        using var worker = await world.FollowAsync(world.Cafe.Worker, session);
        await world.TapAsync(session, TappedFact.Arrived(world.Cafe.People["Ruth Brown"], world.Now));
        await Wait.UntilAsync(() => worker.View!.Headcount == 1, "the other heard nothing");
        calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Whatever_is_tapped_at_once_every_screen_ends_with_what_a_fresh_read_says(DataProvider provider)
    {
        await using var world = await FollowedWorld.StartAsync(provider, [.. Enumerable.Range(1, 12).Select(n => $"Person {n}"), "Jean Gray", "Nan Reid"]);
        var session = await world.Cafe.SessionAsync(Today);
        var viewers = new[] { world.Cafe.Worker, await world.Cafe.PeerAsync("Jean Gray", Duty.Lead), await world.Cafe.PeerAsync("Nan Reid", Duty.Headcount) };
        var screens = new ConcurrentBag<(Viewer Viewer, Follower Screen)>();
        var written = new ConcurrentQueue<Guid>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(device => Task.Run(async () =>
        {
            var random = new Random(device);
            for (var tap = 0; tap < 25; tap++)
            {
                if (tap % 8 == 0)
                {
                    var viewer = viewers[random.Next(viewers.Length)];
                    screens.Add((viewer, await world.FollowAsync(viewer, session)));
                }

                var fact = Next(random);
                await world.TapAsync(session, fact);
                written.Enqueue(fact.Id);
            }
        })));
        foreach (var (viewer, screen) in screens)
        {
            var fresh = await new ReadRegister(world.Database.Factory, world.Clock).RunAsync(viewer, session, Stop);
            await Wait.UntilAsync(() => screen.View!.SaysTheSameAs(fresh), "a screen ended with something else");
            screen.FromChanges!.SaysTheSameAs(fresh).ShouldBeTrue("the changes lead elsewhere");
            screen.Dispose();
        }

        world.Feed.Rooms.ShouldBe(0);

        TappedFact Next(Random random) => random.Next(8) switch
        {
            0 => TappedFact.WalkIn($"Walk-in {random.Next(5)}", world.Now),
            1 => TappedFact.Headcount(random.Next(30), world.Now),
            2 or 3 when written.TryPeek(out _) => TappedFact.Undone(written.ElementAt(random.Next(written.Count)), world.Now),
            4 => TappedFact.Left(world.Cafe.People[$"Person {random.Next(12) + 1}"], world.Now),
            5 => TappedFact.Checked(random.Next(2) == 0 ? CheckItem.Keys : CheckItem.FireExits, world.Now),
            _ => TappedFact.Arrived(world.Cafe.People[$"Person {random.Next(12) + 1}"], world.Now),
        };
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Nothing_is_heard_out_of_order_and_nothing_is_missed_whenever_a_screen_comes_in(DataProvider provider)
    {
        await using var world = await FollowedWorld.StartAsync(provider, "Ruth Brown");
        var session = await world.Cafe.SessionAsync(Today);
        var screens = new ConcurrentBag<Follower>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(device => Task.Run(async () =>
        {
            for (var tap = 0; tap < 15; tap++)
            {
                screens.Add(await world.FollowAsync(world.Cafe.Worker, session));
                await world.TapAsync(session, TappedFact.WalkIn($"{device} {tap}", world.Now));
            }
        })));
        foreach (var screen in screens)
        {
            await Wait.UntilAsync(() => screen.View!.WalkIns.Count == 60, "a walk-in was missed");
            var heard = screen.Told.Select(t => t.View!.WalkIns.Count).ToList();
            heard.SequenceEqual(heard.Order()).ShouldBeTrue("something older came after something newer");
            screen.Dispose();
        }
    }
}
