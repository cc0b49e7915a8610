using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Attendance;

/// <summary>Registers put right later: who and when stay known, later sessions' newcomers follow.</summary>
public sealed class CorrectedRegisterTests
{
    private static readonly LocalDateTime First = new(2026, 7, 22, 11, 0);
    private readonly FakeClock _clock = new("2026-07-22T10:05:00Z");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Putting_an_old_register_right_recounts_who_was_new_at_later_sessions_and_nothing_else(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean", "Nan");
        var record = new RecordFacts(database.Factory, _clock);
        var sessions = new List<Guid>();
        for (var week = 0; week < 3; week++)
        {
            sessions.Add(await cafe.SessionAsync(First.PlusWeeks(week)));
        }

        await TapAsync(sessions[0], "Jean");
        _clock.Advance(Duration.FromDays(7));
        await TapAsync(sessions[1], "Ruth", "Nan");
        _clock.Advance(Duration.FromDays(7));
        await TapAsync(sessions[2], "Ruth", "Jean");
        (await CountsAsync()).ShouldBe([(1, 1), (2, 2), (2, 0)]);

        // Ruth had come to the first one too; Nan's tick of the second week was a slip.
        await TapAsync(sessions[0], "Ruth");
        (await CountsAsync()).ShouldBe([(2, 2), (2, 1), (2, 0)]);
        var nan = (await new ReadRegister(database.Factory, _clock).RunAsync(cafe.Worker, sessions[1], Stop)).People.Single(p => p.Name == "Nan");
        await record.RunAsync(cafe.Worker, sessions[1], [.. nan.FactIds.Select(f => TappedFact.Undone(f, _clock.GetCurrentInstant()))], Stop);
        (await CountsAsync()).ShouldBe([(2, 2), (1, 0), (2, 0)]);

        // Nobody at all at the first one: those of the second and third were new then.
        var before = await new ReadRegister(database.Factory, _clock).RunAsync(cafe.Worker, sessions[0], Stop);
        await record.RunAsync(cafe.Worker, sessions[0], [.. before.People.SelectMany(p => p.FactIds).Select(f => TappedFact.Undone(f, _clock.GetCurrentInstant()))], Stop);
        (await CountsAsync()).ShouldBe([(null, null), (1, 1), (2, 1)]);

        async Task TapAsync(Guid session, params string[] names) =>
            (await record.RunAsync(cafe.Worker, session, [.. names.Select(n => TappedFact.Arrived(cafe.People[n], _clock.GetCurrentInstant()))], Stop)).Refused.ShouldBeEmpty();

        async Task<IEnumerable<(int?, int?)>> CountsAsync()
        {
            await using var db = database.Open();
            return (await db.Sessions.OrderBy(s => s.StartsAt).Select(s => new { s.Headcount, s.Newcomers }).ToListAsync(Stop)).Select(s => (s.Headcount, s.Newcomers));
        }
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_walk_in_named_later_was_new_when_they_walked_in_and_is_not_new_after_it(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean");
        var record = new RecordFacts(database.Factory, _clock);
        var (first, second) = (await cafe.SessionAsync(First), await cafe.SessionAsync(First.PlusWeeks(1)));
        var walkIn = TappedFact.WalkIn("Ruthie", _clock.GetCurrentInstant());
        await record.RunAsync(cafe.Worker, first, [walkIn], Stop);
        _clock.Advance(Duration.FromDays(7));
        await record.RunAsync(cafe.Worker, second, [TappedFact.Arrived(cafe.People["Ruth"], _clock.GetCurrentInstant())], Stop);

        await record.RunAsync(cafe.Worker, first, [TappedFact.Merged(walkIn.Id, cafe.People["Ruth"], _clock.GetCurrentInstant())], Stop);

        await using var db = database.Open();
        (await db.Sessions.OrderBy(s => s.StartsAt).Select(s => new { s.Headcount, s.Newcomers }).ToListAsync(Stop)).Select(s => (s.Headcount, s.Newcomers)).ShouldBe([(1, 1), (1, 0)]);
        var merged = (await new ReadTaps(database.Factory, _clock).RunAsync(cafe.Worker, first, Stop)).Single(t => t.Kind == FactKind.Merged);
        (merged.By.Name, merged.Person, merged.WalkIn, merged.WalkInId, merged.At).ShouldBe(("Laura", "Ruth", "Ruthie", walkIn.Id, _clock.GetCurrentInstant()));
    }

    [Fact]
    public async Task The_history_says_who_tapped_and_who_took_it_back_by_first_names_to_peers_and_to_nobody_else()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth Brown", "Jean Gray", "Nan Hay");
        var session = await cafe.SessionAsync(First);
        var (lead, counter) = (await cafe.PeerAsync("Jean Gray", Duty.Lead), await cafe.PeerAsync("Nan Hay", Duty.Headcount));
        var now = _clock.GetCurrentInstant();
        var (door, joan) = (Pass(PassKind.Door, null), Pass(PassKind.StandIn, "Joan"));
        await database.Factory.WriteAsync(db =>
        {
            db.AddRange(door, joan);
            return Task.CompletedTask;
        }, Stop);
        var (record, read) = (new RecordFacts(database.Factory, _clock), new ReadTaps(database.Factory, _clock));
        var slip = TappedFact.Arrived(cafe.People["Ruth Brown"], now);
        await record.RunAsync(lead, session, [slip], Stop);
        _clock.Advance(Duration.FromMinutes(7));
        await record.RunAsync(Viewer.OfPass(joan.Id), session, [TappedFact.Undone(slip.Id, _clock.GetCurrentInstant())], Stop);
        await record.RunAsync(Viewer.OfPass(door.Id), session, [TappedFact.WalkIn("Jo", _clock.GetCurrentInstant())], Stop);

        var taps = await read.RunAsync(cafe.Worker, session, Stop);
        (taps[0].By.Name, taps[0].Person, taps[0].TakenBack.Single().By, taps[0].TakenBack.Single().At).ShouldBe(("Jean Gray", "Ruth Brown", new Tapper("Joan", PassKind.StandIn), now + Duration.FromMinutes(7)));
        (taps[1].By, taps[1].WalkIn).ShouldBe((new Tapper(null, PassKind.Door), "Jo"));
        (await read.RunAsync(lead, session, Stop)).Select(t => (t.By.Name, t.Person)).ShouldBe([("Jean", "Ruth"), (null, null)]);
        await Should.ThrowAsync<NotFoundException>(() => read.RunAsync(counter, session, Stop));
        await Should.ThrowAsync<NotFoundException>(() => read.RunAsync(Viewer.OfPass(door.Id), session, Stop));
        _clock.Advance(Duration.FromDays(2));
        await Should.ThrowAsync<NotFoundException>(() => read.RunAsync(lead, session, Stop));
        (await read.RunAsync(cafe.Worker, session, Stop)).Count.ShouldBe(2);
        _clock.Advance(Duration.FromDays(366));
        await Should.ThrowAsync<NotFoundException>(() => read.RunAsync(cafe.Worker, session, Stop));

        SessionPass Pass(PassKind kind, string? name) => new(session, kind, $"{kind}", null, name, cafe.WorkerAccount, now);
    }

