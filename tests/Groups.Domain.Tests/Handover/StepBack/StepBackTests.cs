using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.StepBack;
using Groups.Domain.Messaging;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover.StepBack;

public sealed class StepBackTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 8, 3, 9, 0));

    public static TheoryData<DataProvider> Both => [DataProvider.Sqlite, DataProvider.Postgres];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Instant Now => _clock.GetCurrentInstant();

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_worker_plans_several_sessions_at_once_and_changes_or_takes_back_any_of_them(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await HandoverGroup.StoreAsync(database, Now);
        var (first, second) = (await group.SessionAsync(database, 2), await group.SessionAsync(database, 9));
        await Set(database).RunAsync(group.Worker, group.Id, Plan((first.Id, Presence.NearBy), (second.Id, Presence.Away)), Stop);
        (await PlannedAsync(database, first.Id, second.Id)).ShouldBe(Known((first.Id, Presence.NearBy), (second.Id, Presence.Away)), ignoreOrder: true);

        var before = await SetAtAsync(database, first.Id);
        _clock.Advance(Duration.FromHours(1));
        await Set(database).RunAsync(group.Worker, group.Id, Plan((first.Id, Presence.NearBy), (second.Id, null)), Stop);
        (await PlannedAsync(database, first.Id, second.Id)).ShouldBe(Known((first.Id, Presence.NearBy)));
        (await SetAtAsync(database, first.Id)).ShouldBe(before);
    }

    [Fact]
    public async Task A_session_that_has_begun_or_is_off_or_is_of_another_group_cannot_be_planned()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, Now);
        var other = await CafeGroup.CreateAsync(database, _clock);
        var (near, off, foreign) = (await group.SessionAsync(database, 1), await group.SessionAsync(database, 3), await other.SessionAsync(new LocalDateTime(2026, 8, 6, 11, 0)));
        await database.Factory.WriteAsync(async db => (await db.Sessions.SingleAsync(s => s.Id == off.Id)).Cancel(Now));
        await Set(database).RunAsync(group.Worker, group.Id, Plan((near.Id, Presence.There)), Stop);
        _clock.Advance(Duration.FromHours(26));
        (await Should.ThrowAsync<RuleViolation>(() => Set(database).RunAsync(group.Worker, group.Id, Plan((near.Id, Presence.Away)), Stop)))
            .Message.ShouldBe("The session on Tuesday 4 August has begun or is called off. Look at the plan again.");
        await Should.ThrowAsync<RuleViolation>(() => Set(database).RunAsync(group.Worker, group.Id, Plan((off.Id, Presence.Away)), Stop));
        await Should.ThrowAsync<NotFoundException>(() => Set(database).RunAsync(group.Worker, group.Id, Plan((foreign, Presence.Away)), Stop));
        // a form that was open while the session began still saves what else stands on it
        await Set(database).RunAsync(group.Worker, group.Id, Plan((near.Id, Presence.There)), Stop);
    }

    [Fact]
    public async Task Nobody_but_the_groups_worker_plans_or_tells_and_not_once_it_runs_itself()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, Now, Stage.SelfRun);
        var other = await CafeGroup.CreateAsync(database, _clock);
        var session = await group.SessionAsync(database, 2);
        await database.Factory.WriteAsync(db => Task.FromResult(db.Add(new DutyHolding(group.Id, Duty.Lead, group.Jean.Id, null, Now))));
        var lead = await HandoverGroup.PeerAsync(database, group.Jean, Now);
        foreach (var viewer in new[] { group.Worker, lead, other.Worker, Viewer.OfParticipant(group.Jean.Id) })
        {
            await Should.ThrowAsync<NotFoundException>(() => Set(database).RunAsync(viewer, group.Id, Plan((session.Id, Presence.Away)), Stop));
            await Should.ThrowAsync<NotFoundException>(() => Announce(database).RunAsync(viewer, group.Id, Stop));
        }
    }

    [Fact]
    public async Task A_plan_says_nothing_any_more_once_the_group_runs_itself()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, Now);
        var session = await group.SessionAsync(database, 2);
        await Set(database).RunAsync(group.Worker, group.Id, Plan((session.Id, Presence.There)), Stop);
        await group.EnterAsync(database, Stage.SelfRun, Now);
        (await PlannedAsync(database, session.Id)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Members_are_told_once_by_their_safe_way_and_again_after_a_week(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await HandoverGroup.StoreAsync(database, Now);
        await AgreeAsync(database, group.Jean.Id);
        var session = await group.SessionAsync(database, 20);
        (await RefusedAsync(database, group)).ShouldStartWith("There is nothing to tell yet.");
        await Set(database).RunAsync(group.Worker, group.Id, Plan((session.Id, Presence.Away)), Stop);

        (await Announce(database).RunAsync(group.Worker, group.Id, Stop)).ShouldBe(1);
        var rows = await RowsAsync(database);
        rows.Count.ShouldBe(3);
        rows.Single(m => m.PersonId == group.Jean.Id).State.ShouldBe(MessageState.Planned);
        rows.Where(m => m.PersonId != group.Jean.Id).ShouldAllBe(m => m.State == MessageState.Suppressed);
        (await RefusedAsync(database, group)).ShouldStartWith("The group was told less than a week ago.");

        _clock.Advance(Duration.FromDays(7));
        (await Announce(database).RunAsync(group.Worker, group.Id, Stop)).ShouldBe(1);
        await using var db = database.Open();
        (await ReadPresence.AnnouncementsAsync(db, group.Id, Stop)).ShouldBe([new(2, Now, 1), new(1, Now - Duration.FromDays(7), 1)]);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_button_tapped_five_times_at_once_tells_the_group_once(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await HandoverGroup.StoreAsync(database, Now);
        var session = await group.SessionAsync(database, 2);
        await Set(database).RunAsync(group.Worker, group.Id, Plan((session.Id, Presence.NearBy)), Stop);
        var told = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(async () =>
        {
            try
            {
                await Announce(database).RunAsync(group.Worker, group.Id, Stop);
                return true;
            }
            catch (RuleViolation)
            {
                return false;
            }
        })));
        told.Count(done => done).ShouldBe(1);
        (await RowsAsync(database)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_announcement_goes_to_nobody_who_left_or_said_not_yet_and_needs_a_session_and_somebody_to_tell()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, Now);
        var session = await group.SessionAsync(database, 2);
        await Set(database).RunAsync(group.Worker, group.Id, Plan((session.Id, Presence.NearBy)), Stop);
        await database.Factory.WriteAsync(async db =>
        {
            (await db.Members.SingleAsync(m => m.PersonId == group.Tam.Id)).Leave(Now);
            (await db.Members.SingleAsync(m => m.PersonId == group.Amina.Id)).Say(usuallyComes: false, notYet: true);
        });
        await Announce(database).RunAsync(group.Worker, group.Id, Stop);
        (await RowsAsync(database)).ShouldHaveSingleItem().PersonId.ShouldBe(group.Jean.Id);

        _clock.Advance(Duration.FromDays(8));
        (await RefusedAsync(database, group)).ShouldStartWith("There is nothing to tell yet.");
        var next = await group.SessionAsync(database, 10);
        await Set(database).RunAsync(group.Worker, group.Id, Plan((next.Id, Presence.NearBy)), Stop);
        await database.Factory.WriteAsync(async db => (await db.Members.SingleAsync(m => m.PersonId == group.Jean.Id)).Leave(Now));
        (await RefusedAsync(database, group)).ShouldBe("Nobody is in the group yet whom this could be told.");
    }

    private static Dictionary<Guid, Presence?> Plan(params (Guid Session, Presence? Presence)[] plan) => plan.ToDictionary(p => p.Session, p => p.Presence);

    private static Dictionary<Guid, Presence> Known(params (Guid Session, Presence Presence)[] plan) => plan.ToDictionary(p => p.Session, p => p.Presence);

    private static async Task<IReadOnlyDictionary<Guid, Presence>> PlannedAsync(TestDatabase database, params Guid[] sessions)
    {
        await using var db = database.Open();
        return await ReadPresence.OfAsync(db, sessions, Stop);
    }

    private static async Task<Instant> SetAtAsync(TestDatabase database, Guid session)
    {
        await using var db = database.Open();
        return await db.PlannedPresences.Where(p => p.SessionId == session).Select(p => p.SetAt).SingleAsync(Stop);
    }

    private static async Task<List<Message>> RowsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.Messages.AsNoTracking().Where(m => m.Kind == MessageKind.StepBack).ToListAsync(Stop);
    }

    private Task AgreeAsync(TestDatabase database, Guid person) => database.Factory.WriteAsync(async db =>
        (await db.People.SingleAsync(p => p.Id == person)).GiveConsent("Said yes", null, Now));

    private async Task<string> RefusedAsync(TestDatabase database, HandoverGroup group) =>
        (await Should.ThrowAsync<RuleViolation>(() => Announce(database).RunAsync(group.Worker, group.Id, Stop))).Message;

    private SetPresence Set(TestDatabase database) => new(database.Factory, _clock);

    private AnnounceStepBack Announce(TestDatabase database) => new(database.Factory, _clock);
}
