using FsCheck;
using FsCheck.Fluent;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Rota;
using Groups.Domain.Tests.Sessions;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Rota;

/// <summary>Suggestions by example, and held to their promises by a slow search that shares nothing with them.</summary>
public sealed class RotaSuggestionsTests
{
    private static readonly LocalDate Wednesday = new(2026, 8, 12);
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 6).Select(n => new Guid(n, 0, 0, new byte[8]))];
    private static readonly Duty[] Key = [Duty.OpenVenue, Duty.Welcome, Duty.Lead, Duty.Headcount];
    private static readonly Guid Jean = Ids[0];
    private static readonly Guid Tam = Ids[1];
    private static readonly Guid Ali = Ids[2];

    private static Gen<RotaPeer> Peers(Guid id) =>
        from holds in Gen.SubListOf(Key)
        from practises in Gen.SubListOf(Key)
        from beside in Gen.Choose(-1, 2)
        from deputy in Gen.SubListOf(Key)
        from restFrom in Gen.Choose(0, 40)
        from did in Gen.Choose(0, 4)
        from didDuty in Gen.Elements(Key)
        select new RotaPeer(id, holds.ToHashSet())
        {
            Practises = practises.Take(1).ToDictionary(d => d, _ => beside < 0 ? (Guid?)null : Ids[beside]),
            DeputyFor = deputy.Take(1).ToHashSet(),
            Rests = [new RestDays(Wednesday.PlusDays(restFrom), Wednesday.PlusDays(restFrom + 8))],
            Did = new Dictionary<Duty, int> { [didDuty] = did },
        };

    private static Gen<RotaSession> Sessions(int week) =>
        from there in Gen.Elements(true, false)
        from turns in Gen.ListOf(
            from duty in Gen.Elements(Key) from who in Gen.Choose(-1, 5) from answer in Gen.Choose(0, 2)
            select new RotaTurn(duty, who < 0 ? null : Ids[who], who < 0 ? null : answer == 0 ? null : (TurnAnswer)(answer - 1)))
        select new RotaSession(new Guid(100 + week, 0, 0, new byte[8]), Wednesday.PlusDays(7 * week), there, [.. turns.Take(3).DistinctBy(t => (t.Duty, t.Peer))]);

    private static Arbitrary<(List<RotaSession> Sessions, RotaState State)> Cases => (
        from peers in Gen.CollectToArray(Ids.Select(Peers))
        from sessions in Gen.CollectToArray(Enumerable.Range(0, 5).Select(Sessions))
        let coming = sessions.SelectMany(s => s.Turns).Where(t => t is { Stands: true, Peer: not null }).CountBy(t => t.Peer!.Value).ToDictionary()
        select (sessions.ToList(), new RotaState([.. peers], coming))).ToArbitrary();

    [Fact]
    public void Each_gap_goes_to_whoever_did_least_and_nobody_gets_two_while_others_are_free()
    {
        var state = new RotaState([Who(Jean, 5, Key), Who(Tam, 1, Key), Who(Ali, 3, Key), Who(Ids[3], 2, Key)], new Dictionary<Guid, int>());
        var lines = RotaSuggestions.Plan([Day(0)], state);
        lines.Select(l => l.Duty).ShouldBe(Key);
        lines.Select(l => l.PersonId).Distinct().Count().ShouldBe(4);
        lines.ShouldAllBe(l => l.Why == RotaReason.DoneLeast);
    }

    [Fact]
    public void With_two_who_can_do_everything_each_gets_two_and_the_weeks_are_even()
    {
        var state = new RotaState([Who(Jean, 0, Key), Who(Tam, 0, Key)], new Dictionary<Guid, int>());
        var lines = RotaSuggestions.Plan([Day(0), Day(1), Day(2), Day(3)], state);
        lines.ShouldAllBe(l => l.PersonId != null);
        lines.Count(l => l.PersonId == Jean).ShouldBe(8);
        lines.GroupBy(l => l.SessionId).ShouldAllBe(s => s.Count(l => l.PersonId == Jean) == 2 && s.Count(l => l.Why == RotaReason.Doubles) == 2);
    }

    [Fact]
    public void Nobody_opens_up_alone()
    {
        var alone = new RotaState([Who(Jean, 0, Key)], new Dictionary<Guid, int>());
        var away = RotaSuggestions.Plan([Day(0)], alone);
        away.Single(l => l.Duty == Duty.OpenVenue).ShouldBe(new RotaGap(Day(0).Id, Duty.OpenVenue, null, RotaReason.Alone));
        RotaSuggestions.Suggest(Day(0), Duty.OpenVenue, alone).ShouldBeNull();
        RotaSuggestions.Plan([Day(0) with { WorkerIsThere = true }], alone).Single(l => l.Duty == Duty.OpenVenue).PersonId.ShouldBe(Jean);
        var second = Day(0).With(Duty.SetUp, Tam);
        RotaSuggestions.Suggest(second, Duty.OpenVenue, alone).ShouldBe(Jean);
    }

    [Fact]
    public void Who_rests_is_left_alone_on_the_first_and_the_last_day_and_asked_the_day_after()
    {
        var resting = Who(Jean, 0, Key) with { Rests = [new RestDays(Wednesday, Wednesday.PlusDays(7))] };
        var state = new RotaState([resting], new Dictionary<Guid, int>());
        RotaSuggestions.Suggest(Day(0), Duty.Welcome, state).ShouldBeNull();
        RotaSuggestions.Suggest(Day(1), Duty.Welcome, state).ShouldBeNull();
        RotaSuggestions.Suggest(Day(2), Duty.Welcome, state).ShouldBe(Jean);
    }

    [Fact]
    public void Who_practises_comes_with_whoever_is_beside_them_and_never_alone()
    {
        var learner = new RotaPeer(Ali, new HashSet<Duty>()) { Practises = new Dictionary<Duty, Guid?> { [Duty.Lead] = Tam } };
        var state = new RotaState([learner], new Dictionary<Guid, int>());
        RotaSuggestions.Suggest(Day(0), Duty.Lead, state).ShouldBeNull();
        RotaSuggestions.Suggest(Day(0).With(Duty.Welcome, Tam), Duty.Lead, state).ShouldBe(Ali);
        RotaSuggestions.Plan([Day(0).With(Duty.Welcome, Tam)], state).Single(l => l.Duty == Duty.Lead).Why.ShouldBe(RotaReason.Practises);
    }

    [Fact]
    public void Whoever_said_no_to_something_that_day_is_asked_nothing_else_that_day()
    {
        var state = new RotaState([Who(Jean, 0, Key)], new Dictionary<Guid, int>());
        var session = Day(0) with { WorkerIsThere = true, Turns = [new RotaTurn(Duty.Lead, Jean, TurnAnswer.No)] };
        RotaSuggestions.Plan([session], state).ShouldAllBe(l => l.PersonId == null && l.Why == RotaReason.NobodyLeft);
    }

    [Fact]
    public void The_sentence_of_cover_says_how_many_sessions_have_two_people_and_which_needs_more()
    {
        RotaCover.InWords([], new HandoverNumbers()).ShouldBe("No session is planned, so nobody is needed yet.");
        var two = Day(0).With(Duty.Lead, Jean).With(Duty.Welcome, Tam);
        RotaCover.InWords([two, Day(1).With(Duty.Lead, Jean).With(Duty.OpenVenue, Jean), two, two, Day(4)], new HandoverNumbers())
            .ShouldBe("3 of the next 4 sessions have two peers named. Wednesday 19 August needs one more.");
        RotaCover.InWords([two, two], new HandoverNumbers()).ShouldBe("All of the next 2 sessions have two peers named.");
        RotaCover.InWords([Day(0), Day(1)], new HandoverNumbers()).ShouldBe("None of the next 2 sessions has two peers named. Wednesday 12 August needs 2.");
        RotaCover.InWords([Day(0)], new HandoverNumbers()).ShouldBe("The next session does not have two peers named yet. Wednesday 12 August needs 2.");
    }

    [Fact]
    public void The_same_facts_in_another_order_give_the_same_suggestions() => Prop.ForAll(Cases, c =>
    {
        var turned = c.State with { Peers = [.. c.State.Peers.Reverse()] };
        RotaSuggestions.Plan(Enumerable.Reverse(c.Sessions), turned).ShouldBe(RotaSuggestions.Plan(c.Sessions, c.State));
    }).Check(RecurrenceGenerators.Config(200));

    [Fact]
    public void Every_suggestion_keeps_every_rule() => Prop.ForAll(Cases, c =>
    {
        var lines = RotaSuggestions.Plan(c.Sessions, c.State);
        foreach (var session in c.Sessions)
        {
            var own = lines.Where(l => l.SessionId == session.Id).ToList();
            own.Select(l => l.Duty).ShouldBe(Key.Where(d => !session.Turns.Any(t => t.Duty == d && t.Answer != TurnAnswer.No)));
            var there = session.Turns.Where(t => t.Answer != TurnAnswer.No).Select(t => t.Peer).Concat(own.Where(l => l.PersonId != null).Select(l => l.PersonId)).ToList();
            foreach (var line in own.Where(l => l.PersonId != null))
            {
                var peer = c.State.Peers.Single(p => p.Id == line.PersonId);
                peer.Rests.ShouldAllBe(r => session.Date < r.From || session.Date > r.Until);
                session.Turns.ShouldNotContain(t => t.Peer == peer.Id && (t.Duty == line.Duty || t.Answer == TurnAnswer.No));
                (peer.Holds.Contains(line.Duty) || peer.DeputyFor.Contains(line.Duty)
                    || (peer.Practises.TryGetValue(line.Duty, out var beside) && (beside is null ? session.WorkerIsThere : there.Contains(beside)))).ShouldBeTrue();
                if (line.Duty == Duty.OpenVenue)
                {
                    (session.WorkerIsThere || there.Exists(other => other != peer.Id)).ShouldBeTrue("nobody opens up alone");
                }
            }
        }
    }).Check(RecurrenceGenerators.Config(500));

    /// <summary>
    /// For one session: every way to give each gap to nobody or to one free peer, nobody twice, tried out one by one. The best fills the most gaps, has the fewest deputies,
    /// and the least load in all; the suggestions must be as good.
    /// </summary>
    [Fact]
    public void No_other_choice_for_a_session_would_fill_more_or_be_fairer() => Prop.ForAll(Cases, c =>
    {
        var session = c.Sessions[0];
        var lines = RotaSuggestions.Plan([session], c.State);
        var gaps = lines.Select(l => l.Duty).ToList();
        var first = lines.Select(l => l.Why is RotaReason.Doubles ? null : l.PersonId).ToList();
        if (lines.Any(l => l.Why == RotaReason.Alone))
        {
            return;
        }

        Cost(first).ShouldBe(Ways(0, []).Select(Cost).Min());

        IEnumerable<List<Guid?>> Ways(int at, List<Guid?> so) => at == gaps.Count
            ? [so]
            : c.State.Peers.Where(p => Slow(p, gaps[at]) && !so.Contains(p.Id)).Select(p => (Guid?)p.Id).Append(null).SelectMany(p => Ways(at + 1, [.. so, p]));

        bool Slow(RotaPeer p, Duty duty) => p.Rests.All(r => session.Date < r.From || session.Date > r.Until)
            && !session.Turns.Any(t => t.Peer == p.Id) && (Knows(p, duty) || p.DeputyFor.Contains(duty));

        bool Knows(RotaPeer p, Duty duty) => p.Holds.Contains(duty) || (p.Practises.TryGetValue(duty, out var beside)
            && (beside is null ? session.WorkerIsThere : session.Turns.Any(t => t.Peer == beside && t.Answer != TurnAnswer.No)));

        (int, int, int) Cost(List<Guid?> way)
        {
            var (empty, deputies, load) = (0, 0, 0);
            for (var i = 0; i < way.Count; i++)
            {
                var peer = c.State.Peers.FirstOrDefault(p => p.Id == way[i]);
                empty += peer is null ? 1 : 0;
                deputies += peer is not null && !Knows(peer, gaps[i]) ? 1 : 0;
                load += peer is null ? 0 : peer.Did.Values.Sum() + (c.State.Coming.TryGetValue(peer.Id, out var coming) ? coming : 0);
            }

            return (empty, deputies, load);
        }
    }).Check(RecurrenceGenerators.Config(300));

    [Fact]
    public void Among_equals_nobody_does_more_than_one_turn_more_than_anybody_else() => Prop.ForAll(
        (from many in Gen.Choose(4, 6) from weeks in Gen.Choose(1, 12) select (many, weeks)).ToArbitrary(), c =>
    {
        var state = new RotaState([.. Ids.Take(c.many).Select(id => Who(id, 0, Key))], new Dictionary<Guid, int>());
        var done = RotaSuggestions.Plan(Enumerable.Range(0, c.weeks).Select(Day), state).CountBy(l => l.PersonId!.Value).ToDictionary();
        var turns = Ids.Take(c.many).Select(id => done.GetValueOrDefault(id)).ToList();
        (turns.Max() - turns.Min()).ShouldBeLessThanOrEqualTo(1);
        turns.Sum().ShouldBe(4 * c.weeks);
    }).Check(RecurrenceGenerators.Config(60));

    private static RotaSession Day(int week) => new(new Guid(100 + week, 0, 0, new byte[8]), Wednesday.PlusDays(7 * week), false, []);

    private static RotaPeer Who(Guid id, int did, params Duty[] holds) =>
        new(id, holds.ToHashSet()) { Did = new Dictionary<Duty, int> { [Duty.SetUp] = did } };
}
