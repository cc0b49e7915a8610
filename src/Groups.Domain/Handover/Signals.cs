using System.Globalization;
using Groups.Domain.Attendance;

namespace Groups.Domain.Handover;

/// <summary>What the program sees of a group's handover. It is told to people as sentences and never summed up as a score.</summary>
public enum SignalKind
{
    /// <summary>Sessions led by peers, of those held.</summary>
    PeerLed,

    /// <summary>The least number of peers for a key duty.</summary>
    Cover,

    /// <summary>How much the busiest peer does.</summary>
    Load,

    /// <summary>Whether people come when the CLW is away.</summary>
    AbsenceRetention,

    /// <summary>Whether the group grows or shrinks.</summary>
    Trend,

    /// <summary>Newcomers.</summary>
    NewPeople,

    /// <summary>Newcomers who came again.</summary>
    NewcomerReturn,

    /// <summary>Sessions held, of those planned.</summary>
    Reliability,

    /// <summary>Whether people are named for the sessions ahead.</summary>
    NextCover,

    /// <summary>How it was to lead, as leads said themselves.</summary>
    LeadPulse,
}

/// <summary>One signal.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Value">The number, or null: not enough yet.</param>
/// <param name="Shown">The number as people feel it ("5 of 8"), or null: not enough yet.</param>
/// <param name="Window">What it counts over: "The last 8 sessions held".</param>
/// <param name="Sentence">What it says, or what is missing, in plain words.</param>
public sealed record Signal(SignalKind Kind, decimal? Value, string? Shown, string Window, string Sentence)
{
    /// <summary>There is enough to say.</summary>
    public bool IsKnown => Value is not null;
}

/// <summary>The signals of a group, worked out from its history. Pure: the same history gives the same signals.</summary>
public sealed class Signals
{
    /// <summary>The duties that cover looks at (field guide: "over open, welcome, lead and count").</summary>
    public static readonly IReadOnlyList<Duty> KeyDuties = [Duty.OpenVenue, Duty.Welcome, Duty.Lead, Duty.Headcount];

    private readonly Dictionary<SignalKind, Signal> _all;

    private Signals(IEnumerable<Signal> all) => _all = all.ToDictionary(s => s.Kind);

    /// <summary>One of them.</summary>
    public Signal this[SignalKind kind] => _all[kind];

    /// <summary>All, in the order of the field guide.</summary>
    public IEnumerable<Signal> All => _all.Values;

    /// <summary>Works the signals out.</summary>
    public static Signals Of(HandoverHistory history, HandoverNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(numbers);
        return new Signals([
            PeerLed(history, numbers), Cover(history, numbers), Load(history, numbers), AbsenceRetention(history, numbers), Trend(history, numbers),
            NewPeople(history, numbers), NewcomerReturn(history, numbers), Reliability(history, numbers), NextCover(history, numbers), LeadPulse(history, numbers),
        ]);
    }

    /// <summary>The middle number; of an even count, the mean of the two in the middle.</summary>
    public static decimal Median(IEnumerable<int> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2m;
    }

    private static Signal PeerLed(HandoverHistory history, HandoverNumbers numbers)
    {
        var wanted = numbers.Window(history.Pace);
        var window = LastHeld(wanted);
        var seen = history.Held.TakeLast(wanted).ToList();
        if (seen.Count < wanted)
        {
            return Missing(SignalKind.PeerLed, window, HeldSoFar(history, wanted));
        }

        var led = seen.Count(s => s.PeerLed);
        var together = seen.Count(s => s.CoLed) switch
        {
            0 => "",
            1 => " 1 more was led together with the worker.",
            var some => $" {some} more were led together with the worker.",
        };
        return new(SignalKind.PeerLed, (decimal)led / wanted, $"{led} of {wanted}", window,
            $"{led} of the last {wanted} sessions {(led == 1 ? "was" : "were")} led by peers.{together}");
    }

    private static Signal Cover(HandoverHistory history, HandoverNumbers numbers)
    {
        var window = LastHeld(numbers.CoverSessions);
        var seen = history.Held.TakeLast(numbers.CoverSessions).ToList();
        if (seen.Count < numbers.CoverTimes)
        {
            return Missing(SignalKind.Cover, window, HeldSoFar(history, numbers.CoverTimes));
        }

        var (least, duty) = KeyDuties.Select(d => (Cover: CoverOf(d, seen, history.Willing, numbers.CoverTimes), Duty: d)).MinBy(c => c.Cover);
        var doing = DutyCatalogue.Of(duty).Doing;
        var sentence = least switch
        {
            0 => $"Nobody among the peers can be counted on yet for {doing}.",
            1 => $"{Capital(doing)} rests on one peer. One more makes it safe.",
            _ => $"At least {least} peers each know how to open up, welcome, lead and count.",
        };
        return new(SignalKind.Cover, least, Number(least), window, sentence);
    }

