using Groups.Domain.Handover.Lists;
using Groups.Domain.Handover.Votes;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>How one thing stands.</summary>
public enum CriterionState
{
    /// <summary>So it is.</summary>
    Met,

    /// <summary>Not so yet.</summary>
    NotYet,

    /// <summary>The program cannot see it, or there is not enough to say.</summary>
    NotKnown,
}

/// <summary>One thing that should be so before a stage is entered.</summary>
/// <param name="Text">What should be so.</param>
/// <param name="State">How it stands.</param>
/// <param name="Why">What the program sees, or who to ask.</param>
public sealed record Criterion(string Text, CriterionState State, string Why);

/// <summary>What else readiness looks at.</summary>
/// <param name="Stage">The stage now.</param>
/// <param name="StageSince">Since when.</param>
/// <param name="Now">This moment.</param>
/// <param name="HasWorker">A CLW works with the group.</param>
/// <param name="HasVenueFacts">The facts about the venue are set.</param>
public sealed record Standing(Stage Stage, Instant StageSince, Instant Now, bool HasWorker, bool HasVenueFacts)
{
    /// <summary>What people said and wrote down.</summary>
    public StageFacts Facts { get; init; } = StageFacts.None;

    internal LocalDate Today => Now.InZone(London).Date;

    internal static DateTimeZone London { get; } = DateTimeZoneProviders.Tzdb["Europe/London"];
}

/// <summary>The entry criteria of each stage as a checklist, never a score. People decide; the program only says what it sees.</summary>
public static class Readiness
{
    private static readonly string[] Counts = ["No", "One", "Two", "Three", "Four", "Five", "Six"];

    /// <summary>The stage after this one, or null where there is none.</summary>
    public static Stage? Next(Stage stage) => stage < Stage.SelfRun ? stage + 1 : null;

    /// <summary>The criteria for entering <paramref name="to"/>; none for the states beside the stages.</summary>
    public static IReadOnlyList<Criterion> For(Stage to, HandoverHistory history, Signals signals, Standing standing, HandoverNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(numbers);
        return to switch
        {
            Stage.Starting => Starting(history, standing),
            Stage.SharingJobs => SharingJobs(history, standing.Facts, numbers),
            Stage.TakingTurns => TakingTurns(history, standing.Facts, numbers),
            Stage.StandingBy => StandingBy(history, signals, numbers),
            Stage.SelfRun => SelfRun(history, signals, standing, numbers),
            _ => [],
        };
    }

    /// <summary>
    /// Why it may be time for "helping again", as sentences; none when all is well. Only from stage 3 on: before that the worker leads anyway.
    /// </summary>
    public static IReadOnlyList<string> HelpingAgain(Stage stage, Signals signals, HandoverNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(numbers);
        if (stage is not (Stage.TakingTurns or Stage.StandingBy or Stage.SelfRun))
        {
            return [];
        }

        var (cover, trend) = (signals[SignalKind.Cover], signals[SignalKind.Trend]);
        return
        [
            .. cover.Value < numbers.CoverForHelp ? [cover.Sentence] : Array.Empty<string>(),
            .. trend.Value < numbers.TrendForHelp ? [trend.Sentence] : Array.Empty<string>(),
        ];
    }

    private static List<Criterion> Starting(HandoverHistory history, Standing standing) =>
    [
        new("A worker leads", standing.HasWorker ? CriterionState.Met : CriterionState.NotYet,
            standing.HasWorker ? "A worker works with the group." : "No worker works with the group now."),
        Agreement(standing),
        new("The venue is described", standing.HasVenueFacts ? CriterionState.Met : CriterionState.NotYet,
            standing.HasVenueFacts ? "Steps, toilet, seats, bus, cost and food are written down." : "Write down steps, toilet, seats, bus, cost and food."),
        new("There is a safety contact", standing.HasWorker || Holds(history, Duty.SafetyContact) ? CriterionState.Met : CriterionState.NotYet,
            Holds(history, Duty.SafetyContact) ? "A peer is the safety contact." : standing.HasWorker ? "The worker is the safety contact." : "Nobody is the safety contact."),
    ];

