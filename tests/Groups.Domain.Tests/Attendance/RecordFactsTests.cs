using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Attendance;

public sealed class RecordFactsTests
{
    private static readonly LocalDateTime Today = new(2026, 8, 5, 11, 0);
    private readonly FakeClock _clock = new("2026-08-05T10:05:00Z");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task The_same_tap_from_many_devices_at_once_counts_once(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean");
        var session = await cafe.SessionAsync(Today);
        var record = new RecordFacts(database.Factory, _clock);
        var tap = TappedFact.Arrived(cafe.People["Ruth"], _clock.GetCurrentInstant());

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => record.RunAsync(cafe.Worker, session,
            n % 2 == 0 ? [tap] : [TappedFact.Arrived(cafe.People["Ruth"], _clock.GetCurrentInstant()), TappedFact.Arrived(cafe.People["Jean"], _clock.GetCurrentInstant())], Stop))));

        await using var db = database.Open();
        (await db.Facts.CountAsync(Stop)).ShouldBe(1 + (4 * 2));
        var stored = await db.Sessions.SingleAsync(Stop);
        (stored.Headcount, stored.Newcomers, stored.Status).ShouldBe((2, 2, SessionStatus.Held));
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Newcomers_are_those_who_had_not_come_to_an_earlier_session(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean", "Nan");
        var record = new RecordFacts(database.Factory, _clock);
        var (last, now) = (await cafe.SessionAsync(Today.PlusWeeks(-1)), await cafe.SessionAsync(Today));
        var slip = Arrived("Nan");
        await record.RunAsync(cafe.Worker, last, [Arrived("Ruth"), slip, TappedFact.Undone(slip.Id, _clock.GetCurrentInstant())], Stop);

        await record.RunAsync(cafe.Worker, now, [Arrived("Ruth"), Arrived("Nan"), TappedFact.WalkIn("Jo", _clock.GetCurrentInstant())], Stop);

        await using var db = database.Open();
        var session = await db.Sessions.SingleAsync(s => s.Id == now, Stop);
        (session.Headcount, session.Newcomers).ShouldBe((3, 1));
        var view = await new ReadRegister(database.Factory, _clock).RunAsync(cafe.Worker, now, Stop);
        view.People.Where(p => p.FirstTime).Select(p => p.Name).ShouldBe(["Jean", "Nan"]);

        TappedFact Arrived(string name) => TappedFact.Arrived(cafe.People[name], _clock.GetCurrentInstant());
    }

    [Fact]
    public async Task A_device_clock_that_runs_ahead_does_not_outvote_later_counts()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock);
        var session = await cafe.SessionAsync(Today);
        var record = new RecordFacts(database.Factory, _clock);
        await record.RunAsync(cafe.Worker, session, [TappedFact.Headcount(4, _clock.GetCurrentInstant() + Duration.FromDays(900))], Stop);
        _clock.Advance(Duration.FromMinutes(2));
        await record.RunAsync(cafe.Worker, session, [TappedFact.Headcount(6, _clock.GetCurrentInstant())], Stop);
        (await new ReadRegister(database.Factory, _clock).RunAsync(cafe.Worker, session, Stop)).Headcount.ShouldBe(6);
    }

    [Fact]
    public async Task A_tap_needs_a_member_a_session_that_is_on_and_a_day_that_has_come()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var other = await CafeGroup.CreateAsync(database, _clock, "Una");
        var record = new RecordFacts(database.Factory, _clock);
        var (today, later, off) = (await cafe.SessionAsync(Today), await cafe.SessionAsync(Today.PlusWeeks(1)), await cafe.SessionAsync(Today.PlusHours(3)));
        await new CancelSession(database.Factory, _clock).RunAsync(cafe.Worker, off, Stop);

        (await Refused(today, "Una")).ShouldContain("not in the group");
        (await Refused(later, "Ruth")).ShouldContain("opens on the day");
        (await Refused(off, "Ruth")).ShouldContain("cancelled");
        (await record.RunAsync(cafe.Worker, today, [TappedFact.WalkIn(new string('x', 5000), _clock.GetCurrentInstant())], Stop)).Refused.ShouldHaveSingleItem();
        await Should.ThrowAsync<NotFoundException>(() => record.RunAsync(other.Worker, today, [TappedFact.Headcount(3, _clock.GetCurrentInstant())], Stop));

        async Task<string> Refused(Guid session, string name) => (await record.RunAsync(
            cafe.Worker, session, [TappedFact.Arrived((name == "Una" ? other : cafe).People[name], _clock.GetCurrentInstant())], Stop)).Refused.Single().Sentence;
    }

    [Fact]
    public async Task A_peer_who_counts_sees_no_name_and_taps_none()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth Brown", "Jean Gray");
        var session = await cafe.SessionAsync(Today);
        var (record, read) = (new RecordFacts(database.Factory, _clock), new ReadRegister(database.Factory, _clock));
        var counter = await cafe.PeerAsync("Jean Gray", Duty.Headcount);
        var count = TappedFact.Headcount(7, _clock.GetCurrentInstant());
        await record.RunAsync(counter, session, [count], Stop);

        var view = await read.RunAsync(counter, session, Stop);
        (view.Headcount, view.ShowsNames, view.People.Count).ShouldBe((7, false, 0));
        (await record.RunAsync(counter, session, [TappedFact.Arrived(cafe.People["Ruth Brown"], _clock.GetCurrentInstant())], Stop)).Refused.Single().Sentence.ShouldContain("not yours");
        (await read.RunAsync(cafe.Worker, session, Stop)).People.ShouldAllBe(p => !p.IsHere);
        await record.RunAsync(counter, session, [TappedFact.Undone(count.Id, _clock.GetCurrentInstant())], Stop);
        (await read.RunAsync(counter, session, Stop)).Headcount.ShouldBeNull();
    }

    [Fact]
    public async Task A_peer_sees_first_names_and_only_todays_register_and_only_while_the_duty_is_theirs()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth Brown", "Ruth Gray", "Jean Gray", "Big Tam Reid");
        var (last, session) = (await cafe.SessionAsync(Today.PlusWeeks(-1)), await cafe.SessionAsync(Today));
        var read = new ReadRegister(database.Factory, _clock);
        var lead = await cafe.PeerAsync("Jean Gray", Duty.Lead);

        (await read.RunAsync(lead, session, Stop)).People.Select(p => p.Name).ShouldBe(["Big Tam", "Jean", "Ruth B", "Ruth G"]);
        (await read.FindAsync(lead, last, Stop)).ShouldBeNull();
        (await read.RunAsync(cafe.Worker, last, Stop)).People[0].Name.ShouldBe("Big Tam Reid");
        await database.Factory.WriteAsync(async db => (await db.DutyHoldings.SingleAsync(Stop)).End(HoldingEnd.TakenBack, _clock.GetCurrentInstant()), Stop);
        (await read.FindAsync(lead, session, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_welcomes_sees_the_first_names_of_expected_newcomers_and_nothing_else()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth Brown", "Jean Gray");
        var (last, session) = (await cafe.SessionAsync(Today.PlusWeeks(-1)), await cafe.SessionAsync(Today));
        await new RecordFacts(database.Factory, _clock).RunAsync(cafe.Worker, last, [TappedFact.Arrived(cafe.People["Jean Gray"], _clock.GetCurrentInstant())], Stop);
        var view = await new ReadRegister(database.Factory, _clock).RunAsync(await cafe.PeerAsync("Jean Gray", Duty.Welcome), session, Stop);
        view.Welcome.ShouldBe(["Ruth"]);
        (view.People.Count, view.Headcount, view.IsOpen).ShouldBe((0, null, false));
    }
}