    private static int CoverOf(Duty duty, List<HeldSession> seen, IReadOnlySet<(Guid, Duty)> willing, int times) => seen
        .SelectMany(s => s.Turns.Where(t => t.Duty == duty && t.Peer is not null).Select(t => t.Peer!.Value).Distinct())
        .CountBy(peer => peer)
        .Count(turns => turns.Value >= times && willing.Contains((turns.Key, duty)));

    private static Signal Load(HandoverHistory history, HandoverNumbers numbers)
    {
        var wanted = numbers.Window(history.Pace);
        var window = LastHeld(wanted);
        var turns = history.Held.TakeLast(wanted).SelectMany(s => s.Turns).ToList();
        if (history.Held.Count < wanted || turns.Count == 0)
        {
            return Missing(SignalKind.Load, window, history.Held.Count < wanted ? HeldSoFar(history, wanted) : "Nobody wrote down yet who did what.");
        }

        var busiest = turns.Where(t => t.Peer is not null).CountBy(t => t.Peer!.Value).Select(t => t.Value).DefaultIfEmpty(0).Max();
        return new(SignalKind.Load, (decimal)busiest / turns.Count, $"{busiest} of {turns.Count}", window,
            busiest == 0 ? "No peer has taken a turn yet." : $"The busiest peer did {busiest} of {turns.Count} turns.");
    }

    private static Signal AbsenceRetention(HandoverHistory history, HandoverNumbers numbers)
    {
        var window = LastHeld(numbers.RetentionSessions);
        var each = numbers.RetentionOfEach(history.Pace);
        var seen = history.Held.TakeLast(numbers.RetentionSessions).ToList();
        var without = seen.Where(s => s.WorkerWasThere == false).Select(s => s.Headcount).ToList();
        var with = seen.Where(s => s.WorkerWasThere == true).Select(s => s.Headcount).ToList();
        if (without.Count < each || with.Count < each)
        {
            return Missing(SignalKind.AbsenceRetention, window,
                $"This needs {each} sessions with the worker and {each} without; so far there are {with.Count} and {without.Count}.");
        }

        var (away, there) = (Median(without), Median(with));
        return there == 0
            ? Missing(SignalKind.AbsenceRetention, window, "Nobody came while the worker was there, so there is nothing to compare with.")
            : new(SignalKind.AbsenceRetention, away / there, $"{Number(away)} to {Number(there)}", window,
                $"Usually {Number(away)} come without the worker, and {Number(there)} with.");
    }

    private static Signal Trend(HandoverHistory history, HandoverNumbers numbers)
    {
        var each = numbers.TrendOfEach(history.Pace);
        var window = $"The last {each} sessions held and the {each} before";
        if (history.Held.Count < 2 * each)
        {
            return Missing(SignalKind.Trend, window, HeldSoFar(history, 2 * each));
        }

        var (late, early) = (Median(history.Held.TakeLast(each).Select(s => s.Headcount)), Median(history.Held.SkipLast(each).TakeLast(each).Select(s => s.Headcount)));
        return early == 0
            ? Missing(SignalKind.Trend, window, "Nobody came in the earlier half, so there is nothing to compare with.")
            : new(SignalKind.Trend, late / early, $"{Number(late)}, was {Number(early)}", window,
                late == early ? $"About {Number(late)} come, as before." : $"About {Number(late)} come now; before that it was {Number(early)}.");
    }

    private static Signal NewPeople(HandoverHistory history, HandoverNumbers numbers)
    {
        var wanted = numbers.Window(history.Pace);
        var window = LastHeld(wanted);
        var known = history.Held.TakeLast(wanted).Where(s => s.Newcomers is not null).ToList();
        if (history.Held.Count < wanted || known.Count == 0)
        {
            return Missing(SignalKind.NewPeople, window, history.Held.Count < wanted ? HeldSoFar(history, wanted) : "Nobody wrote down yet who was new.");
        }

        var came = known.Sum(s => s.Newcomers!.Value);
        return new(SignalKind.NewPeople, came, Number(came), window, came switch
        {
            0 => "Nobody new came. Quiet weeks are normal.",
            1 => "1 person came for the first time.",
            _ => $"{came} people came for the first time.",
        });
    }