    private static Criterion Agreement(Standing standing) => standing.Facts.AgreementReviewOn switch
    {
        null => new("The group has an agreement", CriterionState.NotYet, "The group has not said yes to one yet."),
        { } day when day < standing.Today => new("The group has an agreement", CriterionState.NotYet, "It was to be looked at again. Read it together."),
        _ => new("The group has an agreement", CriterionState.Met, "The group said yes to it."),
    };

    private static List<Criterion> SharingJobs(HandoverHistory history, StageFacts facts, HandoverNumbers numbers)
    {
        var peers = history.Willing.Select(w => w.Peer).Union(facts.Offered)
            .Union(history.Held.SelectMany(s => s.Turns).Concat(history.Next.SelectMany(t => t)).Where(t => t.Peer is not null).Select(t => t.Peer!.Value)).Count();
        return
        [
            new($"{Count(numbers.HeldForSharing)} sessions were held", Is(history.Held.Count >= numbers.HeldForSharing),
                $"{history.Held.Count} {(history.Held.Count == 1 ? "was" : "were")} held so far."),
            peers >= numbers.OffersForSharing
                ? new($"{Count(numbers.OffersForSharing)} peers offered to help", CriterionState.Met, $"{peers} peers offered, do or did something for the group.")
                : new($"{Count(numbers.OffersForSharing)} peers offered to help", CriterionState.NotYet,
                    $"{peers switch { 0 => "Nobody offered", 1 => "One peer offered", _ => $"{peers} peers offered" }} so far, as far as it is written down. Who would like a small job?"),
        ];
    }

    private static List<Criterion> TakingTurns(HandoverHistory history, StageFacts facts, HandoverNumbers numbers)
    {
        var moved = history.Willing.Select(w => w.Duty).Distinct().Order().ToList();
        var lacking = moved.Where(d => history.Held.TakeLast(numbers.CoverSessions)
            .SelectMany(s => s.Turns.Where(t => t.Duty == d && t.Peer is not null).Select(t => t.Peer!.Value).Distinct())
            .CountBy(p => p).Count(p => p.Value >= numbers.TimesForTurns) < numbers.PeersForTurns).ToList();
        var why = moved.Count == 0 ? "No duty has moved to a peer yet."
            : lacking.Count == 0 ? "Every duty that moved is shared."
            : $"Not yet shared: {string.Join(", ", lacking.Select(d => DutyCatalogue.Of(d).Doing))}.";
        return
        [
            new($"{Count(numbers.PeersForTurns)} peers did each moved duty {(numbers.TimesForTurns == 2 ? "twice" : $"{numbers.TimesForTurns} times")}", Is(moved.Count > 0 && lacking.Count == 0), why),
            Voted("The group said yes", facts.VoteOn(Stage.TakingTurns)),
        ];
    }

    private static List<Criterion> StandingBy(HandoverHistory history, Signals signals, HandoverNumbers numbers)
    {
        var seen = history.Held.TakeLast(numbers.RetentionSessions).ToList();
        var practice = seen.Count(s => s.WorkerWasThere == false);
        return
        [
            From(signals[SignalKind.PeerLed], numbers.PeerLedForStandingBy == 0.5m ? "Peers led at least half of the sessions" : $"Peers led at least {numbers.PeerLedForStandingBy:P0} of the sessions", v => v >= numbers.PeerLedForStandingBy),
            From(signals[SignalKind.Cover], $"At least {numbers.CoverForStandingBy} peers know each key job", v => v >= numbers.CoverForStandingBy),
            new($"{Count(numbers.Practice(history.Pace))} practice sessions without the worker", Is(practice >= numbers.Practice(history.Pace)),
                $"{practice} of the last {seen.Count} {(practice == 1 ? "was" : "were")} held without the worker."),
            From(signals[SignalKind.AbsenceRetention], "People come when the worker is away", v => v >= numbers.RetentionForStandingBy),
            NextNamed(signals, numbers),
        ];
    }

