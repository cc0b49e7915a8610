using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Lists;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Lists;

public sealed class TickItemTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 8, 3, 9, 0));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_tick_keeps_its_date_and_what_is_looked_at_again_gets_a_new_one(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        var tick = new TickItem(database.Factory, _clock);
        var first = _clock.GetCurrentInstant();
        foreach (var (list, key) in new[] { (Stage.SelfRun, "money"), (Stage.Resting, "look") })
        {
            await tick.RunAsync(group.Worker, group.Id, list, key, true, Stop);
        }

        _clock.Advance(Duration.FromDays(100));
        await tick.RunAsync(group.Worker, group.Id, Stage.SelfRun, "money", true, Stop);
        await tick.RunAsync(group.Worker, group.Id, Stage.Resting, "look", true, Stop);
        await using (var db = database.Open())
        {
            (await db.GroupSteps.OrderByDescending(s => s.Step).Select(s => s.DoneAt).ToListAsync(Stop)).ShouldBe([first, _clock.GetCurrentInstant()]);
        }

        await tick.RunAsync(group.Worker, group.Id, Stage.SelfRun, "money", false, Stop);
        await tick.RunAsync(group.Worker, group.Id, Stage.SelfRun, "money", false, Stop);
        await using var after = database.Open();
        (await after.GroupSteps.SingleAsync(Stop)).Step.ShouldBe("look");
    }

    [Fact]
    public async Task Only_those_who_write_for_the_group_tick_and_only_what_stands_in_a_list()
    {
        await using var database = await TestDatabase.CreateAsync();
        var now = _clock.GetCurrentInstant();
        var group = await HandoverGroup.StoreAsync(database, now);
        var tick = new TickItem(database.Factory, _clock);
        var welcoming = await HandoverGroup.PeerAsync(database, group.Tam, now);
        await group.GiveAsync(database, _clock, Duty.Welcome, group.Tam);
        foreach (var viewer in new[] { welcoming, Viewer.OfAccount(Guid.NewGuid(), null), Viewer.OfParticipant(group.Jean.Id) })
        {
            await Should.ThrowAsync<NotFoundException>(() => tick.RunAsync(viewer, group.Id, Stage.SelfRun, "money", true, Stop));
            await Should.ThrowAsync<NotFoundException>(() => new ArrangeBackup(database.Factory).RunAsync(viewer, group.Id, "Morag", null, Stop));
        }

        await Should.ThrowAsync<NotFoundException>(() => tick.RunAsync(group.Worker, group.Id, Stage.SelfRun, "cake", true, Stop));
        await Should.ThrowAsync<NotFoundException>(() => tick.RunAsync(group.Worker, group.Id, Stage.Starting, "money", true, Stop));
    }

    [Fact]
    public async Task Somebody_outside_is_named_and_the_listing_gets_its_date()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        var arrange = new ArrangeBackup(database.Factory);
        await arrange.RunAsync(group.Worker, group.Id, "  Morag at the church ", new LocalDate(2027, 2, 1), Stop);
        await using (var db = database.Open())
        {
            var stored = await db.Groups.SingleAsync(Stop);
            (stored.Backup, stored.ListingReviewOn).ShouldBe(("Morag at the church", new LocalDate(2027, 2, 1)));
        }

        (await Should.ThrowAsync<RuleViolation>(() => arrange.RunAsync(group.Worker, group.Id, new string('x', 101), null, Stop))).Field.ShouldBe("Backup");
        await arrange.RunAsync(group.Worker, group.Id, " ", null, Stop);
        await using var after = database.Open();
        (await after.Groups.SingleAsync(Stop)).Backup.ShouldBeNull();
    }

    [Fact]
    public void Keys_fit_their_column_and_stand_once_in_a_list() => StageList.All.ShouldAllBe(s =>
        StageList.Of(s).Count > 0 && StageList.Of(s).Select(i => i.Key).Distinct().Count() == StageList.Of(s).Count && StageList.Of(s).All(i => i.Key.Length <= 24));
}
