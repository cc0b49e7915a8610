using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Help;

/// <summary>Organisations see nothing of each other: a coordinator next door can neither read nor change anything, and hears of nothing.</summary>
public sealed class OrganisationTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 8, 3, 9, 0));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_organisation_begins_with_a_coordinator_and_a_link()
    {
        await using var database = await TestDatabase.CreateAsync();
        var add = new AddOrganisation(database.Factory, _clock);
        var token = await add.RunAsync(Viewer.Program, "Next door", "Nasreen", "nasreen@example.org", Stop);
        var account = await new SignInLinks(database.Factory, _clock).UseAsync(token, Stop);
        (account!.Post, account.Name).ShouldBe((Post.Coordinator, "Nasreen"));
        account.OrganisationId.ShouldNotBe(Organisation.FirstId);
        (await Should.ThrowAsync<RuleViolation>(() => add.RunAsync(Viewer.Program, "Next door", "Other", "other@example.org", Stop))).Field.ShouldBe("Name");
        (await Should.ThrowAsync<RuleViolation>(() => add.RunAsync(Viewer.Program, "Third", "Other", "nasreen@example.org", Stop))).Field.ShouldBe("Email");
        await Should.ThrowAsync<NotFoundException>(() => add.RunAsync(Viewer.OfAccount(account.Id, null), "Fourth", "Other", "other@example.org", Stop));
    }

    [Fact]
    public async Task A_coordinator_next_door_moves_nobody_and_ends_nobody_here()
    {
        await using var database = await TestDatabase.CreateAsync();
        var here = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        var (boss, theirs) = await NextDoorAsync(database);
        await Should.ThrowAsync<NotFoundException>(() => new HandOverGroups(database.Factory, _clock).RunAsync(boss, here.Laura.Id, theirs, Stop));
        await Should.ThrowAsync<NotFoundException>(() => new EndWorker(database.Factory, _clock).RunAsync(boss, here.Laura.Id, Stop));
        await Should.ThrowAsync<NotFoundException>(() => new GiveGroupWorker(database.Factory, _clock).RunAsync(boss, here.Id, theirs, Stop));

        var own = new Account("Nadia", "nadia@example.org", Post.Coordinator, null, _clock.GetCurrentInstant());
        await database.Factory.WriteAsync(db => Task.FromResult(db.Add(own)), Stop);
        var nadia = Viewer.OfAccount(own.Id, null);
        await Should.ThrowAsync<RuleViolation>(() => new HandOverGroups(database.Factory, _clock).RunAsync(nadia, here.Laura.Id, theirs, Stop));
        await Should.ThrowAsync<RuleViolation>(() => new GiveGroupWorker(database.Factory, _clock).RunAsync(nadia, here.Id, theirs, Stop));
    }

    [Fact]
    public async Task Only_the_own_coordinator_hears_that_nobody_looks_after_a_group()
    {
        await using var database = await TestDatabase.CreateAsync();
        var here = await HelpGroup.StoreAsync(database, _clock, Stage.SelfRun);
        var (boss, _) = await NextDoorAsync(database);
        var peer = await here.PeerAsync(here.Group.Jean, Duty.Lead);
        await here.NobodyAsync(peer);
        here.Mailed.ShouldBe(["nadia@example.org"]);
        await using var db = database.Open();
        (await HelpReach.ToAnswer(db, here.Nadia).CountAsync(Stop)).ShouldBe(1);
        (await HelpReach.ToAnswer(db, boss).CountAsync(Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task A_group_and_a_peer_belong_to_the_organisation_of_the_worker_who_made_them()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (_, worker) = await NextDoorAsync(database);
        await using var db = database.Open();
        var organisation = (await db.Accounts.SingleAsync(a => a.Id == worker, Stop)).OrganisationId;
        var venue = new Venue("Hall", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea");
        var id = await new StartGroup(database.Factory, _clock).RunAsync(Viewer.OfAccount(worker, null), new GroupDetails("Walk", null, "A walk", "Everyone", false, venue), Stop);
        (await db.Groups.SingleAsync(g => g.Id == id, Stop)).OrganisationId.ShouldBe(organisation);
        var added = await new AddWorker(database.Factory, _clock).RunAsync(Viewer.OfAccount((await db.Accounts.SingleAsync(a => a.Post == Post.Coordinator, Stop)).Id, null), "Shona", "shona@example.org", Stop);
        added.ShouldNotBeNull();
        (await db.Accounts.SingleAsync(a => a.Email == "shona@example.org", Stop)).OrganisationId.ShouldBe(organisation);
    }

    [Fact]
    public async Task Somebody_of_the_same_name_and_number_next_door_is_somebody_else()
    {
        await using var database = await TestDatabase.CreateAsync();
        var here = await CafeGroup.CreateAsync(database, _clock);
        var ruth = await here.JoinAsync("Ruth", "+447700900321");
        var (_, worker) = await NextDoorAsync(database);
        var venue = new Venue("Hall", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea");
        var group = await new StartGroup(database.Factory, _clock).RunAsync(Viewer.OfAccount(worker, null), new GroupDetails("Walk", null, "A walk", "Everyone", false, venue), Stop);
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes("name,mobile\nRuth,07700 900321\n"));
        var outcome = await new ImportPeople(database.Factory, _clock).RunAsync(Viewer.Program, group, PeopleCsv.Read(file), false, false, Stop);
        outcome.Added.ShouldBe(1);
        await using var db = database.Open();
        (await db.Members.SingleAsync(m => m.GroupId == group, Stop)).PersonId.ShouldNotBe(ruth);
    }

    [Fact]
    public async Task A_text_from_a_number_nobody_knows_is_read_by_those_who_run_the_number()
    {
        await using var database = await TestDatabase.CreateAsync();
        var here = await CafeGroup.CreateAsync(database, _clock);
        var (_, worker) = await NextDoorAsync(database);
        await using var db = database.Open();
        (await ReplyReach.FindAsync(db, here.Worker, Stop)).HasInbox.ShouldBeTrue();
        (await ReplyReach.FindAsync(db, Viewer.OfAccount(worker, null), Stop)).HasInbox.ShouldBeFalse();
    }

    private async Task<(Viewer Boss, Guid Worker)> NextDoorAsync(TestDatabase database)
    {
        var now = _clock.GetCurrentInstant();
        var organisation = new Organisation("Next door", now);
        var boss = new Account("Nasreen", "nasreen@example.org", Post.Coordinator, null, now, organisation.Id);
        var worker = new Account("Wanda", "wanda@example.org", Post.Worker, null, now, organisation.Id);
        await database.Factory.WriteAsync(db =>
        {
            db.AddRange(organisation, boss, worker);
            return Task.CompletedTask;
        }, Stop);
        return (Viewer.OfAccount(boss.Id, null), worker.Id);
    }
}