    [Fact]
    public async Task Who_only_counts_reads_how_many_are_here_and_no_name()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean", "Nan");
        var session = await cafe.SessionAsync(First);
        var (now, record) = (_clock.GetCurrentInstant(), new RecordFacts(database.Factory, _clock));
        var jo = TappedFact.WalkIn("Jo", now);
        await record.RunAsync(cafe.Worker, session,
            [TappedFact.Arrived(cafe.People["Ruth"], now), TappedFact.Arrived(cafe.People["Jean"], now) with { Way = Presence.Online }, jo, TappedFact.Headcount(5, now)], Stop);
        var read = new ReadHere(database.Factory, new ReadRegister(database.Factory, _clock), _clock);
        var left = (await read.RunAsync(cafe.Worker, session, Stop)).Rows.Single(r => r.Name == "Jo").Leave(now + Duration.FromMinutes(5));
        await record.RunAsync(cafe.Worker, session, [left], Stop);

        var counter = await read.RunAsync(await cafe.PeerAsync("Nan", Duty.Headcount), session, Stop);
        (counter.Now, counter.ShowsNames, counter.Rows.Count).ShouldBe((new HereNow(3, 2, 1, 1), false, 0));
        (await read.RunAsync(cafe.Worker, session, Stop)).Rows.Select(r => (r.Name, r.HasLeft)).ShouldBe([("Jean", false), ("Jo", true), ("Ruth", false)]);
        await Should.ThrowAsync<NotFoundException>(async () => await read.RunAsync(await cafe.PeerAsync("Jean", Duty.Welcome), session, Stop));
    }

    [Fact]
    public async Task A_reply_never_marks_an_arrival_and_an_arrival_never_changes_a_reply()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean");
        var session = await cafe.SessionAsync(First);
        await database.Factory.WriteAsync(db =>
        {
            db.AddRange(
                new Answer(session, cafe.People["Ruth"], AnswerValue.Coming, AnswerSource.Text, _clock.GetCurrentInstant()),
                new Answer(session, cafe.People["Jean"], AnswerValue.NotThisTime, AnswerSource.Text, _clock.GetCurrentInstant()));
            return Task.CompletedTask;
        }, Stop);
        var read = new ReadRegister(database.Factory, _clock);
        (await read.RunAsync(cafe.Worker, session, Stop)).People.ShouldAllBe(p => !p.IsHere);

        await new RecordFacts(database.Factory, _clock).RunAsync(cafe.Worker, session, [TappedFact.Arrived(cafe.People["Jean"], _clock.GetCurrentInstant())], Stop);

        var view = await read.RunAsync(cafe.Worker, session, Stop);
        view.People.Select(p => (p.Name, p.Expected, p.IsHere)).ShouldBe([("Ruth", Expected.Coming, false), ("Jean", Expected.NotThisTime, true)]);
        view.Headcount.ShouldBe(1);
        await using var db = database.Open();
        (await db.Answers.CountAsync(Stop)).ShouldBe(2);
    }
}