    private static List<Criterion> SelfRun(HandoverHistory history, Signals signals, Standing standing, HandoverNumbers numbers)
    {
        var cover = signals[SignalKind.Cover];
        var facts = standing.Facts;
        var since = standing.StageSince.InZone(Standing.London).Date;
        var longEnough = standing.Stage == Stage.StandingBy && since.PlusMonths(numbers.MonthsStandingBy) <= standing.Today;
        return
        [
            From(signals[SignalKind.PeerLed], "Peers led all sessions", v => v >= numbers.PeerLedForSelfRun),
            cover.Value >= numbers.CoverWithBackup && cover.Value < numbers.CoverForSelfRun
                ? new(CoverText(numbers), Is(facts.HasBackup), $"{cover.Sentence} {(facts.HasBackup ? "Somebody outside is named as backup." : "Nobody outside is named as backup.")}")
                : From(cover, CoverText(numbers), v => v >= numbers.CoverForSelfRun),
            From(signals[SignalKind.NewPeople], "Somebody new came", v => v >= numbers.NewcomersForSelfRun),
            From(signals[SignalKind.Load], "Nobody does more than half of the turns", v => v <= numbers.LoadForSelfRun),
            new("Money and venue are agreed",
                facts.IsTicked(StageList.Money) && facts.IsTicked(StageList.Venue) ? CriterionState.Met
                    : facts.IsTicked(StageList.Money) || facts.IsTicked(StageList.Venue) ? CriterionState.NotYet : CriterionState.NotKnown,
                facts.MoneyAndVenue()),
            new("The group has its own safety contact", Is(Holds(history, Duty.SafetyContact)),
                Holds(history, Duty.SafetyContact) ? "A peer is the safety contact." : "No peer is the safety contact yet."),
            Voted("The group voted for it", facts.VoteOn(Stage.SelfRun)),
            new($"{Count(numbers.MonthsStandingBy)} months at stage 4", Is(longEnough),
                standing.Stage == Stage.StandingBy ? "Counted from the day the group entered stage 4." : "The group is not at stage 4."),
        ];
    }

    private static Criterion Voted(string text, VoteStanding vote) => vote switch
    {
        VoteStanding.Carried => new(text, CriterionState.Met, "The group voted, and said yes."),
        VoteStanding.Open => new(text, CriterionState.NotYet, "A vote is open."),
        VoteStanding.TooFew => new(text, CriterionState.NotYet, "Too few voted for it to count. Talk about it and ask again."),
        VoteStanding.NotCarried => new(text, CriterionState.NotYet, "The group voted, and would rather not just now. That is fine."),
        _ => new(text, CriterionState.NotKnown, "There was no vote on it yet. Once it is proposed, ask for a show of hands or a secret vote."),
    };

    private static Criterion NextNamed(Signals signals, HandoverNumbers numbers) =>
        From(signals[SignalKind.NextCover], $"{Count(numbers.PeopleForEachNext)} people are named for each of the next {numbers.NextSessions} sessions", v => v >= numbers.NextSessions);

    private static string CoverText(HandoverNumbers numbers) =>
        $"At least {numbers.CoverForSelfRun} peers know each key job, or {numbers.CoverWithBackup} and a backup from outside";

    private static Criterion From(Signal signal, string text, Func<decimal, bool> enough) =>
        new(text, signal.Value is { } value ? Is(enough(value)) : CriterionState.NotKnown, signal.Sentence);

    private static CriterionState Is(bool met) => met ? CriterionState.Met : CriterionState.NotYet;

    private static bool Holds(HandoverHistory history, Duty duty) => history.Willing.Any(w => w.Duty == duty);

    private static string Count(int number) => number < Counts.Length ? Counts[number] : $"{number}";
}
