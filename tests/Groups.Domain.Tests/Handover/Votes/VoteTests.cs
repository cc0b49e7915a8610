using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Messaging;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Votes;

public sealed class VoteTests
{
    public static TheoryData<DataProvider> Databases => [DataProvider.Sqlite, DataProvider.Postgres];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_group_runs_itself_only_after_worker_peer_and_group_said_yes_in_any_order(DataProvider provider)
    {
        await using var world = await VoteWorld.CreateAsync(provider, 4);
        (await world.Agree.RunAsync(world.Peer, world.Change, Stop)).ShouldBeFalse("the group has not voted yet");
        (await world.StageAsync()).ShouldBe(Stage.StandingBy);

        var vote = await world.OpenAsync(VoteWay.Hands);
        (await world.Agree.RunAsync(world.Worker, world.Change, Stop)).ShouldBeFalse("the vote is open");
        await world.CountHands.RunAsync(world.Peer, vote.Id, 3, 0, 1, Stop);
        (await world.StageAsync()).ShouldBe(Stage.StandingBy, "a person enters the stage, never a count");
        (await world.Agree.RunAsync(world.Worker, world.Change, Stop)).ShouldBeTrue();
        (await world.StageAsync()).ShouldBe(Stage.SelfRun);
    }

    [Fact]
    public async Task A_vote_that_was_not_carried_can_be_held_again_and_the_last_one_counts()
    {
        await using var world = await VoteWorld.CreateAsync(DataProvider.Sqlite, 4);
        var first = await world.OpenAsync(VoteWay.Hands);
        await world.CountHands.RunAsync(world.Worker, first.Id, 2, 2, 0, Stop);
        (await world.Agree.RunAsync(world.Peer, world.Change, Stop)).ShouldBeFalse("as many against as for");

        var second = await world.OpenAsync(VoteWay.Hands);
        (await world.VoteAsync(second.Id)).Number.ShouldBe(2);
        await world.CountHands.RunAsync(world.Worker, second.Id, 3, 1, 0, Stop);
        (await Should.ThrowAsync<RuleViolation>(() => world.OpenAsync(VoteWay.Hands))).Message.ShouldBe("The group has said yes already.");
        (await world.Agree.RunAsync(world.Peer, world.Change, Stop)).ShouldBeTrue();
    }

