using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using Groups.Testing;
using NodaTime;

namespace Groups.Domain.Tests.Handover;

public sealed class HistoryReadingTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 8, 3, 9, 0);

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_group_is_read_with_its_turns_first_visits_outcomes_and_next_sessions(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var stop = TestContext.Current.CancellationToken;
        var group = await HandoverGroup.StoreAsync(database, Now);
        var (jean, tam) = (group.Jean.Id, group.Tam.Id);
        await group.SessionAsync(database, -500, 50);
        var first = await group.SessionAsync(database, -14, 8, new Turn(Duty.Lead, null));
        var second = await group.SessionAsync(database, -7, 9, new Turn(Duty.Lead, jean), new Turn(Duty.Headcount, tam));
        await group.SessionAsync(database, -3);
        foreach (var days in new[] { 7, 14, 21, 28, 35 })
        {
            await group.SessionAsync(database, days, null, new Turn(Duty.Lead, jean));
        }

        var cancelled = new Session(group.Id, null, new LocalDate(2026, 8, 6), new LocalTime(11, 0), 90, "Europe/London");
        cancelled.Cancel(Now);
        var slip = Arrived(first, tam);
        await database.Factory.WriteAsync(db =>
        {
            db.Add(cancelled);
            db.AddRange(Arrived(first, jean), Arrived(first, jean), slip, new Fact(Guid.NewGuid(), first.Id, FactKind.Undone, null, null, null, slip.Id, Now),
                Arrived(second, jean), Arrived(second, tam), new Fact(Guid.NewGuid(), second.Id, FactKind.WalkIn, null, "Wee Annie", null, null, Now));
            return Task.CompletedTask;
        }, stop);

        await using var db = database.Open();
        var read = await HistoryReading.ReadAsync(db, group.Id, Pace.Weekly, new HashSet<(Guid, Duty)>(), HandoverNumbers.Default, Now, stop);

        read.History.Held.Select(h => h.Headcount).ShouldBe([8, 9]);
        read.History.Held[0].Came.ShouldBe([jean]);
        read.History.Held[0].FirstTime.ShouldBe([jean]);
        read.History.Held[1].Came.ShouldBe([jean, tam], ignoreOrder: true);
        read.History.Held[1].FirstTime.ShouldBe([tam]);
        read.History.Held.Select(h => h.WorkerWasThere).ShouldBe([true, false]);
        read.History.Outcomes.ShouldBe([true, true]);
        read.History.Next.Count.ShouldBe(4);
        read.Sessions.Select(s => s.IsAhead).ShouldBe([false, false, false, true, true, true, true]);
        read.Sessions[1].Turns.ShouldBe([new Turn(Duty.Lead, jean), new Turn(Duty.Headcount, tam)], ignoreOrder: true);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task What_leads_said_and_what_was_called_off_late_is_read_and_the_workers_own_word_is_not(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var stop = TestContext.Current.CancellationToken;
        var group = await HandoverGroup.StoreAsync(database, Now);
        var jean = await HandoverGroup.PeerAsync(database, group.Jean, Now);
        var held = await group.SessionAsync(database, -7, 9, new Turn(Duty.Lead, group.Jean.Id));
        // called off 23 hours before, 25 hours before, and one of today two hours before: two at short notice
        Session calledOff(int days, Duration before)
        {
            var session = new Session(group.Id, null, new LocalDate(2026, 8, 3).PlusDays(days), new LocalTime(11, 0), 90, "Europe/London");
            session.Cancel(session.StartsAt - before);
            return session;
        }

        Session[] off = [calledOff(-6, Duration.FromHours(23)), calledOff(-5, Duration.FromHours(25)), calledOff(0, Duration.FromHours(2))];
        await database.Factory.WriteAsync(db =>
        {
            db.AddRange(off.AsEnumerable());
            db.AddRange(new LeadPulse(held.Id, jean, Pulse.TooMuch, Now - Duration.FromDays(6)), new LeadPulse(held.Id, group.Worker, Pulse.Ok, Now));
            return Task.CompletedTask;
        }, stop);

        await using var db = database.Open();
        var read = await HistoryReading.ReadAsync(db, group.Id, Pace.Weekly, new HashSet<(Guid, Duty)>(), HandoverNumbers.Default, Now, stop);
        read.History.Held.ShouldHaveSingleItem().Pulses.ShouldBe([Pulse.TooMuch]);
        read.TooMuch.ShouldBe([Now - Duration.FromDays(6)]);
        read.ShortNotice.ShouldBe([off[0].ChangedAt!.Value, off[2].ChangedAt!.Value]);
        read.History.Outcomes.ShouldBe([true, false, false]);
        read.Recent.Select(r => (r.Status, r.Headcount)).ShouldBe([(SessionStatus.Cancelled, null), (SessionStatus.Cancelled, null), (SessionStatus.Held, 9)]);
    }

    [Theory]
    [InlineData(null, Pace.Weekly)]
    [InlineData("FREQ=WEEKLY;BYDAY=WE", Pace.Weekly)]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", Pace.Weekly)]
    [InlineData("FREQ=WEEKLY;INTERVAL=4;BYDAY=WE", Pace.Monthly)]
    [InlineData("FREQ=MONTHLY;BYDAY=1TU", Pace.Monthly)]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15", Pace.Monthly)]
    public void A_group_that_meets_every_four_weeks_or_less_often_is_monthly(string? rule, Pace pace) => HistoryReading.PaceOf(rule).ShouldBe(pace);

    private static Fact Arrived(Session session, Guid personId) => new(Guid.NewGuid(), session.Id, FactKind.Arrived, personId, null, null, null, Now);
}
