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

    /// <summary>Ends the holding.</summary>
    public void End(Instant now) => Until ??= now;
}
