using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Attendance;

public sealed class WrapUpTests
{
    private static readonly LocalDateTime Today = new(2026, 8, 5, 11, 0);
    private readonly FakeClock _clock = new("2026-08-05T11:20:00Z");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task The_end_keeps_the_count_the_topics_and_one_word_a_lead_of_which_the_last_stands(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean");
        var (session, lead) = (await cafe.SessionAsync(Today), await cafe.PeerAsync("Jean", Duty.Lead));
        var (record, wrap) = (new RecordFacts(database.Factory, _clock), WrapUpOf(database));
        await record.RunAsync(lead, session, [TappedFact.Arrived(cafe.People["Ruth"], _clock.GetCurrentInstant()), TappedFact.Headcount(8, _clock.GetCurrentInstant())], Stop);

        await wrap.RunAsync(lead, session, new EndOfSession(7, Pulse.ABitMuch, " Baking "), Stop);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => wrap.RunAsync(lead, session, new EndOfSession(Pulse: Pulse.TooMuch), Stop))));
        await wrap.RunAsync(cafe.Worker, session, new EndOfSession(Pulse: Pulse.Ok), Stop);

        await using var db = database.Open();
        var stored = await db.Sessions.SingleAsync(Stop);
        (stored.Headcount, stored.Topics, stored.Status).ShouldBe((7, "Baking", SessionStatus.Held));
        (await db.LeadPulses.OrderBy(p => p.Value).Select(p => new { p.AccountId, p.Value }).ToListAsync(Stop)).Select(p => (p.AccountId, p.Value))
            .ShouldBe([(cafe.WorkerAccount, Pulse.Ok), (lead.AccountId, Pulse.TooMuch)]);
        await wrap.RunAsync(lead, session, new EndOfSession(Topics: ""), Stop);
        (await db.Sessions.AsNoTracking().SingleAsync(Stop)).Topics.ShouldBeNull();
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Who_stands_in_says_one_word_for_their_pass_and_nothing_once_it_has_ended(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var session = await cafe.SessionAsync(Today);
        var now = _clock.GetCurrentInstant();
        var passes = Enumerable.Range(0, 2).Select(n => new SessionPass(session, PassKind.StandIn, $"{n}", null, "Joan", cafe.WorkerAccount, now)).ToList();
        await database.Factory.WriteAsync(db =>
        {
            db.AddRange(passes);
            return Task.CompletedTask;
        }, Stop);
        var wrap = WrapUpOf(database);
        foreach (var pass in passes)
        {
            await wrap.RunAsync(Viewer.OfPass(pass.Id), session, new EndOfSession(3, Pulse.Ok), Stop);
            await wrap.RunAsync(Viewer.OfPass(pass.Id), session, new EndOfSession(Pulse: Pulse.ABitMuch), Stop);
        }

        await using var db = database.Open();
        (await db.LeadPulses.Select(p => p.Value).ToListAsync(Stop)).ShouldBe([Pulse.ABitMuch, Pulse.ABitMuch]);
        _clock.Advance(Duration.FromHours(3));
        await Should.ThrowAsync<NotFoundException>(() => wrap.RunAsync(Viewer.OfPass(passes[0].Id), session, new EndOfSession(3), Stop));
    }

    [Fact]
    public async Task Nobody_came_is_a_full_answer_and_fewer_than_are_ticked_is_explained()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean");
        var session = await cafe.SessionAsync(Today);
        var wrap = WrapUpOf(database);
        await wrap.RunAsync(cafe.Worker, session, new EndOfSession(0), Stop);
        await using var db = database.Open();
        var quiet = await db.Sessions.AsNoTracking().SingleAsync(Stop);
        (quiet.Headcount, quiet.Status).ShouldBe((0, SessionStatus.Held));

        await new RecordFacts(database.Factory, _clock).RunAsync(cafe.Worker, session, [.. cafe.People.Values.Select(p => TappedFact.Arrived(p, _clock.GetCurrentInstant()))], Stop);
        (await Should.ThrowAsync<RuleViolation>(() => wrap.RunAsync(cafe.Worker, session, new EndOfSession(1, Pulse.Ok), Stop))).Message.ShouldStartWith("2 are ticked on the register");
        (await db.LeadPulses.AnyAsync(Stop)).ShouldBeFalse("nothing is kept of a form that is shown again");
    }

    [Fact]
    public async Task Who_neither_counts_nor_leads_ends_nothing_and_a_cancelled_or_later_session_has_no_end()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean");
        var (today, off, later) = (await cafe.SessionAsync(Today), await cafe.SessionAsync(Today.PlusHours(4)), await cafe.SessionAsync(Today.PlusDays(7)));
        await new CancelSession(database.Factory, _clock).RunAsync(cafe.Worker, off, Stop);
        var wrap = WrapUpOf(database);
        var welcomes = await cafe.PeerAsync("Jean", Duty.Welcome);
        await Should.ThrowAsync<NotFoundException>(() => wrap.RunAsync(welcomes, today, new EndOfSession(Pulse: Pulse.Ok), Stop));
        (await Should.ThrowAsync<RuleViolation>(() => wrap.RunAsync(cafe.Worker, off, new EndOfSession(3), Stop))).Message.ShouldContain("cancelled");
        (await Should.ThrowAsync<RuleViolation>(() => wrap.RunAsync(cafe.Worker, later, new EndOfSession(3), Stop))).Message.ShouldContain("not begun");
    }

    private WrapUp WrapUpOf(TestDatabase database) => new(database.Factory, new RecordFacts(database.Factory, _clock), _clock);
}
