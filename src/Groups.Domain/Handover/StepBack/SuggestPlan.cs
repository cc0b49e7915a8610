namespace Groups.Domain.Handover.StepBack;

/// <summary>
/// A plan for stepping back that could be a beginning: there, there, near by, there, near by, away … Only a suggestion: nothing is
/// written down before somebody saves it. Pure.
/// </summary>
public static class SuggestPlan
{
    /// <summary>Once the practice sessions are behind, the worker looks in at every such session, so that nobody feels dropped.</summary>
    private const int LooksIn = 4;

    /// <summary>Where the worker could be at the next sessions.</summary>
    /// <param name="stage">The group's stage. Before it takes turns, and where it is shared for good, the worker stays.</param>
    /// <param name="pace">How often it meets.</param>
    /// <param name="behind">How many sessions of the plan are over: the suggestion goes on from there.</param>
    /// <param name="ahead">For how many sessions.</param>
    /// <param name="numbers">The settings: how many practice sessions without the worker come before stage 4.</param>
    public static IReadOnlyList<Presence> For(Stage stage, Pace pace, int behind, int ahead, HandoverNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        if (stage is not (Stage.TakingTurns or Stage.StandingBy or Stage.SelfRun))
        {
            return [.. Enumerable.Repeat(Presence.There, ahead)];
        }

        var rising = stage == Stage.TakingTurns ? Rising(pace, numbers.Practice(pace)) : [];
        return [.. Enumerable.Range(behind, ahead).Select(place => place < rising.Count ? rising[place]
            : (place - rising.Count) % LooksIn == LooksIn - 1 ? Presence.NearBy : Presence.Away)];
    }

    private static List<Presence> Rising(Pace pace, int practice) =>
    [
        Presence.There,
        .. pace == Pace.Monthly ? (Presence[])[Presence.NearBy] : [Presence.There, Presence.NearBy, Presence.There, Presence.NearBy],
        .. Enumerable.Range(0, practice * 2).Select(place => place % 2 == 0 ? Presence.Away : Presence.NearBy),
    ];
}
