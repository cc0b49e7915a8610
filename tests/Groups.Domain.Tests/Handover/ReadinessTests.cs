using Groups.Domain.Handover;
using Groups.Domain.Handover.Lists;
using Groups.Domain.Handover.Votes;
using NodaTime;
using static Groups.Domain.Tests.Handover.Histories;

namespace Groups.Domain.Tests.Handover;

public sealed class ReadinessTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 8, 5, 9, 0);
    private static readonly Standing AtFour = new(Stage.StandingBy, Instant.FromUtc(2026, 5, 5, 9, 0), Now, HasWorker: true, HasVenueFacts: true);

    [Fact]
    public void A_group_that_just_began_is_told_what_is_known_and_what_to_ask()
    {
        var list = For(Stage.Starting, Weekly(), AtFour with { Stage = Stage.Starting, HasVenueFacts = false });
        list.Select(c => c.State).ShouldBe([CriterionState.Met, CriterionState.NotYet, CriterionState.NotYet, CriterionState.Met]);
    }

    [Theory]
    [InlineData(5, CriterionState.Met)] // the day itself
    [InlineData(4, CriterionState.NotYet)]
    public void An_agreement_counts_until_the_day_it_is_looked_at_again(int day, CriterionState state)
    {
        var facts = StageFacts.None with { AgreementReviewOn = new LocalDate(2026, 8, day) };
        For(Stage.Starting, Weekly(), AtFour with { Facts = facts })[1].State.ShouldBe(state);
    }

    [Fact]
    public void Two_peers_offered_whether_they_said_so_or_did_something()
    {
        States(Stage.SharingJobs, Weekly(Times(2, Session(9)))).ShouldBe([CriterionState.NotYet, CriterionState.NotYet]);
        // Jean did something and Tam offered; Jean's own offer makes her no second peer
        var jeanDid = Weekly(Session(9), Session(9), Session(9, new Turn(Duty.SetUp, Jean)));
        For(Stage.SharingJobs, jeanDid, AtFour with { Facts = StageFacts.None with { Offered = new HashSet<Guid> { Tam } } })[1].State.ShouldBe(CriterionState.Met);
        For(Stage.SharingJobs, jeanDid, AtFour with { Facts = StageFacts.None with { Offered = new HashSet<Guid> { Jean } } })[1].State.ShouldBe(CriterionState.NotYet);
        States(Stage.SharingJobs, Weekly(Session(9), Session(9, new Turn(Duty.SetUp, Jean)), Session(9, new Turn(Duty.SetUp, Tam))))
            .ShouldBe([CriterionState.Met, CriterionState.Met]);
    }

    [Fact]
    public void Turns_are_shared_when_two_peers_did_each_moved_duty_twice()
    {
        Turn both(Guid peer) => new(Duty.Welcome, peer);
        var history = Weekly(Times(2, Session(9, both(Jean), both(Tam)))) with { Willing = new HashSet<(Guid, Duty)> { (Jean, Duty.Welcome) } };
        States(Stage.TakingTurns, history).ShouldBe([CriterionState.Met, CriterionState.NotKnown]);

        var alsoCounting = history with { Willing = new HashSet<(Guid, Duty)> { (Jean, Duty.Welcome), (Jean, Duty.Headcount) } };
        var list = For(Stage.TakingTurns, alsoCounting, AtFour);
        list[0].State.ShouldBe(CriterionState.NotYet);
        list[0].Why.ShouldBe("Not yet shared: counting.");
        States(Stage.TakingTurns, Weekly())[0].ShouldBe(CriterionState.NotYet);
    }

    [Fact]
    public void Standing_by_is_met_at_exactly_the_numbers_of_the_field_guide()
    {
        // 12 held: 8 with the worker (10 came), 4 by peers alone (8 came): last 8 = 4 and 4, share 0.5; retention 8 ÷ 10 = 0.8;
        // every session Jean and Tam do all key duties but leading; each leads two alone: cover 2; practice 4
        Turn[] rest = [.. new[] { Jean, Tam }.SelectMany(p => new[] { new Turn(Duty.OpenVenue, p), new Turn(Duty.Welcome, p), new Turn(Duty.Headcount, p) })];
        var history = Weekly([
            .. Times(8, Session(10, [.. rest, Lead(null)])),
            .. Times(2, Session(8, [.. rest, Lead(Jean)])), .. Times(2, Session(8, [.. rest, Lead(Tam)])),
        ]).WillingToDoAll(Jean, Tam) with { Next = [.. Enumerable.Repeat<IReadOnlyList<Turn>>([Lead(Jean), Lead(Tam)], 4)] };
        States(Stage.StandingBy, history).ShouldAllBe(s => s == CriterionState.Met);

        States(Stage.StandingBy, history with { Next = [.. history.Next.Take(3)] })[4].ShouldBe(CriterionState.NotYet);
        States(Stage.StandingBy, history.WillingToDoAll(Jean))[1].ShouldBe(CriterionState.NotYet);
        States(Stage.StandingBy, history with { Held = [.. history.Held.Select(s => s with { Headcount = s.Headcount == 8 ? 7 : 10 })] })[3].ShouldBe(CriterionState.NotYet);
        States(Stage.StandingBy, Weekly())[3].ShouldBe(CriterionState.NotKnown);
    }

    [Fact]
    public void Self_run_asks_the_group_for_what_no_program_can_see()
    {
        // three peers take turns at everything, 8 sessions: 8 led by peers; Jean 4 x 4 of 32 = 0.5; Tam and Amina 2 x 4 each; one newcomer
        HeldSession By(Guid peer) => Session(9, [.. Signals.KeyDuties.Select(d => new Turn(d, peer))]) with { Newcomers = peer == Amina ? 1 : 0 };
        var history = Weekly([.. Times(4, By(Jean)), .. Times(2, By(Tam)), .. Times(2, By(Amina))]).WillingToDoAll(Jean, Tam, Amina);
        States(Stage.SelfRun, history).ShouldBe([
            CriterionState.Met, CriterionState.Met, CriterionState.Met, CriterionState.Met,
            CriterionState.NotKnown, CriterionState.Met, CriterionState.NotKnown, CriterionState.Met,
        ]);

        // with two who cover, somebody outside must be named; with one that does not help
        var backup = AtFour with { Facts = StageFacts.None with { HasBackup = true } };
        States(Stage.SelfRun, history.WillingToDoAll(Jean, Tam))[1].ShouldBe(CriterionState.NotYet);
        For(Stage.SelfRun, history.WillingToDoAll(Jean, Tam), backup)[1].State.ShouldBe(CriterionState.Met);
        For(Stage.SelfRun, history.WillingToDoAll(Jean), backup)[1].State.ShouldBe(CriterionState.NotYet);
        // Jean 5 of 8: 20 ÷ 32 is over half
        States(Stage.SelfRun, history with { Held = [.. Times(5, By(Jean)), By(Tam), .. Times(2, By(Amina))] })[3].ShouldBe(CriterionState.NotYet);
    }

    [Theory]
    [InlineData(new string[0], CriterionState.NotKnown)]
    [InlineData(new[] { "money" }, CriterionState.NotYet)]
    [InlineData(new[] { "venue" }, CriterionState.NotYet)]
    [InlineData(new[] { "money", "venue" }, CriterionState.Met)]
    public void Money_and_venue_are_agreed_when_both_are_ticked(string[] ticked, CriterionState state) =>
        For(Stage.SelfRun, Weekly(), AtFour with { Facts = StageFacts.None with { Ticked = ticked.ToHashSet() } })[4].State.ShouldBe(state);

    [Theory]
    [InlineData(VoteStanding.None, CriterionState.NotKnown)]
    [InlineData(VoteStanding.Open, CriterionState.NotYet)]
    [InlineData(VoteStanding.TooFew, CriterionState.NotYet)]
    [InlineData(VoteStanding.NotCarried, CriterionState.NotYet)]
    [InlineData(VoteStanding.Carried, CriterionState.Met)]
    public void The_group_said_yes_when_its_vote_on_that_very_stage_was_carried(VoteStanding vote, CriterionState state)
    {
        Standing Voted(Stage on) => AtFour with { Facts = StageFacts.None with { Proposed = on, Vote = vote } };
        For(Stage.SelfRun, Weekly(), Voted(Stage.SelfRun))[6].State.ShouldBe(state);
        For(Stage.TakingTurns, Weekly(), Voted(Stage.TakingTurns))[1].State.ShouldBe(state);
        For(Stage.SelfRun, Weekly(), Voted(Stage.Resting))[6].State.ShouldBe(CriterionState.NotKnown);
    }

    [Fact]
    public void Three_months_at_stage_four_are_months_of_the_calendar()
    {
        For(Stage.SelfRun, Weekly(), AtFour)[^1].State.ShouldBe(CriterionState.Met);
        For(Stage.SelfRun, Weekly(), AtFour with { StageSince = Instant.FromUtc(2026, 5, 6, 9, 0) })[^1].State.ShouldBe(CriterionState.NotYet);
        For(Stage.SelfRun, Weekly(), AtFour with { Stage = Stage.TakingTurns })[^1].State.ShouldBe(CriterionState.NotYet);
    }

    [Fact]
    public void The_states_beside_ask_for_nothing() => For(Stage.Resting, Weekly(), AtFour).ShouldBeEmpty();

    [Fact]
    public void Words_blame_nobody()
    {
        string[] blame = ["fail", "absent", "no-show", "missed", "blame", "score"];
        var words = Enum.GetValues<Stage>().SelectMany(s => For(s, Weekly(), AtFour)).SelectMany(c => new[] { c.Text, c.Why })
            .Concat(StageList.All.SelectMany(StageList.Of).SelectMany(i => new[] { i.Text, i.Hint }))
            .Concat(DutyCatalogue.All.SelectMany(d => new[] { d.Is, d.IsNot, d.FallsBackWhen }))
            .Concat(Signals.Of(Weekly(), HandoverNumbers.Default).All.Select(s => s.Sentence));
        words.ShouldAllBe(w => !blame.Any(b => w.Contains(b, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Help_is_offered_again_when_nobody_covers_a_key_duty_or_far_fewer_come()
    {
        // 6 came 10 each, then 6 came 5 each: 0.5 is under 0.6; at 6 each it is not
        IReadOnlyList<string> Offers(Stage stage, int now, params Guid[] willing)
        {
            Turn[] all = [.. Signals.KeyDuties.Select(d => new Turn(d, Jean))];
            var history = Weekly([.. Times(6, Session(10, all)), .. Times(6, Session(now, all))]).WillingToDoAll(willing);
            return Readiness.HelpingAgain(stage, Signals.Of(history, HandoverNumbers.Default), HandoverNumbers.Default);
        }

        Offers(Stage.StandingBy, 5, Jean).ShouldBe(["About 5 come now; before that it was 10."]);
        Offers(Stage.StandingBy, 6, Jean).ShouldBeEmpty();
        Offers(Stage.StandingBy, 6).ShouldBe(["Nobody among the peers can be counted on yet for opening up."]);
        Offers(Stage.SharingJobs, 5).ShouldBeEmpty();
    }

    [Fact]
    public void Every_duty_is_described() => DutyCatalogue.All.Select(d => d.Duty).Order().ShouldBe(Enum.GetValues<Duty>().Order());

    private static List<CriterionState> States(Stage to, HandoverHistory history) => [.. For(to, history, AtFour).Select(c => c.State)];

    private static IReadOnlyList<Criterion> For(Stage to, HandoverHistory history, Standing standing) =>
        Readiness.For(to, history, Signals.Of(history, HandoverNumbers.Default), standing, HandoverNumbers.Default);
}
