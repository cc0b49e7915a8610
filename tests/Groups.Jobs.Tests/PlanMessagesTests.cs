using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Tests;

public sealed class PlanMessagesTests
{
    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public static TheoryData<DataProvider, int> Worlds()
    {
        var worlds = new TheoryData<DataProvider, int>();
        for (var seed = 1; seed <= 8; seed++)
        {
            worlds.Add(DataProvider.Sqlite, seed);
            worlds.Add(DataProvider.Postgres, seed);
        }

        return worlds;
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task The_sweep_gives_just_what_planning_group_by_group_gives(DataProvider provider, int seed)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var groups = await ManyGroups.CreateAsync(world, new Random(seed));
        for (var round = 0; round < 3; round++)
        {
            await groups.ChangeAsync();
            var before = await LedgerAsync(world.Database.Open());
            var apart = await ApartAsync(world, groups.Ids);
            (await LedgerAsync(world.Database.Open())).ShouldBe(before);
            await world.Get<PlanMessages>().RunAsync(Stop);
            var swept = await LedgerAsync(world.Database.Open());
            swept.ShouldBe(apart);
            swept.ShouldNotBe(before);
            swept.Except(before).Count(row => row.IsBackFilled(world.Now)).ShouldBe(0);
        }
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_sweep_that_finds_nothing_to_do_writes_nothing_and_tells_nobody(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var groups = await ManyGroups.CreateAsync(world, new Random(9));
        await groups.ChangeAsync();
        var told = new List<SessionChange>();
        using var subscription = world.Get<LiveFeed>().SubscribeAll(told.Add);
        await world.Get<PlanMessages>().RunAsync(Stop);
        told.ShouldNotBeEmpty();
        told.ShouldBe(told.Distinct());

        told.Clear();
        var before = await LedgerAsync(world.Database.Open());
        await world.Get<PlanMessages>().RunAsync(Stop);
        told.ShouldBeEmpty();
        (await LedgerAsync(world.Database.Open())).ShouldBe(before);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_group_that_cannot_be_planned_stops_no_other(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        await world.PersonAsync();
        await world.SessionAsync(plan: false);
        var broken = await CafeGroup.CreateAsync(world.Database, world.Clock, "Ann");
        var session = await broken.SessionAsync(new LocalDateTime(2026, 8, 6, 11, 0));
        await world.Database.Factory.WriteAsync(db => db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(set => set.SetProperty(s => s.Zone, "Nowhere/At_all")), Stop);
        await world.Get<PlanMessages>().RunAsync(Stop);
        (await world.LedgerAsync()).ShouldBe(["DayBefore/0 Planned", "SameDay/0 Planned"]);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Sweeps_and_actions_at_once_plan_each_message_once(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var groups = await ManyGroups.CreateAsync(world, new Random(10));
        await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.Get<PlanMessages>().RunAsync(Stop), Stop))
                .Concat(groups.Ids.Select(id => Task.Run(() => world.Database.Factory.WriteAsync(db => Replan.GroupAsync(db, id, world.Now, Stop), Stop), Stop))));
        await using var db = world.Database.Open();
        (await Replan.DifferingAsync(db, groups.Ids, world.Now, Stop)).ShouldBeEmpty();
        var keys = (await world.MessagesAsync()).ConvertAll(m => (m.SessionId, m.PersonId, m.Kind, m.Revision));
        keys.ShouldNotBeEmpty();
        keys.Distinct().Count().ShouldBe(keys.Count);
    }

    [Fact]
    public async Task A_sweep_passes_over_a_group_that_somebody_is_changing_and_plans_the_others()
    {
        await using var world = await MessageWorld.CreateAsync(DataProvider.Postgres);
        await world.PersonAsync();
        await world.SessionAsync(plan: false);
        var other = await CafeGroup.CreateAsync(world.Database, world.Clock, "Ann");
        await other.SessionAsync(new LocalDateTime(2026, 8, 6, 11, 0));
        await using var changing = world.Database.Open();
        await using var transaction = await changing.Database.BeginTransactionAsync(Stop);
        var session = await changing.Sessions.SingleAsync(s => s.GroupId == world.Cafe.Id, Stop);
        session.Move(session.Date.PlusDays(1), session.StartTime, session.Minutes, world.Now);
        await Replan.GroupAsync(changing, world.Cafe.Id, world.Now, Stop);
        await world.Get<PlanMessages>().RunAsync(Stop);
        (await world.MessagesAsync()).ShouldAllBe(m => m.GroupId == other.Id);
        await transaction.CommitAsync(Stop);
        (await world.MessagesAsync()).Select(m => m.GroupId).Distinct().Count().ShouldBe(2);
    }

    /// <summary>What the ledger would say after each group was planned on its own; nothing of it stays.</summary>
    private static async Task<List<Row>> ApartAsync(MessageWorld world, IReadOnlyList<Guid> groups)
    {
        await using var db = world.Database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        foreach (var group in groups)
        {
            await Replan.GroupAsync(db, group, world.Now, Stop);
        }

        db.ChangeTracker.Clear();
        return await LedgerAsync(db, keepOpen: true);
    }

    private static async Task<List<Row>> LedgerAsync(GroupsDb db, bool keepOpen = false)
    {
        var rows = (await db.Messages.AsNoTracking().ToListAsync(Stop)).ConvertAll(m => new Row(
            (m.GroupId, m.SessionId, m.PersonId, m.Kind, m.Revision), m.State, m.Reason, m.SessionStart, m.CalledFor, m.DueAt, m.NotAfter, m.PlannedAt, m.ChangedAt, m.Attempts));
        if (!keepOpen)
        {
            await db.DisposeAsync();
        }

        return [.. rows.OrderBy(r => r.Key)];
    }

    private sealed record Row(
        (Guid Group, Guid Session, Guid Person, MessageKind Kind, int Revision) Key,
        MessageState State,
        string? Reason,
        Instant SessionStart,
        Instant CalledFor,
        Instant DueAt,
        Instant NotAfter,
        Instant PlannedAt,
        Instant ChangedAt,
        int Attempts)
    {
        public bool IsBackFilled(Instant now) =>
            Key.Kind is MessageKind.DayBefore or MessageKind.SameDay && PlannedAt == now && CalledFor <= now && State == MessageState.Planned;
    }
}
