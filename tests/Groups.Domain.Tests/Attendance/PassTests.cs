using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Attendance;

/// <summary>Who makes ways to a register without an account, when they open and how they end.</summary>
public sealed class PassTests
{
    private static readonly LocalDateTime Today = new(2026, 8, 5, 11, 0);
    private static readonly Instant Start = Instant.FromUtc(2026, 8, 5, 10, 0);
    private static readonly Instant End = Start + Duration.FromMinutes(90);
    private readonly FakeClock _clock = new(Start);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Of_a_pass_only_hashes_are_kept_and_its_code_is_read_in_any_spelling(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, _clock);
        var session = await cafe.SessionAsync(Today);
        var made = await Make(database).RunAsync(cafe.Worker, session, PassKind.Door, stop: Stop);
        var code = made.Code.ShouldNotBeNull();
        await using var db = database.Open();
        var kept = await db.SessionPasses.SingleAsync(Stop);
        var written = string.Join(' ', kept.TokenHash, kept.CodeHash, kept.Name);
        written.ShouldNotContain(made.Token);
        written.ShouldNotContain(code.Replace("-", "", StringComparison.Ordinal), Case.Insensitive);

        var open = new OpenPass(database.Factory, _clock);
        (await open.ByTokenAsync(made.Token, PassKind.Door, Stop)).ShouldNotBeNull().SessionId.ShouldBe(session);
        (await open.ByTokenAsync(made.Token, PassKind.Kiosk, Stop)).ShouldBeNull();
        foreach (var typed in (string[])[code, code.ToLowerInvariant(), $" {code[..2]} {code[2..]}. ", code.Replace("-", " – ", StringComparison.Ordinal), code.Replace("-", "", StringComparison.Ordinal)])
        {
            (await open.ByCodeAsync(typed, Stop)).ShouldNotBeNull(typed);
        }

