using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Sessions;

public sealed class SchedulingTests
{
    private static readonly LocalDate Wednesday = new(2026, 8, 5);
    private static readonly LocalTime Eleven = new(11, 0);
    private readonly FakeClock _clock = new("2026-08-03T09:00:00Z");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_series_is_written_26_weeks_ahead_and_kept_so_however_often_upkeep_runs(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        await new ScheduleSeries(database.Factory, _clock).RunAsync(cafe.Worker, cafe.Id, Weekly(), Stop);
        var extend = new ExtendSeries(database.Factory, _clock);
        (await extend.RunAsync(Viewer.Program, Stop)).ShouldBe(0);

        _clock.Advance(Duration.FromDays(21));
        (await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => extend.RunAsync(Viewer.Program, Stop))))).Sum().ShouldBe(3);

        await using var db = database.Open();
        var sessions = await db.Sessions.OrderBy(s => s.Slot).ToListAsync(Stop);
        sessions.Count.ShouldBe(29);
        sessions.ShouldAllBe(s => s.StartTime == Eleven && s.Slot.DayOfWeek == IsoDayOfWeek.Wednesday);
        sessions.Select(s => s.StartsAt.ToDateTimeUtc().Hour).Distinct().ShouldBe([10, 11]);
        await Should.ThrowAsync<NotFoundException>(() => extend.RunAsync(cafe.Worker, Stop));
    }

    [Fact]
    public async Task A_plan_without_a_session_is_refused_beside_the_field_to_change()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var never = await Refused(new(Recurrence.MonthlyOnDay(12, 30), new(2027, 2, 1), Eleven, 90));
        (never.Field, never.Message).ShouldBe(("DayOfMonth", "This pattern never comes round: choose another day or another number of months."));
        (await Refused(Weekly() with { FirstDate = new(2026, 7, 29) })).Message.ShouldContain("already passed");
        (await Refused(Weekly() with { FirstDate = new(2026, 8, 3), StartTime = new(9, 0), Recurrence = Recurrence.Weekly(1, IsoDayOfWeek.Monday) })).Field.ShouldBe("FirstDate");
        (await Refused(Weekly() with { FirstDate = new(9999, 1, 1) })).Message.ShouldContain("years away");
        (await Refused(Weekly() with { Recurrence = Weekly().Recurrence.EndingOn(new(2026, 8, 4)) })).Field.ShouldBe("Until");
        Should.Throw<RuleViolation>(() => SeriesPlan.MinutesBetween(Eleven, new(10, 0))).Field.ShouldBe("EndTime");

        async Task<RuleViolation> Refused(SeriesPlan plan) =>
            await Should.ThrowAsync<RuleViolation>(() => new ScheduleSeries(database.Factory, _clock).RunAsync(cafe.Worker, cafe.Id, plan, Stop));
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task The_same_form_sent_twice_at_once_plans_once(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var schedule = new ScheduleSeries(database.Factory, _clock);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                await schedule.RunAsync(cafe.Worker, cafe.Id, Weekly(), Stop);
                return "planned";
            }
            catch (RuleViolation taken)
            {
                return taken.Message;
            }
        })));
        outcomes.Count(o => o == "planned").ShouldBe(1);
        outcomes.ShouldContain("The group already has a session on Wednesday 5 August, 11am. Choose another time.");
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Moving_cancelling_and_putting_back_bring_the_messages_in_line(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, _clock);
        await cafe.JoinAsync("Ruth", "+447700900123");
        var session = await new ScheduleOnce(database.Factory, _clock).RunAsync(cafe.Worker, cafe.Id, Wednesday, Eleven, 90, Stop);
        (await KindsAsync()).ShouldBe([MessageKind.DayBefore, MessageKind.SameDay], ignoreOrder: true);

        await new MoveSession(database.Factory, _clock).RunAsync(cafe.Worker, session, Wednesday.PlusDays(1), Eleven, 90, Stop);
        (await KindsAsync()).ShouldContain(MessageKind.Moved);
        await new CancelSession(database.Factory, _clock).RunAsync(cafe.Worker, session, Stop);
        (await KindsAsync()).ShouldBe([MessageKind.Cancelled]);
        await new RestoreSession(database.Factory, _clock).RunAsync(cafe.Worker, session, Stop);
        (await KindsAsync()).ShouldNotContain(MessageKind.Cancelled);

        async Task<List<MessageKind>> KindsAsync()
        {
            await using var db = database.Open();
            return await db.Messages.Where(m => m.State == MessageState.Planned).Select(m => m.Kind).ToListAsync(Stop);
        }
    }

    [Fact]
    public async Task A_session_is_not_moved_into_the_past_nor_onto_another()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var (first, second) = (await cafe.SessionAsync(Wednesday + Eleven), await cafe.SessionAsync(Wednesday.PlusDays(1) + Eleven));
        var move = new MoveSession(database.Factory, _clock);
        (await Should.ThrowAsync<RuleViolation>(() => move.RunAsync(cafe.Worker, first, new(2026, 8, 2), Eleven, 90, Stop))).Field.ShouldBe("Date");
        (await Should.ThrowAsync<RuleViolation>(() => move.RunAsync(cafe.Worker, first, Wednesday.PlusDays(1), Eleven, 90, Stop))).Message.ShouldContain("already has a session");
        await using var db = database.Open();
        (await db.Sessions.SingleAsync(s => s.Id == first, Stop)).Date.ShouldBe(Wednesday);
        (await db.Sessions.CountAsync(s => s.Id == second, Stop)).ShouldBe(1);
    }

    [Fact]
    public async Task Did_not_meet_is_said_by_who_counts_and_only_once_the_time_has_come()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var session = await cafe.SessionAsync(Wednesday + Eleven);
        var counter = await cafe.PeerAsync("Ruth", Duty.Headcount);
        var say = new DidNotMeet(database.Factory, _clock);
        await Should.ThrowAsync<RuleViolation>(() => say.RunAsync(counter, session, stop: Stop));
        _clock.Advance(Duration.FromDays(3));
        await say.RunAsync(counter, session, stop: Stop);
        await Should.ThrowAsync<NotFoundException>(() => new CancelSession(database.Factory, _clock).RunAsync(counter, session, Stop));
        await using var db = database.Open();
        (await db.Sessions.SingleAsync(Stop)).Status.ShouldBe(SessionStatus.DidNotMeet);
    }

    private static SeriesPlan Weekly() => new(Recurrence.Weekly(1, IsoDayOfWeek.Wednesday), Wednesday, Eleven, 90);
}
