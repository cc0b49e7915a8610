using Groups.Domain.Handover;
using NodaTime;

namespace Groups.Domain.Handover.Help;

/// <summary>What offers of help come from, besides the signals. Times only; no names, no reasons.</summary>
/// <param name="TooMuch">When somebody said that it is too much.</param>
/// <param name="ShortNotice">When sessions were called off at short notice, of the last W.</param>
/// <param name="Concerns">When somebody asked to be phoned about the group.</param>
/// <param name="Asked">When the group asked for help.</param>
/// <param name="Answered">When an offer of each sort was answered last.</param>
/// <param name="Now">This moment.</param>
public sealed record HelpFacts(
    IReadOnlyList<Instant> TooMuch,
    IReadOnlyList<Instant> ShortNotice,
    IReadOnlyList<Instant> Concerns,
    IReadOnlyList<Instant> Asked,
    IReadOnlyDictionary<HelpTrigger, Instant> Answered,
    Instant Now)
{
    /// <summary>Nothing happened.</summary>
    public static HelpFacts None(Instant now) => new([], [], [], [], new Dictionary<HelpTrigger, Instant>(), now);
}

/// <summary>An offer of help: people choose, or let it rest.</summary>
/// <param name="Trigger">What it comes from.</param>
/// <param name="Sentence">That in plain words.</param>
public sealed record HelpOffer(HelpTrigger Trigger, string Sentence);

/// <summary>When it may be time for "helping again" (field guide, "Way back"). Pure, and never a change: only offers.</summary>
public static class Triggers
{
    /// <summary>
    /// The offers that are open. What is a state (cover, trend) rests for <see cref="HandoverNumbers.HelpRestsDays"/> after an answer; what
    /// happened is offered until it is answered, and anew only when it happens again.
    /// </summary>
    public static IReadOnlyList<HelpOffer> Of(Stage stage, Signals signals, HelpFacts facts, HandoverNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(numbers);
        if (stage == Stage.EndedWell)
        {
            return [];
        }

        var peersLead = stage is Stage.TakingTurns or Stage.StandingBy or Stage.SelfRun;
        var peersHelp = peersLead || stage is Stage.SharingJobs or Stage.SharedForGood;
        var (cover, trend) = (signals[SignalKind.Cover], signals[SignalKind.Trend]);
        var late = After(HelpTrigger.ShortNotice, facts.ShortNotice, facts);
        return
        [
            .. Offer(peersHelp && After(HelpTrigger.TooMuch, facts.TooMuch, facts) > 0, HelpTrigger.TooMuch, "Somebody said that it is too much just now."),
            .. Offer(peersLead && cover.Value < numbers.CoverForHelp && !Rests(HelpTrigger.Cover, facts, numbers), HelpTrigger.Cover, cover.Sentence),
            .. Offer(peersLead && late >= numbers.ShortNoticeForHelp, HelpTrigger.ShortNotice,
                $"{late} sessions were called off less than {numbers.ShortNoticeHours} hours before they began."),
            .. Offer(peersLead && trend.Value < numbers.TrendForHelp && !Rests(HelpTrigger.Trend, facts, numbers), HelpTrigger.Trend, trend.Sentence),
            .. Offer(After(HelpTrigger.Concern, facts.Concerns, facts) > 0, HelpTrigger.Concern, "Somebody asked to be phoned about the group."),
            .. Offer(After(HelpTrigger.Asked, facts.Asked, facts) > 0, HelpTrigger.Asked, "The group asked for help."),
        ];
    }

    /// <summary>
    /// Whether somebody sees offers of this sort: the worker, and those who hold Lead; only the worker sees that somebody asked to be phoned, because it
    /// may be about who leads. Once the group runs itself, its worker sees only that the group asked.
    /// </summary>
    public static bool MaySee(GroupAccess access, HelpTrigger trigger)
    {
        ArgumentNullException.ThrowIfNull(access);
        return access.MaySeeContacts || (access.Holds(Duty.Lead) && trigger != HelpTrigger.Concern) || (access.IsWorker && trigger == HelpTrigger.Asked);
    }

    /// <summary>Whether somebody who sees an offer may choose this: duties are taken back by whoever moves them, and a worker knows which groups are near.</summary>
    public static bool MayChoose(GroupAccess access, HelpChoice choice)
    {
        ArgumentNullException.ThrowIfNull(access);
        return choice switch
        {
            HelpChoice.TakeOneBack => access.MayMoveDuties,
            HelpChoice.Merge => access.IsWorker,
            HelpChoice.Pause => access.Stage.MayChangeTo(Stage.Resting),
            HelpChoice.EndWell => access.Stage.MayChangeTo(Stage.EndedWell),
            _ => Enum.IsDefined(choice),
        };
    }

    private static int After(HelpTrigger trigger, IReadOnlyList<Instant> happened, HelpFacts facts) =>
        facts.Answered.TryGetValue(trigger, out var answered) ? happened.Count(at => at > answered) : happened.Count;

    private static bool Rests(HelpTrigger trigger, HelpFacts facts, HandoverNumbers numbers) =>
        facts.Answered.TryGetValue(trigger, out var answered) && facts.Now - answered < Duration.FromDays(numbers.HelpRestsDays);

    private static HelpOffer[] Offer(bool open, HelpTrigger trigger, string sentence) => open ? [new(trigger, sentence)] : [];
}
