using NodaTime;

namespace Groups.Domain.Handover.Help;

/// <summary>What was chosen when the program offered "helping again". Nothing happens without such a choice, and the history stays.</summary>
public sealed class Helping
{
    private Helping()
    {
    }

    /// <summary>A choice.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="trigger">What the offer came from.</param>
    /// <param name="choice">What was chosen.</param>
    /// <param name="duty">The duty taken back, for that choice only.</param>
    /// <param name="by">The account that chose.</param>
    /// <param name="now">When.</param>
    public Helping(Guid groupId, HelpTrigger trigger, HelpChoice choice, Duty? duty, Guid? by, Instant now) =>
        (Id, GroupId, Trigger, Choice, Duty, By, At) = (Guid.CreateVersion7(), groupId, trigger, choice, duty, by, now);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>What the offer came from.</summary>
    public HelpTrigger Trigger { get; private set; }

    /// <summary>What was chosen.</summary>
    public HelpChoice Choice { get; private set; }

    /// <summary>The duty taken back, for that choice only.</summary>
    public Duty? Duty { get; private set; }

    /// <summary>The account that chose.</summary>
    public Guid? By { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }
}

/// <summary>What an offer of help comes from (field guide, "Way back").</summary>
public enum HelpTrigger
{
    /// <summary>A lead said "too much".</summary>
    TooMuch,

    /// <summary>Cover is under its least.</summary>
    Cover,

    /// <summary>Sessions were called off at short notice.</summary>
    ShortNotice,

    /// <summary>Far fewer come than before.</summary>
    Trend,

    /// <summary>There is a concern; its story is not kept.</summary>
    Concern,

    /// <summary>The group asked for help.</summary>
    Asked,
}

/// <summary>What can be chosen; each is a good choice.</summary>
public enum HelpChoice
{
    /// <summary>The worker covers one session.</summary>
    CoverOne,

    /// <summary>The worker comes alongside for three sessions.</summary>
    ComeAlongside,

    /// <summary>The group pauses.</summary>
    Pause,

    /// <summary>The worker takes one duty back for a while.</summary>
    TakeOneBack,

    /// <summary>The group joins another.</summary>
    Merge,

    /// <summary>The group ends well.</summary>
    EndWell,

    /// <summary>All is well as it is.</summary>
    NotNow,
}