        foreach (var typed in (string?[])[null, "", code[..5], code + "C", "0O1IL5", "\ud800abc", new string('C', 5000)])
        {
            (await open.ByCodeAsync(typed, Stop)).ShouldBeNull(typed);
        }
    }

    [Theory]
    [InlineData(PassKind.Door, -31, -30, 89, 90)]
    [InlineData(PassKind.Kiosk, -31, -30, 89, 90)]
    [InlineData(PassKind.StandIn, -121, -120, 209, 210)]
    public async Task A_pass_opens_only_around_its_session(PassKind kind, int early, int from, int last, int over)
    {
        await using var database = await TestDatabase.CreateAsync();
        _clock.Set(Start - Duration.FromDays(1));
        var cafe = await CafeGroup.CreateAsync(database, _clock);
        var session = await cafe.SessionAsync(Today);
        var made = await Make(database).RunAsync(cafe.Worker, session, kind, "Agnes", Stop);
        foreach (var (minutes, opens) in (IEnumerable<(int, bool)>)[(early, false), (from, true), (last, true), (over, false)])
        {
            _clock.Set(Start + Duration.FromMinutes(minutes));
            (await AccessAsync(database, made, session)).ShouldBe(opens ? kind : null, $"{minutes} minutes after the start");
            (await OpensAsync(database, made, kind)).ShouldBe(opens, $"{minutes} minutes after the start");
        }
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_pass_moves_with_its_session_and_opens_nothing_while_that_is_cancelled(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        _clock.Set(Start - Duration.FromDays(1));
        var cafe = await CafeGroup.CreateAsync(database, _clock);
        var session = await cafe.SessionAsync(Today);
        var made = await Make(database).RunAsync(cafe.Worker, session, PassKind.Door, stop: Stop);
        await new MoveSession(database.Factory, _clock).RunAsync(cafe.Worker, session, Today.Date.PlusDays(1), Today.TimeOfDay, 60, Stop);
        await OpensAtAsync(Start, false);
        await OpensAtAsync(Start + Duration.FromDays(1), true);
        await OpensAtAsync(Start + Duration.FromDays(1) + Duration.FromMinutes(61), false);

        _clock.Set(Start);
        await new CancelSession(database.Factory, _clock).RunAsync(cafe.Worker, session, Stop);
        await OpensAtAsync(Start + Duration.FromDays(1), false);
        _clock.Set(Start);
        await new RestoreSession(database.Factory, _clock).RunAsync(cafe.Worker, session, Stop);
        await OpensAtAsync(Start + Duration.FromDays(1), true);

        async Task OpensAtAsync(Instant at, bool opens)
        {
            _clock.Set(at);
            (await OpensAsync(database, made, PassKind.Door)).ShouldBe(opens);
            (await AccessAsync(database, made, session)).ShouldBe(opens ? PassKind.Door : null);
        }
    }

    [Fact]
    public async Task A_pass_dies_with_what_its_maker_may_do_and_when_somebody_ends_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Isla", "Ruth");
        var session = await cafe.SessionAsync(Today);
        var isla = await cafe.PeerAsync("Isla", Duty.Lead);
        var byLead = await Make(database).RunAsync(isla, session, PassKind.StandIn, "Agnes", Stop);
        var byWorker = await Make(database).RunAsync(cafe.Worker, session, PassKind.Kiosk, stop: Stop);
        (await Read(database).RunAsync(cafe.Worker, session, Stop)).Select(p => (p.Kind, p.MadeBy, p.Name)).ShouldBe([(PassKind.Kiosk, "Laura", null), (PassKind.StandIn, "Isla", "Agnes")], ignoreOrder: true);

        await database.Factory.WriteAsync(async db => (await db.DutyHoldings.SingleAsync(Stop)).End(HoldingEnd.TakenBack, _clock.GetCurrentInstant()), Stop);
        (await AccessAsync(database, byLead, session)).ShouldBeNull();
        (await OpensAsync(database, byLead, PassKind.StandIn)).ShouldBeFalse();
        (await Read(database).RunAsync(cafe.Worker, session, Stop)).ShouldHaveSingleItem().Id.ShouldBe(byWorker.Id);

        await new EndPass(database.Factory, _clock).RunAsync(cafe.Worker, session, byWorker.Id, Stop);
        await new EndPass(database.Factory, _clock).RunAsync(cafe.Worker, session, byWorker.Id, Stop);
        (await AccessAsync(database, byWorker, session)).ShouldBeNull();
        (await OpensAsync(database, byWorker, PassKind.Kiosk)).ShouldBeFalse();
        (await Read(database).RunAsync(cafe.Worker, session, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_those_who_tap_names_make_see_and_end_passes_and_no_pass_makes_another()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Isla", "Ruth");
        var (session, elsewhere) = (await cafe.SessionAsync(Today), await CafeGroup.CreateAsync(database, _clock));
        var made = await Make(database).RunAsync(cafe.Worker, session, PassKind.StandIn, "Agnes", Stop);
        foreach (var viewer in (Viewer[])[await cafe.PeerAsync("Isla", Duty.Welcome, Duty.Headcount), elsewhere.Worker, Viewer.OfPass(made.Id), Viewer.OfParticipant(cafe.People["Ruth"]), Viewer.Program])
        {
            await Should.ThrowAsync<NotFoundException>(() => Make(database).RunAsync(viewer, session, PassKind.Door, stop: Stop));
            await Should.ThrowAsync<NotFoundException>(() => Read(database).RunAsync(viewer, session, Stop));
            await Should.ThrowAsync<NotFoundException>(() => new EndPass(database.Factory, _clock).RunAsync(viewer, session, made.Id, Stop));
        }

        await Should.ThrowAsync<NotFoundException>(() => Make(database).RunAsync(cafe.Worker, Guid.NewGuid(), PassKind.Door, stop: Stop));
    }

    [Fact]
    public async Task A_pass_is_made_for_a_session_of_the_coming_week_that_is_on_and_not_without_end()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock);
        var session = await cafe.SessionAsync(Today);
        (await SentenceAsync(cafe, await cafe.SessionAsync(Today.PlusDays(8)), PassKind.Door)).ShouldStartWith("It is too early.");
        (await SentenceAsync(cafe, await cafe.SessionAsync(Today.PlusDays(-1)), PassKind.Kiosk)).ShouldStartWith("This session is over");
        (await SentenceAsync(cafe, session, PassKind.StandIn)).ShouldBe("The name is empty. Type it in.");
        for (var n = 0; n < MakePass.Most; n++)
        {
            await Make(database).RunAsync(cafe.Worker, session, PassKind.Door, stop: Stop);
        }

        (await SentenceAsync(cafe, session, PassKind.Door)).ShouldStartWith("There are many codes");
        var off = await cafe.SessionAsync(Today.PlusDays(2));
        await new CancelSession(database.Factory, _clock).RunAsync(cafe.Worker, off, Stop);
        (await SentenceAsync(cafe, off, PassKind.Door)).ShouldStartWith("This session is cancelled");

        async Task<string> SentenceAsync(CafeGroup group, Guid of, PassKind kind) =>
            (await Should.ThrowAsync<RuleViolation>(() => Make(database).RunAsync(group.Worker, of, kind, stop: Stop))).Message;
    }

    [Fact]
    public async Task A_code_that_got_about_fills_no_register()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock);
        var session = await cafe.SessionAsync(Today);
        var record = new RecordFacts(database.Factory, _clock);
        var first = Viewer.OfPass((await Make(database).RunAsync(cafe.Worker, session, PassKind.Door, stop: Stop)).Id);
        var second = Viewer.OfPass((await Make(database).RunAsync(cafe.Worker, session, PassKind.Door, stop: Stop)).Id);
        (await record.RunAsync(first, session, Taps(40), Stop)).Refused.ShouldBeEmpty();
        var undone = await FirstFactAsync(database);
        await record.RunAsync(first, session, [TappedFact.Undone(undone, _clock.GetCurrentInstant())], Stop);
        var refused = (await record.RunAsync(second, session, Taps(40), Stop)).Refused;
        refused.Count.ShouldBe(80 - RecordFacts.MostByDoor);
        refused[0].Sentence.ShouldContain("see the lead");
        (await record.RunAsync(cafe.Worker, session, Taps(3), Stop)).Refused.ShouldBeEmpty();

        TappedFact[] Taps(int count) => [.. Enumerable.Range(0, count).Select(_ => TappedFact.Arrived(null, _clock.GetCurrentInstant()))];
    }

    [Fact]
    public async Task A_tablet_shows_first_names_of_those_who_said_yes_until_they_are_ticked()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Agnes Brown", "Ruth Gray", "Jean Black", "Ruth White", "Nan Green");
        var session = await cafe.SessionAsync(Today);
        foreach (var name in (string[])["Agnes Brown", "Ruth Gray", "Ruth White", "Nan Green"])
        {
            await SayAsync(database, cafe.People[name], cafe.Id, true);
        }

        var since = await SinceAsync();
        _clock.Advance(Duration.FromMinutes(1));
        await SayAsync(database, cafe.People["Agnes Brown"], cafe.Id, true);
        (await SinceAsync()).ShouldBe(since);
        await SayAsync(database, cafe.People["Nan Green"], cafe.Id, false);
        var door = new ReadDoor(database.Factory, _clock);
        var kiosk = Viewer.OfPass((await Make(database).RunAsync(cafe.Worker, session, PassKind.Kiosk, stop: Stop)).Id);
        (await door.RunAsync(kiosk, session, Stop)).Select(n => (n.Name, n.IsHere)).ShouldBe([("Agnes", false), ("Ruth G", false), ("Ruth W", false)]);

        var tap = TappedFact.Arrived(cafe.People["Agnes Brown"], _clock.GetCurrentInstant());
        await new RecordFacts(database.Factory, _clock).RunAsync(kiosk, session, [tap], Stop);
        (await door.RunAsync(kiosk, session, Stop)).Where(n => n.IsHere).Select(n => n.Name).ShouldBe(["Agnes"]);
        (await door.StandsAsync(kiosk, tap.Id, Stop)).ShouldBeTrue();
        (await door.StandsAsync(cafe.Worker, tap.Id, Stop)).ShouldBeFalse();
        await new RecordFacts(database.Factory, _clock).RunAsync(kiosk, session, [TappedFact.Undone(tap.Id, _clock.GetCurrentInstant())], Stop);
        (await door.StandsAsync(kiosk, tap.Id, Stop)).ShouldBeFalse();

        var phone = Viewer.OfPass((await Make(database).RunAsync(cafe.Worker, session, PassKind.Door, stop: Stop)).Id);
        foreach (var viewer in (Viewer[])[phone, cafe.Worker])
        {
            await Should.ThrowAsync<NotFoundException>(() => door.RunAsync(viewer, session, Stop));
        }

        _clock.Set(End);
        await Should.ThrowAsync<NotFoundException>(() => door.RunAsync(kiosk, session, Stop));

        async Task<Instant?> SinceAsync()
        {
            await using var db = database.Open();
            var agnes = cafe.People["Agnes Brown"];
            return (await db.Members.SingleAsync(m => m.PersonId == agnes, Stop)).OnKioskSince;
        }
    }

    private Task SayAsync(TestDatabase database, Guid person, Guid group, bool yes) =>
        new Groups.Domain.People.SayOnTablet(database.Factory, _clock).RunAsync(Viewer.OfParticipant(person), group, yes, Stop);

    private MakePass Make(TestDatabase database) => new(database.Factory, _clock);

    private ReadPasses Read(TestDatabase database) => new(database.Factory, _clock);

    private async Task<bool> OpensAsync(TestDatabase database, MadePass made, PassKind kind) =>
        (await new OpenPass(database.Factory, _clock).ByTokenAsync(made.Token, kind, Stop))?.IsOpen == true;

    private async Task<PassKind?> AccessAsync(TestDatabase database, MadePass made, Guid sessionId)
    {
        await using var db = database.Open();
        var session = await db.Sessions.SingleAsync(s => s.Id == sessionId, Stop);
        return (await RegisterAccess.FindAsync(db, Viewer.OfPass(made.Id), session, _clock.GetCurrentInstant(), Stop))?.Pass;
    }

    private static async Task<Guid> FirstFactAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.Facts.Select(f => f.Id).FirstAsync(Stop);
    }
}
