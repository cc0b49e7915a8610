using NodaTime;

namespace Groups.Domain.Handover.Offers;

/// <summary>What is known about one person and one duty; plain values, no database.</summary>
/// <param name="Said">Steps that somebody said are done, and when.</param>
/// <param name="TimesDone">Held sessions at which they did the duty.</param>
/// <param name="TimesTogether">Those of them at which somebody else did it too.</param>
/// <param name="TestedToSelf">When they last sent a test of their own words to themselves.</param>
/// <param name="HasSecondPerson">A deputy is named, or somebody else holds the duty too.</param>
/// <param name="HasDeputy">A deputy is named.</param>
/// <param name="SomebodySaidYes">Somebody in the group said their own yes to the contact list.</param>
public sealed record StepFacts(
    IReadOnlyDictionary<string, Instant> Said,
    int TimesDone,
    int TimesTogether,
    Instant? TestedToSelf,
    bool HasSecondPerson,
    bool HasDeputy,
    bool SomebodySaidYes)
{
    /// <summary>Nothing is known yet.</summary>
    public static StepFacts None { get; } = new(new Dictionary<string, Instant>(), 0, 0, null, false, false, false);
}

/// <summary>How a step stands for one person.</summary>
/// <param name="Step">The step.</param>
/// <param name="Done">It is done, and still counts.</param>
/// <param name="Seen">The program saw it by itself.</param>
/// <param name="SaidAt">When somebody said that it is done; null where nobody did, or too long ago.</param>
public sealed record BeforeState(BeforeStep Step, bool Done, bool Seen, Instant? SaidAt);

/// <summary>What comes before a duty moves, worked out for one person. Pure.</summary>
public static class Steps
{
    /// <summary>Times of leading together that come before leading (FIELD.md: "co-led twice").</summary>
    public const int TimesTogether = 2;

    /// <summary>All steps of a duty, in the order of the catalogue.</summary>
    /// <param name="duty">The duty.</param>
    /// <param name="facts">What is known about the person.</param>
    /// <param name="numbers">The settings: for how long a card counts.</param>
    /// <param name="now">This moment.</param>
    public static IReadOnlyList<BeforeState> Of(Duty duty, StepFacts facts, HandoverNumbers numbers, Instant now) => [.. DutyCatalogue.Of(duty).Steps.Select(step =>
    {
        Instant? said = step.Kind is StepKind.Told or StepKind.Card && facts.Said.TryGetValue(step.Key, out var at) && (step.Kind != StepKind.Card || Counts(at, numbers, now)) ? at : null;
        var seen = IsSeen(step, facts);
        return new BeforeState(step, seen || said is not null, seen, said);
    })];

    /// <summary>The sentence that names what is missing, or null where nothing is.</summary>
    public static string? Missing(IEnumerable<BeforeState> states)
    {
        var missing = states.Where(s => !s.Done).Select(s => s.Step.Missing).ToList();
        return missing.Count switch
        {
            0 => null,
            1 => $"Before this duty moves, they still {missing[0]}.",
            _ => $"Before this duty moves, they still {string.Join(", ", missing[..^1])} and {missing[^1]}.",
        };
    }

    /// <summary>Until when reading a card counts.</summary>
    public static bool Counts(Instant readAt, HandoverNumbers numbers, Instant now) =>
        now.InUtc().LocalDateTime < readAt.InUtc().LocalDateTime.PlusMonths(numbers.CardMonths);

    private static bool IsSeen(BeforeStep step, StepFacts facts) => step.Key switch
    {
        StepKeys.Watched => facts.TimesDone > 0,
        StepKeys.LedTogether => facts.TimesTogether >= TimesTogether,
        StepKeys.TestToSelf => facts.TestedToSelf is not null,
        StepKeys.SecondPerson or StepKeys.TwoKnow or StepKeys.Backup => facts.HasSecondPerson,
        StepKeys.Deputy => facts.HasDeputy,
        StepKeys.OwnYes => facts.SomebodySaidYes,
        _ => false,
    };
}
