using System.Globalization;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>A sort of moment in a group's life.</summary>
public enum MomentKind
{
    /// <summary>It started.</summary>
    Started,

    /// <summary>It is so many years old.</summary>
    Years,

    /// <summary>Peers led a session for the first time.</summary>
    FirstByPeers,

    /// <summary>It met without the worker for the first time.</summary>
    FirstWithoutWorker,

    /// <summary>It met for the 10th, 50th, 100th time.</summary>
    Sessions,

    /// <summary>More came than ever before or since.</summary>
    Most,

    /// <summary>It said yes to its agreement.</summary>
    Agreement,

    /// <summary>A vote was carried.</summary>
    Vote,

    /// <summary>It entered a stage.</summary>
    Stage,
}

/// <summary>One moment in a group's life. It names nobody.</summary>
/// <param name="On">The day.</param>
/// <param name="Kind">What sort of moment.</param>
/// <param name="Words">What it was: "100th session".</param>
public sealed record Moment(LocalDate On, MomentKind Kind, string Words);

/// <summary>What a timeline is made of; plain values, no person.</summary>
/// <param name="StartedOn">When the group started.</param>
/// <param name="Today">The day on which it is looked at.</param>
/// <param name="Held">Sessions that were held, the oldest first.</param>
/// <param name="Stages">Stages it entered, the oldest first.</param>
/// <param name="Agreed">Days on which it said yes to a version of its agreement, the oldest first.</param>
/// <param name="Voted">Days on which a vote was carried.</param>
public sealed record TimelineFacts(
    LocalDate StartedOn,
    LocalDate Today,
    IReadOnlyList<HeldDay> Held,
    IReadOnlyList<StageDay> Stages,
    IReadOnlyList<LocalDate> Agreed,
    IReadOnlyList<LocalDate> Voted);

/// <summary>A session that was held.</summary>
/// <param name="On">The day.</param>
/// <param name="Headcount">How many came.</param>
/// <param name="ByPeers">A peer led, and the worker did not lead beside them.</param>
/// <param name="WithoutWorker">A peer led and the worker did nothing at all.</param>
public sealed record HeldDay(LocalDate On, int Headcount, bool ByPeers, bool WithoutWorker);

/// <summary>A stage that was entered.</summary>
/// <param name="On">The day.</param>
/// <param name="From">The stage before.</param>
/// <param name="To">The stage entered.</param>
public sealed record StageDay(LocalDate On, Stage From, Stage To);

/// <summary>A group's life in moments that it can look at together. Pure: no names, no small numbers, nothing about anybody.</summary>
public static class Timeline
{
    /// <summary>How many must have come before a most is worth a line; fewer would say something about each of them.</summary>
    public const int LeastForMost = 5;

    /// <summary>After these, every fiftieth session counts.</summary>
    private static readonly int[] FirstCounts = [10, 25, 50];

    /// <summary>The moments, the oldest first.</summary>
    public static IReadOnlyList<Moment> Of(TimelineFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [.. Moments(facts).OrderBy(m => m.On).ThenBy(m => m.Kind)];
    }

    private static IEnumerable<Moment> Moments(TimelineFacts facts)
    {
        yield return new Moment(facts.StartedOn, MomentKind.Started, "The group started");
        var until = facts.Stages is [.., { To: Stage.EndedWell } end] && end.On < facts.Today ? end.On : facts.Today;
        for (var years = 1; facts.StartedOn.PlusYears(years) is var on && on <= until; years++)
        {
            yield return new Moment(on, MomentKind.Years, years == 1 ? "1 year" : $"{years} years");
        }

        if (facts.Held.FirstOrDefault(h => h.ByPeers) is { } led)
        {
            yield return new Moment(led.On, MomentKind.FirstByPeers, "First session led by some of us");
        }

        if (facts.Held.FirstOrDefault(h => h.WithoutWorker) is { } alone)
        {
            yield return new Moment(alone.On, MomentKind.FirstWithoutWorker, "First session without the worker");
        }

        for (var count = 1; count <= facts.Held.Count; count++)
        {
            if (FirstCounts.Contains(count) || count % 50 == 0)
            {
                yield return new Moment(facts.Held[count - 1].On, MomentKind.Sessions, $"{count.ToString(CultureInfo.InvariantCulture)}th session");
            }
        }

        if (facts.Held.MaxBy(h => h.Headcount) is { Headcount: >= LeastForMost } most)
        {
            yield return new Moment(most.On, MomentKind.Most, $"The most so far: {most.Headcount.ToString(CultureInfo.InvariantCulture)} came");
        }

        foreach (var (on, place) in facts.Agreed.Select((on, place) => (on, place)))
        {
            yield return new Moment(on, MomentKind.Agreement, place == 0 ? "We agreed how we want to be together" : "We looked at our agreement again");
        }

        foreach (var on in facts.Voted)
        {
            yield return new Moment(on, MomentKind.Vote, "We voted, and it was a yes");
        }

        foreach (var stage in facts.Stages)
        {
            yield return new Moment(stage.On, MomentKind.Stage, Words(stage));
        }
    }

    private static string Words(StageDay stage) => stage switch
    {
        { To: Stage.Resting } => "We took a rest",
        { To: Stage.SharedForGood } => "Shared for good",
        { To: Stage.EndedWell } => "The group ended well",
        { From: Stage.EndedWell } => "We started again",
        { From: Stage.Resting } => $"Back from the rest: {stage.To.InWords().ToLowerInvariant()}",
        _ when !stage.From.IsBeside() && stage.To < stage.From => $"Helping again: {stage.To.InWords().ToLowerInvariant()}",
        _ => stage.To.InWords(),
    };
}
