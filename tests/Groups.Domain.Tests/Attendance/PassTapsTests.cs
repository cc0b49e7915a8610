using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Attendance;

/// <summary>What those without an account may tap.</summary>
public sealed class PassTapsTests
{
    private static readonly LocalDateTime Today = new(2026, 8, 5, 11, 0);
    private readonly FakeClock _clock = new("2026-08-05T10:05:00Z");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Instant Now => _clock.GetCurrentInstant();

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_phone_at_the_door_says_somebody_is_here_and_takes_back_only_that(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var session = await cafe.SessionAsync(Today);
        var record = new RecordFacts(database.Factory, _clock);
        var door = await PassAsync(database, cafe, session, PassKind.Door);
        var byLead = TappedFact.WalkIn("Jo", Now);
        await record.RunAsync(cafe.Worker, session, [byLead], Stop);
        var own = TappedFact.Arrived(null, Now);

        var recorded = await record.RunAsync(door, session,
            [own, TappedFact.WalkIn("Mo", Now), TappedFact.Arrived(cafe.People["Ruth"], Now), TappedFact.Headcount(40, Now), TappedFact.Undone(byLead.Id, Now)], Stop);

        recorded.Refused.Count.ShouldBe(3);
        (await CountAsync(database, session)).ShouldBe(3);
        await record.RunAsync(door, session, [TappedFact.Undone(own.Id, Now)], Stop);
        (await CountAsync(database, session)).ShouldBe(2);
        (await new ReadRegister(database.Factory, _clock).FindAsync(door, session, Stop)).ShouldBeNull();
        await using var db = database.Open();
        (await db.Facts.Where(f => f.PassId == door.PassId).CountAsync(Stop)).ShouldBe(3);
    }

    [Fact]
    public async Task A_tablet_taps_only_people_who_agreed_to_stand_on_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean");
        var session = await cafe.SessionAsync(Today);
        await database.Factory.WriteAsync(async db => (await db.Members.SingleAsync(m => m.PersonId == cafe.People["Ruth"], Stop)).StandOnKiosk(true, Now), Stop);
        var kiosk = await PassAsync(database, cafe, session, PassKind.Kiosk);

        var recorded = await new RecordFacts(database.Factory, _clock).RunAsync(kiosk, session,
            [TappedFact.Arrived(cafe.People["Ruth"], Now), TappedFact.Arrived(cafe.People["Jean"], Now)], Stop);

        recorded.Refused.ShouldHaveSingleItem();
        (await new ReadRegister(database.Factory, _clock).RunAsync(cafe.Worker, session, Stop)).People.Where(p => p.IsHere).Select(p => p.Name).ShouldBe(["Ruth"]);
    }

    [Fact]
    public async Task A_stand_in_keeps_the_register_by_first_names_of_this_session_and_for_its_time_only()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth Brown", "Jean Gray");
        var (session, other) = (await cafe.SessionAsync(Today), await cafe.SessionAsync(Today.PlusHours(1)));
        var (record, read) = (new RecordFacts(database.Factory, _clock), new ReadRegister(database.Factory, _clock));
        var standIn = await PassAsync(database, cafe, session, PassKind.StandIn);

        (await record.RunAsync(standIn, session, [TappedFact.Arrived(cafe.People["Ruth Brown"], Now), TappedFact.Headcount(4, Now), TappedFact.Checked(CheckItem.Keys, Now)], Stop)).Refused.ShouldBeEmpty();

        var view = await read.RunAsync(standIn, session, Stop);
        view.People.Select(p => p.Name).ShouldBe(["Jean", "Ruth"], ignoreOrder: true);
        (view.Headcount, view.Checks.Single().Item).ShouldBe((4, CheckItem.Keys));
        (await read.FindAsync(standIn, other, Stop)).ShouldBeNull();
        await Should.ThrowAsync<NotFoundException>(() => record.RunAsync(standIn, other, [TappedFact.Headcount(1, Now)], Stop));
        _clock.Advance(Duration.FromHours(6));
        (await read.FindAsync(standIn, session, Stop)).ShouldBeNull();
        await Should.ThrowAsync<NotFoundException>(() => record.RunAsync(standIn, session, [TappedFact.Headcount(1, Now)], Stop));
    }

    private async Task<Viewer> PassAsync(TestDatabase database, CafeGroup cafe, Guid session, PassKind kind)
    {
        var pass = new SessionPass(session, kind, Secret.Hash(Secret.New()), null, null, cafe.WorkerAccount, Now);
        await database.Factory.WriteAsync(db =>
        {
            db.Add(pass);
            return Task.CompletedTask;
        });
        return Viewer.OfPass(pass.Id);
    }

    private static async Task<int?> CountAsync(TestDatabase database, Guid session)
    {
        await using var db = database.Open();
        return (await db.Sessions.SingleAsync(s => s.Id == session, Stop)).Headcount;
    }
}