    [Fact]
    public async Task Other_stages_need_no_vote()
    {
        await using var world = await VoteWorld.CreateAsync(DataProvider.Sqlite, 4, Stage.TakingTurns, Stage.StandingBy);
        (await world.Agree.RunAsync(world.Peer, world.Change, Stop)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(3, 0.5, 2)] // one and a half are two
    [InlineData(4, 0.5, 2)]
    [InlineData(5, 0.5, 3)]
    [InlineData(2, 0.1, 2)] // at least two
    public async Task The_quorum_is_a_share_of_the_members_now(int members, double share, int quorum)
    {
        await using var world = await VoteWorld.CreateAsync(DataProvider.Sqlite, members, numbers: HandoverNumbers.Default with { VoteQuorum = (decimal)share });
        // neither one who left nor one who is not ready yet is counted
        var (left, notYet) = (await world.JoinAsync("Left"), await world.JoinAsync("Not yet"));
        await world.Database.Factory.WriteAsync(async db =>
        {
            (await db.Members.FirstAsync(m => m.PersonId == left, Stop)).Leave(world.Now);
            (await db.Members.FirstAsync(m => m.PersonId == notYet, Stop)).Say(false, true);
        }, Stop);
        var vote = await world.VoteAsync((await world.OpenAsync(VoteWay.Hands)).Id);
        (vote.Eligible, vote.Quorum).ShouldBe((members, quorum));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Twenty_who_vote_at_once_are_all_counted_and_a_second_vote_changes_nothing(DataProvider provider)
    {
        await using var world = await VoteWorld.CreateAsync(provider, 20);
        var vote = await world.OpenAsync(VoteWay.Secret);
        Ballot Of(int i) => i < 11 ? Ballot.Yes : i < 17 ? Ballot.No : Ballot.DontMind;
        // everybody taps twice at once, the second time something else
        var said = await Task.WhenAll(world.People.SelectMany((p, i) => new[] { (p, Of(i)), (p, Of(i)) }).Select(v => Task.Run(() => world.TryCastAsync(vote.Id, v.Item1, v.Item2))));
        said.Count(s => s is null).ShouldBe(20);
        said.Where(s => s is not null).ShouldAllBe(s => s == CastVote.Already);
        await world.CloseVote.RunAsync(world.Worker, vote.Id, Stop);
        var closed = await world.VoteAsync(vote.Id);
        closed.Counts(world.Now).ShouldBe(new VoteCounts(11, 6, 3));
        closed.Standing(world.Now).ShouldBe(VoteStanding.Carried);
        await using var db = world.Database.Open();
        (await db.VotesTaken.AnyAsync(Stop)).ShouldBeFalse("once it is closed nothing says who voted");
    }

    [Fact]
    public async Task Counts_are_shown_to_nobody_while_it_is_open_and_it_closes_with_its_time()
    {
        await using var world = await VoteWorld.CreateAsync(DataProvider.Sqlite, 3);
        var opened = await world.OpenAsync(VoteWay.Secret);
        foreach (var person in world.People)
        {
            await world.CastAsync(opened.Id, person, Ballot.Yes);
        }

        var vote = await world.VoteAsync(opened.Id);
        (vote.Standing(world.Now), vote.Counts(world.Now)).ShouldBe((VoteStanding.Open, null));
        world.Clock.Advance(Duration.FromDays(14) - Duration.FromSeconds(1));
        vote.IsOpen(world.Now).ShouldBeTrue();
        world.Clock.Advance(Duration.FromSeconds(1));
        (vote.Standing(world.Now), vote.Counts(world.Now)).ShouldBe((VoteStanding.Carried, new VoteCounts(3, 0, 0)));
        (await world.TryCastAsync(opened.Id, await world.JoinAsync("Late"), Ballot.No)).ShouldBe("not found");
        (await world.TryCastAsync(opened.Id, world.People[0], Ballot.No)).ShouldBe("This vote is closed. Thank you all the same.");

        world.Clock.Advance(Duration.FromDays(1));
        await new CloseEndedVotes(world.Database.Factory, world.Clock).RunAsync(Viewer.Program, Stop);
        var tidied = await world.VoteAsync(opened.Id);
        tidied.ClosedAt.ShouldBe(tidied.ClosesAt);
        (await world.Agree.RunAsync(world.Peer, world.Change, Stop)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_too_few_said_is_forgotten_so_that_nobody_closes_a_vote_to_learn_what_one_person_chose()
    {
        await using var world = await VoteWorld.CreateAsync(DataProvider.Sqlite, 6);
        var opened = await world.OpenAsync(VoteWay.Secret);
        await world.CastAsync(opened.Id, world.People[0], Ballot.No);
        await world.CloseVote.RunAsync(world.Worker, opened.Id, Stop);
        var vote = await world.VoteAsync(opened.Id);
        (vote.Standing(world.Now), vote.Counts(world.Now), vote.Yes, vote.No, vote.DontMind).ShouldBe((VoteStanding.TooFew, null, 0, 0, 0));
        (await world.OpenAsync(VoteWay.Secret)).Id.ShouldNotBe(opened.Id);
    }

    [Fact]
    public async Task Only_the_person_themselves_votes_and_only_members_of_the_day_it_opened()
    {
        await using var world = await VoteWorld.CreateAsync(DataProvider.Sqlite, 4);
        var vote = (await world.OpenAsync(VoteWay.Secret)).Id;
        world.Clock.Advance(Duration.FromMinutes(1));
        var newcomer = await world.JoinAsync("New");
        await Should.ThrowAsync<NotFoundException>(() => world.CastVote.RunAsync(Viewer.OfParticipant(newcomer), vote, newcomer, Ballot.Yes, Stop));
        foreach (var viewer in new[] { world.Worker, world.Peer, Viewer.OfParticipant(world.People[2]), Viewer.OfPass(Guid.NewGuid()) })
        {
            await Should.ThrowAsync<NotFoundException>(() => world.CastVote.RunAsync(viewer, vote, world.People[3], Ballot.Yes, Stop));
        }

        await Should.ThrowAsync<NotFoundException>(() => world.CastVote.RunAsync(Viewer.OfParticipant(world.People[3]), vote, world.People[3], (Ballot)7, Stop));
        await Should.ThrowAsync<NotFoundException>(() => world.CloseVote.RunAsync(Viewer.OfParticipant(world.People[3]), vote, Stop));
        await Should.ThrowAsync<NotFoundException>(() => world.Open.RunAsync(Viewer.OfAccount(Guid.NewGuid(), null), world.Change, VoteWay.Secret, Stop));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_secret_vote_is_sent_to_those_with_a_safe_way_and_says_how_many_are_told_in_person(DataProvider provider)
    {
        await using var world = await VoteWorld.CreateAsync(provider, 5, texts: 3);
        await world.SessionAsync(7);
        var opened = await world.OpenAsync(VoteWay.Secret);
        (opened.Eligible, opened.Asked, opened.InPerson).ShouldBe((5, 3, 2));
        await using (var db = world.Database.Open())
        {
            var rows = await db.Messages.Where(m => m.Kind == MessageKind.Vote).ToListAsync(Stop);
            rows.Count(m => m.State == MessageState.Planned).ShouldBe(3);
            rows.ShouldAllBe(m => m.Revision == 1);
        }

        await world.CloseVote.RunAsync(world.Worker, opened.Id, Stop);
        await using var after = world.Database.Open();
        (await after.Messages.Where(m => m.Kind == MessageKind.Vote).Select(m => m.State).Distinct().ToListAsync(Stop))
            .ShouldBe([MessageState.Cancelled, MessageState.Suppressed], ignoreOrder: true);
    }

    [Fact]
    public async Task Without_a_planned_session_nobody_is_written_to_and_the_vote_is_open_all_the_same()
    {
        await using var world = await VoteWorld.CreateAsync(DataProvider.Sqlite, 3, texts: 3);
        var opened = await world.OpenAsync(VoteWay.Secret);
        (opened.Asked, opened.InPerson).ShouldBe((0, 3));
        await world.CastAsync(opened.Id, world.People[0], Ballot.Yes);
    }

    [Fact]
    public async Task A_proposal_that_is_taken_back_takes_its_vote_with_it()
    {
        await using var world = await VoteWorld.CreateAsync(DataProvider.Sqlite, 3);
        var vote = (await world.OpenAsync(VoteWay.Secret)).Id;
        (await Should.ThrowAsync<RuleViolation>(() => world.OpenAsync(VoteWay.Hands))).Message.ShouldBe("A vote is open already. Close it first.");
        await new WithdrawStage(world.Database.Factory, world.Clock).RunAsync(world.Worker, world.Change, Stop);
        (await world.TryCastAsync(vote, world.People[0], Ballot.Yes)).ShouldBe("This vote is closed. Thank you all the same.");
        (await Should.ThrowAsync<RuleViolation>(() => world.OpenAsync(VoteWay.Hands))).Message.ShouldStartWith("This proposal is no longer open.");
    }

    [Fact]
    public async Task Hands_are_counted_only_in_a_vote_by_hands_and_only_once()
    {
        await using var world = await VoteWorld.CreateAsync(DataProvider.Sqlite, 3);
        var secret = (await world.OpenAsync(VoteWay.Secret)).Id;
        (await Should.ThrowAsync<RuleViolation>(() => world.CountHands.RunAsync(world.Worker, secret, 3, 0, 0, Stop))).Message.ShouldStartWith("This vote is secret");
        await world.CloseVote.RunAsync(world.Worker, secret, Stop);
        var hands = (await world.OpenAsync(VoteWay.Hands)).Id;
        (await Should.ThrowAsync<RuleViolation>(() => world.CountHands.RunAsync(world.Worker, hands, -1, 0, 0, Stop))).Field.ShouldBe("Yes");
        await Should.ThrowAsync<NotFoundException>(() => world.CastVote.RunAsync(Viewer.OfParticipant(world.People[0]), hands, world.People[0], Ballot.Yes, Stop));
        await world.CountHands.RunAsync(world.Worker, hands, 2, 1, 0, Stop);
        await Should.ThrowAsync<RuleViolation>(() => world.CountHands.RunAsync(world.Worker, hands, 3, 0, 0, Stop));
        (await world.VoteAsync(hands)).Counts(world.Now).ShouldBe(new VoteCounts(2, 1, 0));
    }
}
