using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Rights;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Domain.Tests.Rights;

public sealed class ErasureTests
{
    private const string Name = "Ruthven Sentinel";
    private const string Mobile = "+447700900199";
    private const string Email = "ruthven.sentinel@example.org";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task What_says_who_somebody_was_is_in_no_table_any_more(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var (id, session) = await FillAsync(world);

        await world.Get<ErasePerson>().RunAsync(world.Cafe.Worker, id, Stop);

        await using var db = world.Database.Open();
        var left = await StoredWords.OfAsync(db, Stop);
        left.ShouldNotContain("sentinel", Case.Insensitive);
        left.ShouldNotContain("900199");
        var shell = await db.People.SingleAsync(p => p.Id == id, Stop);
        (shell.Name, shell.ErasedAt).ShouldBe((Person.ErasedName, world.Now));
        (await world.MessagesAsync()).FindAll(m => m.PersonId == id).ShouldAllBe(m => m.Address == null && !m.IsUnsent);
        (await db.ParticipantLinks.SingleAsync(Stop)).RevokedAt.ShouldBe(world.Now);
        (await PeopleReach.PeopleOf(db, world.Cafe.Worker).CountAsync(p => p.Id == id, Stop)).ShouldBe(0);
        (await db.Accounts.SingleAsync(a => a.PersonId == id, Stop)).EndedAt.ShouldBe(world.Now);
        await Should.ThrowAsync<NotFoundException>(() => world.Get<ErasePerson>().RunAsync(Viewer.OfParticipant(id), id, Stop));

        world.GoTo(5, 20);
        var view = await world.Get<ReadRegister>().RunAsync(world.Cafe.Worker, session, Stop);
        view.Headcount.ShouldBe(2);
        view.People.ShouldContain(r => r.Id == id && r.Name == Person.ErasedName && r.IsHere);
    }