    private static Signal NewcomerReturn(HandoverHistory history, HandoverNumbers numbers)
    {
        var window = $"Newcomers known by name in the last {numbers.ReturnSessions} sessions held";
        var seen = history.Held.TakeLast(numbers.ReturnSessions).ToList();
        var (first, again) = (0, 0);
        for (var i = 0; i + numbers.ReturnWithin < seen.Count; i++)
        {
            first += seen[i].FirstTime.Count;
            again += seen[i].FirstTime.Count(p => seen.Skip(i + 1).Take(numbers.ReturnWithin).Any(s => s.Came.Contains(p)));
        }

        return first == 0
            ? Missing(SignalKind.NewcomerReturn, window, $"No newcomer known by name has had {numbers.ReturnWithin} sessions to come again.")
            : new(SignalKind.NewcomerReturn, (decimal)again / first, $"{again} of {first}", window,
                $"{again} of {first} {(first == 1 ? "newcomer" : "newcomers")} came again within {numbers.ReturnWithin} sessions.");
    }

    private static Signal Reliability(HandoverHistory history, HandoverNumbers numbers)
    {
        var wanted = numbers.Window(history.Pace);
        var window = $"The last {wanted} sessions planned";
        var seen = history.Outcomes.TakeLast(wanted).ToList();
        if (seen.Count < wanted)
        {
            return Missing(SignalKind.Reliability, window, $"{Sessions(seen.Count)} planned and over so far; this needs {wanted}.");
        }

        var held = seen.Count(h => h);
        return new(SignalKind.Reliability, (decimal)held / wanted, $"{held} of {wanted}", window,
            held == wanted ? $"All of the last {wanted} planned sessions were held." : $"{held} of the last {wanted} planned sessions {(held == 1 ? "was" : "were")} held.");
    }

    private static Signal NextCover(HandoverHistory history, HandoverNumbers numbers)
    {
        var window = $"The next {numbers.NextSessions} sessions";
        var next = history.Next.Take(numbers.NextSessions).ToList();
        if (next.Count == 0)
        {
            return Missing(SignalKind.NextCover, window, "No session is planned.");
        }

        var covered = next.Count(turns => turns.Where(t => t.Peer is not null).Select(t => t.Peer).Distinct().Count() >= numbers.PeopleForEachNext);
        var planned = next.Count < numbers.NextSessions ? $"Only {Sessions(next.Count)} planned" : $"Of the next {next.Count} sessions";
        return new(SignalKind.NextCover, covered, $"{covered} of {next.Count}", window,
            $"{planned}: {(covered == 0 ? "none has" : covered == next.Count ? (covered == 1 ? "it has" : "all have") : covered == 1 ? "1 has" : $"{covered} have")} {numbers.PeopleForEachNext} peers named.");
    }

    private static Signal LeadPulse(HandoverHistory history, HandoverNumbers numbers)
    {
        var window = LastHeld(numbers.PulseSessions);
        var said = history.Held.TakeLast(numbers.PulseSessions).SelectMany(s => s.Pulses).ToList();
        if (said.Count == 0)
        {
            return Missing(SignalKind.LeadPulse, window, "Nobody said yet how it was to lead.");
        }

        var fine = said.Count(p => p == Pulse.Ok);
        IEnumerable<string> words = from pulse in Enum.GetValues<Pulse>()
                                    let times = said.Count(p => p == pulse)
                                    where times > 0
                                    select $"{(pulse switch { Pulse.Ok => "fine", Pulse.ABitMuch => "a bit much", _ => "too much" })} {(times == 1 ? "once" : times == 2 ? "twice" : $"{times} times")}";
        return new(SignalKind.LeadPulse, (decimal)fine / said.Count, $"{fine} of {said.Count}", window, $"Those who led said it was {string.Join(", ", words)}.");
    }

    private static Signal Missing(SignalKind kind, string window, string sentence) => new(kind, null, null, window, sentence);

    private static string HeldSoFar(HandoverHistory history, int wanted) => $"{Sessions(history.Held.Count)} held so far; this needs {wanted}.";

    private static string LastHeld(int wanted) => $"The last {wanted} sessions held";

    private static string Sessions(int count) => count == 1 ? "1 session" : $"{count} sessions";

    private static string Number(decimal number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
