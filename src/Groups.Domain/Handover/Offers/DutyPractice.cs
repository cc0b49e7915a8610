using NodaTime;

namespace Groups.Domain.Handover.Offers;

/// <summary>A person practises a duty beside somebody who does it. Practising opens nothing to see.</summary>
public sealed class DutyPractice
{
    private DutyPractice()
    {
    }

    /// <summary>A person begins to practise. <paramref name="withPersonId"/> null: beside the worker.</summary>
    public DutyPractice(Guid groupId, Duty duty, Guid personId, Guid? withPersonId, Instant now) =>
        (Id, GroupId, Duty, PersonId, WithPersonId, Since) = (Guid.CreateVersion7(), groupId, duty, personId, withPersonId, now);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The duty.</summary>
    public Duty Duty { get; private set; }

    /// <summary>Who practises.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The peer beside them; null for the worker.</summary>
    public Guid? WithPersonId { get; private set; }

    /// <summary>From when.</summary>
    public Instant Since { get; private set; }

    /// <summary>Until when; null while they practise.</summary>
    public Instant? Until { get; private set; }

    /// <summary>Ends the practice.</summary>
    public void End(Instant now) => Until ??= now;
}