    [Fact]
    public async Task Only_the_person_and_staff_of_their_groups_may_erase_them()
    {
        await using var world = await MessageWorld.CreateAsync();
        var id = await world.PersonAsync();
        var other = await world.PersonAsync("Tam", "+447700900124");
        var stranger = new Account("Moira", "moira@example.org", Post.Worker, null, world.Now);
        await world.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(stranger)), Stop);
        foreach (var viewer in new[] { Viewer.OfParticipant(other), Viewer.OfAccount(stranger.Id, null), Viewer.OfPass(Guid.NewGuid()), Viewer.OfAccount(stranger.Id, id) })
        {
            await Should.ThrowAsync<NotFoundException>(() => world.Get<ErasePerson>().RunAsync(viewer, id, Stop));
        }

        await world.Get<ErasePerson>().RunAsync(Viewer.OfParticipant(id), id, Stop);
    }

    [Fact]
    public async Task An_older_backup_that_is_put_back_does_not_bring_somebody_back()
    {
        var log = new ErasureLog(Path.Combine(Directory.CreateTempSubdirectory("groups-test-").FullName, "keys", "erasures.log"));
        await using var world = await MessageWorld.CreateAsync(change: s => s.AddSingleton(log));
        var id = await world.PersonAsync(Name, Mobile, Email);
        var tam = await world.PersonAsync("Tam", "+447700900124");
        await using var older = await TestDatabase.CreateAsync();
        await CopyAsync(world.Database, older);

        await world.Get<ErasePerson>().RunAsync(world.Cafe.Worker, id, Stop);
        log.Read().ShouldBe([id]);

        var again = new ReapplyErasures(older.Factory, log, world.Clock);
        (await again.RunAsync(Viewer.Program, Stop)).ShouldBe(1);
        (await again.RunAsync(Viewer.Program, Stop)).ShouldBe(0);
        await using var db = older.Open();
        (await StoredWords.OfAsync(db, Stop)).ShouldNotContain("sentinel", Case.Insensitive);
        (await db.People.SingleAsync(p => p.Id == tam, Stop)).Name.ShouldBe("Tam");
        await Should.ThrowAsync<NotFoundException>(() => again.RunAsync(world.Cafe.Worker, Stop));
    }

    [Fact]
    public async Task Where_the_erasure_cannot_be_written_down_nothing_is_erased_and_a_line_cut_off_is_passed_over()
    {
        var folder = Directory.CreateTempSubdirectory("groups-test-").FullName;
        await using var world = await MessageWorld.CreateAsync(change: s => s.AddSingleton(new ErasureLog(folder)));
        var id = await world.PersonAsync();
        (await Should.ThrowAsync<RuleViolation>(() => world.Get<ErasePerson>().RunAsync(world.Cafe.Worker, id, Stop))).Message.ShouldStartWith("Nothing was erased");
        await using var db = world.Database.Open();
        (await db.People.SingleAsync(p => p.Id == id, Stop)).Name.ShouldBe("Ruth");

        var file = Path.Combine(folder, "erasures.log");
        await File.WriteAllTextAsync(file, $"{id} 2026-08-03\n{Guid.NewGuid().ToString()[..20]}", Stop);
        new ErasureLog(file).Add(Guid.Empty, world.Now);
        new ErasureLog(file).Read().ShouldBe([id, Guid.Empty]);
    }

    private static async Task<(Guid Person, Guid Session)> FillAsync(MessageWorld world)
    {
        var id = await world.PersonAsync(Name, Mobile, Email, with: p =>
        {
            p.SetAccessNeeds("Sentinel needs a seat", true);
            p.SetSafeContact(p.SafeContact with { SenderName = "Sentinel's friend" });
        }, member: m => m.ComeWith("Sentinel's sister"));
        var tam = await world.PersonAsync("Tam", "+447700900124", member: m => m.ComeWith(Name));
        await world.ReplyAsync("sentinel words", Mobile);
        var session = await world.SessionAsync();
        var spoken = await world.SessionAsync(12);
        world.GoTo(4, 11);
        await world.DispatchAsync();
        await world.Get<InviteSpeaker>().RunAsync(world.Cafe.Worker, spoken, Name, "Sentinel House", "Sleep", new SpeakerReach(Email, true), Stop);
        world.GoTo(5, 11, 5);
        var walkIn = TappedFact.WalkIn(Name, world.Now);
        await world.Get<RecordFacts>().RunAsync(world.Cafe.Worker, session,
            [TappedFact.Arrived(tam, world.Now), walkIn, TappedFact.Merged(walkIn.Id, id, world.Now)], Stop);
        var account = new Account(Name, Email, Post.Peer, id, world.Now);
        await world.Database.Factory.WriteAsync(db =>
        {
            db.AddRange(
                account, ParticipantLink.For(id, world.Now, out _), new DutyOffer(world.Cafe.Id, id, null, "Sentinel bakes", AnswerSource.Page, world.Now),
                new Relay(world.Cafe.Id, spoken, 1, "Sentinel says hello", account.Id, world.Now),
                new ConsentRecord(id, ConsentTo.List, true, "Sentinel said yes", "en", null, world.Now),
                new SessionPass(session, PassKind.StandIn, "a", null, Name, world.Cafe.WorkerAccount, world.Now),
                new DutyHolding(world.Cafe.Id, Duty.Welcome, id, world.Cafe.WorkerAccount, world.Now));
            return Task.CompletedTask;
        }, Stop);
        await using var db = world.Database.Open();
        (await StoredWords.OfAsync(db, Stop)).Split("entinel").Length.ShouldBeGreaterThan(15);
        return (id, session);
    }

    private static async Task CopyAsync(TestDatabase from, TestDatabase to)
    {
        await using var source = from.Open();
        await source.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", Stop);
        File.Copy(Path.Combine(from.Folder, "groups.db"), Path.Combine(to.Folder, "groups.db"), overwrite: true);
    }
}
