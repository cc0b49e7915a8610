using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Sessions;

public sealed class ChangeFromHereTests
{
    private static readonly LocalDate Wednesday = new(2026, 8, 5);
    private static readonly LocalTime Eleven = new(11, 0);
    private static readonly LocalTime Half1 = new(13, 30);
    private readonly FakeClock _clock = new("2026-08-03T09:00:00Z");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_new_time_keeps_ids_and_what_was_changed_by_hand(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var before = await PlanAsync(database, cafe, Recurrence.Weekly(1, IsoDayOfWeek.Wednesday).EndingAfter(6));
        await new MoveSession(database.Factory, _clock).RunAsync(cafe.Worker, before[3].Id, before[3].Slot.PlusDays(1), Eleven, 90, Stop);
        await new CancelSession(database.Factory, _clock).RunAsync(cafe.Worker, before[4].Id, Stop);

        await new ChangeFromHere(database.Factory, _clock).RunAsync(
            cafe.Worker, before[2].Id, new(Recurrence.Weekly(1, IsoDayOfWeek.Wednesday).EndingAfter(4), before[2].Slot, Half1, 60), Stop);

        var after = await SessionsAsync(database);
        after.Select(s => s.Id).ShouldBe(before.Select(s => s.Id));
        after.Select(s => (s.Date, s.StartTime, s.Status)).ShouldBe(
        [
            (before[0].Slot, Eleven, SessionStatus.Planned), (before[1].Slot, Eleven, SessionStatus.Planned), (before[2].Slot, Half1, SessionStatus.Planned),
            (before[3].Slot.PlusDays(1), Eleven, SessionStatus.Planned), (before[4].Slot, Eleven, SessionStatus.Cancelled), (before[5].Slot, Half1, SessionStatus.Planned),
        ]);
        (await new ExtendSeries(database.Factory, _clock).RunAsync(Viewer.Program, Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task A_new_weekday_moves_the_session_of_each_week_and_what_falls_out_is_cancelled()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var before = await PlanAsync(database, cafe, Recurrence.Weekly(1, IsoDayOfWeek.Wednesday).EndingAfter(4));

        await new ChangeFromHere(database.Factory, _clock).RunAsync(
            cafe.Worker, before[0].Id, new(Recurrence.Weekly(2, IsoDayOfWeek.Thursday).EndingAfter(2), Wednesday.PlusDays(1), Eleven, 90), Stop);

        var after = await SessionsAsync(database);
        after.Select(s => s.Id).ShouldBe(before.Select(s => s.Id));
        after.Select(s => (s.Date.DayOfWeek, s.Status)).ShouldBe(
        [
            (IsoDayOfWeek.Thursday, SessionStatus.Planned), (IsoDayOfWeek.Wednesday, SessionStatus.Cancelled),
            (IsoDayOfWeek.Thursday, SessionStatus.Planned), (IsoDayOfWeek.Wednesday, SessionStatus.Cancelled),
        ]);
        after[0].Revision.ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_from_here_ends_the_series_for_upkeep_too()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var before = await PlanAsync(database, cafe, Recurrence.Weekly(1, IsoDayOfWeek.Wednesday));
        (await new CancelFromHere(database.Factory, _clock).RunAsync(cafe.Worker, before[2].Id, Stop)).ShouldBe(24);
        _clock.Advance(Duration.FromDays(70));
        (await new ExtendSeries(database.Factory, _clock).RunAsync(Viewer.Program, Stop)).ShouldBe(0);
        (await SessionsAsync(database)).Count(s => s.Status == SessionStatus.Planned).ShouldBe(2);
        (await Should.ThrowAsync<RuleViolation>(() => new CancelFromHere(database.Factory, _clock).RunAsync(cafe.Worker, before[2].Id, Stop))).Message.ShouldContain("no planned session");
    }

    [Fact]
    public async Task The_new_pattern_may_not_reach_back_among_earlier_sessions_nor_change_a_single_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var before = await PlanAsync(database, cafe, Recurrence.Weekly(1, IsoDayOfWeek.Wednesday).EndingAfter(4));
        var alone = await cafe.SessionAsync(Wednesday.PlusDays(2) + Eleven);
        var change = new ChangeFromHere(database.Factory, _clock);
        var plan = new SeriesPlan(Recurrence.Weekly(1, IsoDayOfWeek.Thursday), Wednesday.PlusDays(1), Eleven, 90);
        (await Should.ThrowAsync<RuleViolation>(() => change.RunAsync(cafe.Worker, before[1].Id, plan with { FirstDate = Wednesday }, Stop))).Field.ShouldBe("FirstDate");
        (await Should.ThrowAsync<RuleViolation>(() => change.RunAsync(cafe.Worker, alone, plan, Stop))).Message.ShouldContain("on its own");
        await Should.ThrowAsync<NotFoundException>(() => change.RunAsync(cafe.Worker, Guid.NewGuid(), plan, Stop));
    }

    private async Task<List<Session>> PlanAsync(TestDatabase database, CafeGroup cafe, Recurrence recurrence)
    {
        await new ScheduleSeries(database.Factory, _clock).RunAsync(cafe.Worker, cafe.Id, new(recurrence, Wednesday, Eleven, 90), Stop);
        return await SessionsAsync(database);
    }

    private static async Task<List<Session>> SessionsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return (await db.Sessions.ToListAsync(Stop)).OrderBy(s => s.Date).ToList();
    }
}
