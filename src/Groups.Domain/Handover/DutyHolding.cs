using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>A duty of a group in a person's hands, from when until when.</summary>
public sealed class DutyHolding
{
    private DutyHolding()
    {
    }

    /// <summary>A person takes a duty on.</summary>
    public DutyHolding(Guid groupId, Duty duty, Guid personId, Guid? givenBy, Instant now) =>
        (Id, GroupId, Duty, PersonId, GivenBy, Since) = (Guid.CreateVersion7(), groupId, duty, personId, givenBy, now);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The duty.</summary>
    public Duty Duty { get; private set; }

    /// <summary>The holder.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The account that gave it.</summary>
    public Guid? GivenBy { get; private set; }

    /// <summary>From when.</summary>
    public Instant Since { get; private set; }

    /// <summary>Until when; null while held. Access ends with the next request.</summary>
    public Instant? Until { get; private set; }

    /// <summary>Why it ended; null while held, and for those that ended before this was kept.</summary>
    public HoldingEnd? EndedBecause { get; private set; }

    /// <summary>Who does it when the holder cannot; null while nobody is named.</summary>
    public Guid? DeputyId { get; private set; }

    /// <summary>Ends the holding; one that ended stays as it is.</summary>
    public void End(HoldingEnd because, Instant now)
    {
        if (Until is null)
        {
            (Until, EndedBecause) = (now, because);
        }
    }

    /// <summary>Names who does it when the holder cannot, or nobody.</summary>
    /// <exception cref="RuleViolation">It is the holder.</exception>
    public void NameDeputy(Guid? personId) => DeputyId = personId == PersonId
        ? throw new RuleViolation("Choose somebody else as deputy: you do it already.", "DeputyId") : personId;
}

/// <summary>Why a holding ended. No one of them is a failure.</summary>
public enum HoldingEnd
{
    /// <summary>The holder handed it back.</summary>
    HandedBack,

    /// <summary>The holder said "too much".</summary>
    TooMuch,

    /// <summary>Whoever moves duties took it back.</summary>
    TakenBack,

    /// <summary>The holder left the group.</summary>
    Left,
}
