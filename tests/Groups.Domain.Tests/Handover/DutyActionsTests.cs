using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover;

public sealed class DutyActionsTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 8, 3, 9, 0));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_duty_opens_its_pages_on_the_next_request_and_closes_them_when_it_is_taken_back(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        var jean = await HandoverGroup.PeerAsync(database, group.Jean, _clock.GetCurrentInstant());
        (await AccessAsync(database, jean, group.Id)).ShouldBeNull();

        await group.GiveAsync(database, _clock, Duty.Lead, group.Jean);
        (await AccessAsync(database, jean, group.Id))!.MayTapNames.ShouldBeTrue();

        await new TakeBackDuty(database.Factory, _clock).RunAsync(group.Worker, group.Id, Duty.Lead, group.Jean.Id, Stop);
        (await AccessAsync(database, jean, group.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_duty_to_the_same_person_twice_changes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        await group.GiveAsync(database, _clock, Duty.Welcome, group.Jean);
        var before = await HoldingsAsync(database);
        _clock.Advance(Duration.FromHours(1));
        await group.GiveAsync(database, _clock, Duty.Welcome, group.Jean);
        (await HoldingsAsync(database)).ShouldBe(before);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Many_who_give_the_same_duty_at_once_give_it_once(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                await group.GiveAsync(database, _clock, Duty.Welcome, group.Jean);
            }
            catch (RuleViolation)
            {
                // "somebody else changed this at the same moment"
            }
        })));
        (await HoldingsAsync(database)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_duty_is_refused_below_the_stage_at_which_it_moves()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant(), Stage.SharingJobs);
        await group.GiveAsync(database, _clock, Duty.Headcount, group.Jean);
        var refused = await Should.ThrowAsync<RuleViolation>(() => Give(database).RunAsync(group.Worker, group.Id, Duty.OpenVenue, group.Jean.Id, Stop));
        refused.Message.ShouldBe("This duty can move from stage 3, taking turns; the group is at stage 2.");
        refused.Field.ShouldBe("PersonId");
    }

    [Theory]
    [InlineData(Stage.Starting, 0)]
    [InlineData(Stage.SharingJobs, 3)]
    [InlineData(Stage.TakingTurns, 7)]
    [InlineData(Stage.StandingBy, 10)]
    [InlineData(Stage.SelfRun, 12)]
    [InlineData(Stage.Resting, 0)]
    [InlineData(Stage.SharedForGood, 7)]
    [InlineData(Stage.EndedWell, 0)]
    public void Each_stage_lets_as_many_duties_move_as_the_field_guide_says(Stage stage, int duties) =>
        Enum.GetValues<Duty>().Count(d => stage.Allows(d)).ShouldBe(duties);

    [Fact]
    public async Task At_stage_one_the_first_duties_move_only_while_stage_two_is_proposed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant(), Stage.Starting);
        await Should.ThrowAsync<RuleViolation>(() => Give(database).RunAsync(group.Worker, group.Id, Duty.Welcome, group.Jean.Id, Stop));

        await new ProposeStage(database.Factory, _clock).RunAsync(group.Worker, group.Id, Stage.SharingJobs, Stop);
        await group.GiveAsync(database, _clock, Duty.Welcome, group.Jean);
        await Should.ThrowAsync<RuleViolation>(() => Give(database).RunAsync(group.Worker, group.Id, Duty.Lead, group.Jean.Id, Stop));
    }

    [Fact]
    public async Task Only_somebody_who_is_in_the_group_now_gets_a_duty()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        await database.Factory.WriteAsync(async db => (await db.Members.FirstAsync(m => m.PersonId == group.Tam.Id, Stop)).Leave(_clock.GetCurrentInstant()), Stop);
        foreach (var personId in new[] { group.Tam.Id, Guid.NewGuid() })
        {
            (await Should.ThrowAsync<RuleViolation>(() => Give(database).RunAsync(group.Worker, group.Id, Duty.Welcome, personId, Stop)))
                .Message.ShouldBe("Choose somebody who is in the group now.");
        }
    }

    [Fact]
    public async Task Strangers_peers_and_participants_move_no_duty()
    {
        await using var database = await TestDatabase.CreateAsync();
        var now = _clock.GetCurrentInstant();
        var group = await HandoverGroup.StoreAsync(database, now);
        var jean = await HandoverGroup.PeerAsync(database, group.Jean, now);
        await group.GiveAsync(database, _clock, Duty.Lead, group.Jean);
        var session = await group.SessionAsync(database, -1, 9);
        Viewer[] others = [jean, Viewer.OfAccount(Guid.NewGuid(), null), Viewer.OfParticipant(group.Jean.Id)];
        foreach (var viewer in others)
        {
            await Should.ThrowAsync<NotFoundException>(() => Give(database).RunAsync(viewer, group.Id, Duty.Welcome, group.Tam.Id, Stop));
            await Should.ThrowAsync<NotFoundException>(() => new TakeBackDuty(database.Factory, _clock).RunAsync(viewer, group.Id, Duty.Lead, group.Jean.Id, Stop));
            await Should.ThrowAsync<NotFoundException>(() => new SayWhoDid(database.Factory, _clock).RunAsync(viewer, session.Id, Duty.Lead, group.Jean.Id, Stop));
            await Should.ThrowAsync<NotFoundException>(() => Invite(database).RunAsync(viewer, group.Id, group.Jean.Id, Stop));
        }

        await Should.ThrowAsync<NotFoundException>(() => Give(database).RunAsync(group.Worker, Guid.NewGuid(), Duty.Welcome, group.Tam.Id, Stop));
        await Should.ThrowAsync<NotFoundException>(() => Give(database).RunAsync(group.Worker, group.Id, (Duty)99, group.Tam.Id, Stop));
    }

    [Fact]
    public async Task A_peer_hands_back_their_own_duty_and_is_no_longer_named_for_what_is_to_come()
    {
        await using var database = await TestDatabase.CreateAsync();
        var now = _clock.GetCurrentInstant();
        var group = await HandoverGroup.StoreAsync(database, now);
        var jean = await HandoverGroup.PeerAsync(database, group.Jean, now);
        await group.GiveAsync(database, _clock, Duty.Lead, group.Jean);
        await group.GiveAsync(database, _clock, Duty.Lead, group.Tam);
        var past = await group.SessionAsync(database, -2, 9, new Turn(Duty.Lead, group.Jean.Id));
        var ahead = await group.SessionAsync(database, 5, null, new Turn(Duty.Lead, group.Jean.Id), new Turn(Duty.Lead, group.Tam.Id));

        await new HandBackDuty(database.Factory, new HandoverNumbers(), _clock).RunAsync(jean, group.Id, Duty.Lead, HoldingEnd.HandedBack, Stop);

        await using var db = database.Open();
        (await db.DutyHoldings.Where(h => h.Until == null).Select(h => h.PersonId).ToListAsync(Stop)).ShouldBe([group.Tam.Id]);
        (await db.DutyTurns.Where(t => t.PersonId == group.Jean.Id).Select(t => t.SessionId).ToListAsync(Stop)).ShouldBe([past.Id]);
        (await db.DutyTurns.CountAsync(t => t.SessionId == ahead.Id, Stop)).ShouldBe(1);
        await Should.ThrowAsync<NotFoundException>(() => new HandBackDuty(database.Factory, new HandoverNumbers(), _clock).RunAsync(jean, group.Id, Duty.Lead, HoldingEnd.HandedBack, Stop));
    }

    [Fact]
    public async Task Whoever_leaves_the_group_holds_nothing_and_is_named_for_nothing_to_come()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        await group.GiveAsync(database, _clock, Duty.Lead, group.Jean);
        var past = await group.SessionAsync(database, -2, 9, new Turn(Duty.Lead, group.Jean.Id));
        await group.SessionAsync(database, 5, null, new Turn(Duty.Lead, group.Jean.Id), new Turn(Duty.SetUp, group.Jean.Id));

        await new Groups.Domain.Membership.LeaveGroup(database.Factory, _clock).RunAsync(group.Worker, group.Id, group.Jean.Id, Stop);

        await using var db = database.Open();
        (await db.DutyHoldings.CountAsync(h => h.Until == null, Stop)).ShouldBe(0);
        (await db.DutyTurns.Select(t => t.SessionId).ToListAsync(Stop)).ShouldBe([past.Id]);
    }

    [Fact]
    public async Task Who_did_a_duty_is_written_down_once_for_peer_and_worker_and_a_slip_is_taken_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        var session = await group.SessionAsync(database, -1, 9);
        var say = new SayWhoDid(database.Factory, _clock);
        foreach (var who in new Guid?[] { group.Jean.Id, null, group.Jean.Id, null })
        {
            await say.RunAsync(group.Worker, session.Id, Duty.Lead, who, Stop);
        }

        await using var db = database.Open();
        (await db.DutyTurns.Select(t => t.PersonId).ToListAsync(Stop)).ShouldBe([group.Jean.Id, null], ignoreOrder: true);
        await new UnsayWhoDid(database.Factory, _clock).RunAsync(group.Worker, session.Id, Duty.Lead, null, Stop);
        (await db.DutyTurns.CountAsync(Stop)).ShouldBe(1);
        await Should.ThrowAsync<RuleViolation>(() => say.RunAsync(group.Worker, session.Id, Duty.Lead, Guid.NewGuid(), Stop));
        await Should.ThrowAsync<NotFoundException>(() => say.RunAsync(group.Worker, Guid.NewGuid(), Duty.Lead, null, Stop));
    }

    [Fact]
    public async Task A_peer_gets_an_account_only_by_an_email_that_is_safe()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        (await group.GiveAsync(database, _clock, Duty.Welcome, group.Jean)).ShouldBe(PeerSignIn.Ready);
        (await group.GiveAsync(database, _clock, Duty.Welcome, group.Tam)).ShouldBe(PeerSignIn.NoSafeEmail);
        (await group.GiveAsync(database, _clock, Duty.Welcome, group.Amina)).ShouldBe(PeerSignIn.NoSafeEmail);

        await using var db = database.Open();
        var account = await db.Accounts.SingleAsync(a => a.Post == Post.Peer, Stop);
        (account.PersonId, account.Email).ShouldBe((group.Jean.Id, "jean@example.org"));
    }

    [Fact]
    public async Task Two_people_with_one_email_are_never_guessed_apart()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        await database.Factory.WriteAsync(async db => (await db.People.Include(p => p.Contacts).FirstAsync(p => p.Id == group.Amina.Id, Stop))
            .SetContact(Groups.Domain.People.ContactWay.Email, "jean@example.org", true), Stop);
        await group.GiveAsync(database, _clock, Duty.Welcome, group.Jean);
        (await group.GiveAsync(database, _clock, Duty.Welcome, group.Amina)).ShouldBe(PeerSignIn.EmailTaken);
        await Should.ThrowAsync<RuleViolation>(() => Invite(database).RunAsync(group.Worker, group.Id, group.Amina.Id, Stop));
    }

    [Fact]
    public async Task The_link_for_a_peer_signs_that_peer_in_once_and_within_a_day()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        await Should.ThrowAsync<NotFoundException>(() => Invite(database).RunAsync(group.Worker, group.Id, group.Jean.Id, Stop));
        await group.GiveAsync(database, _clock, Duty.Welcome, group.Jean);
        var token = (await Invite(database).RunAsync(group.Worker, group.Id, group.Jean.Id, Stop)).Token;
        var late = (await Invite(database).RunAsync(group.Worker, group.Id, group.Jean.Id, Stop)).Token;
        var links = new SignInLinks(database.Factory, _clock);
        (await links.UseAsync(token, Stop))!.PersonId.ShouldBe(group.Jean.Id);
        (await links.UseAsync(token, Stop)).ShouldBeNull();
        _clock.Advance(InvitePeer.GoodFor);
        (await links.UseAsync(late, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task No_worker_makes_a_link_that_opens_more_than_their_own_groups()
    {
        await using var database = await TestDatabase.CreateAsync();
        var now = _clock.GetCurrentInstant();
        var group = await HandoverGroup.StoreAsync(database, now);
        await group.GiveAsync(database, _clock, Duty.Welcome, group.Jean);
        var moira = new Account("Moira", "moira@example.org", Post.Worker, null, now);
        var other = new Groups.Domain.Membership.Group(
            new("Walk", null, "A walk", "All", false, group.Group.Venue with { }), moira.Id, now);
        await database.Factory.WriteAsync(db =>
        {
            db.AddRange(moira, other, new DutyHolding(other.Id, Duty.Lead, group.Jean.Id, moira.Id, now));
            return Task.CompletedTask;
        }, Stop);
        (await Should.ThrowAsync<RuleViolation>(() => Invite(database).RunAsync(group.Worker, group.Id, group.Jean.Id, Stop)))
            .Message.ShouldStartWith("This person can also sign in to something that is not yours.");

        // a colleague who holds a duty is not a peer account either
        var colleague = new Account("Amina", "amina.work@example.org", Post.Coordinator, group.Amina.Id, now);
        await database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(colleague)), Stop);
        await group.GiveAsync(database, _clock, Duty.Welcome, group.Amina);
        await Should.ThrowAsync<RuleViolation>(() => Invite(database).RunAsync(group.Worker, group.Id, group.Amina.Id, Stop));
    }

    private GiveDuty Give(TestDatabase database) => new(database.Factory, _clock, new HandoverNumbers());

    private InvitePeer Invite(TestDatabase database) => new(database.Factory, _clock);

    private static async Task<GroupAccess?> AccessAsync(TestDatabase database, Viewer viewer, Guid groupId)
    {
        await using var db = database.Open();
        return await GroupAccess.FindAsync(db, viewer, groupId, Stop);
    }

    private static async Task<List<(Guid, Instant)>> HoldingsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return [.. (await db.DutyHoldings.ToListAsync(Stop)).Select(h => (h.Id, h.Since))];
    }
}
