using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>Who did a duty at one session: a peer (person) or the worker (no person).</summary>
public sealed class DutyTurn
{
    private DutyTurn()
    {
    }

    /// <summary>A turn. <paramref name="personId"/> null: the worker did it.</summary>
    public DutyTurn(Guid groupId, Guid sessionId, Duty duty, Guid? personId, Instant? plannedAt = null) =>
        (Id, GroupId, SessionId, Duty, PersonId, PlannedAt) = (Guid.CreateVersion7(), groupId, sessionId, duty, personId, plannedAt);

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

    /// <summary>When the turn was written down; null for those written before this was kept.</summary>
    public Instant? PlannedAt { get; private set; }

    /// <summary>What the peer answered when they were asked; null for nothing yet.</summary>
    public TurnAnswer? Answer { get; private set; }

    /// <summary>When they answered.</summary>
    public Instant? AnsweredAt { get; private set; }

    /// <summary>The peer who could not, where this one was asked in their place.</summary>
    public Guid? InsteadOf { get; private set; }

    /// <summary>This peer is asked in the place of another.</summary>
    public void StandInFor(Guid personId) => InsteadOf = personId;

    /// <summary>The peer says whether they can; a later answer replaces an earlier one.</summary>
    public void Say(TurnAnswer answer, Instant now) => (Answer, AnsweredAt) = (answer, now);
}

/// <summary>What a peer answers when asked to do a duty. No is fine, and asks for no reason.</summary>
public enum TurnAnswer
{
    /// <summary>They will do it.</summary>
    Yes,

    /// <summary>Somebody else is asked.</summary>
    No,
}
