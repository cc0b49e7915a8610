namespace Groups.Domain.Handover;

/// <summary>Who did a duty at one session: a peer (person) or the worker (no person).</summary>
public sealed class DutyTurn
{
    private DutyTurn()
    {
    }

    /// <summary>A turn. <paramref name="personId"/> null: the worker did it.</summary>
    public DutyTurn(Guid groupId, Guid sessionId, Duty duty, Guid? personId) =>
        (Id, GroupId, SessionId, Duty, PersonId) = (Guid.CreateVersion7(), groupId, sessionId, duty, personId);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>The duty.</summary>
    public Duty Duty { get; private set; }

    /// <summary>The peer who did it, or will; null for the worker.</summary>
    public Guid? PersonId { get; private set; }
}
