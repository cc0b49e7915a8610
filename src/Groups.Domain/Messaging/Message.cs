using Groups.Domain.People;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>A row of the ledger: one message to one person about one session. Never deleted by sending.</summary>
public sealed class Message
{
    private Message()
    {
    }

    /// <summary>A planned message.</summary>
    public Message(Guid groupId, Guid sessionId, Guid personId, MessageKind kind, int revision, Instant dueAt, Instant notAfter, Instant now)
    {
        Id = Guid.CreateVersion7();
        (GroupId, SessionId, PersonId, Kind, Revision) = (groupId, sessionId, personId, kind, revision);
        (DueAt, NotAfter, PlannedAt, ChangedAt) = (dueAt, notAfter, now, now);
    }

    /// <summary>Permanent id; the attempt id that callbacks and Message-IDs are derived from.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The session it speaks of.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>The one person it goes to.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>What it says.</summary>
    public MessageKind Kind { get; private set; }

    /// <summary>The session's revision it speaks of.</summary>
    public int Revision { get; private set; }

    /// <summary>Where it stands.</summary>
    public MessageState State { get; private set; } = MessageState.Planned;

    /// <summary>Why it ended so, in words staff can read.</summary>
    public string? Reason { get; private set; }

    /// <summary>When it should go.</summary>
    public Instant DueAt { get; private set; }

    /// <summary>Past this it expires, silently, never sent late.</summary>
    public Instant NotAfter { get; private set; }

    /// <summary>The way it went, once claimed for sending.</summary>
    public ContactWay? Way { get; private set; }

    /// <summary>The address it went to; kept to match callbacks and replies.</summary>
    public string? Address { get; private set; }

    /// <summary>Until when a worker holds it.</summary>
    public Instant? LeaseUntil { get; private set; }

    /// <summary>The holder's fence.</summary>
    public Guid? LeaseToken { get; private set; }

    /// <summary>How often a provider was called for it.</summary>
    public int Attempts { get; private set; }

    /// <summary>The provider's id for it.</summary>
    public string? ProviderId { get; private set; }

    /// <summary>The provider's code when it said no.</summary>
    public string? ProviderCode { get; private set; }

    /// <summary>Text parts it cost.</summary>
    public int? Parts { get; private set; }

    /// <summary>When it was planned.</summary>
    public Instant PlannedAt { get; private set; }

    /// <summary>When its state last changed.</summary>
    public Instant ChangedAt { get; private set; }

    /// <summary>Sets a new time while it is only planned.</summary>
    public void Reschedule(Instant dueAt, Instant notAfter)
    {
        if (State == MessageState.Planned)
        {
            (DueAt, NotAfter) = (dueAt, notAfter);
        }
    }

    /// <summary>Ends a message that has not gone out. One that is being sent or was sent stays as it is.</summary>
    /// <returns>Whether it ended.</returns>
    public bool EndUnsent(MessageState end, string reason, Instant now)
    {
        if (State is not (MessageState.Planned or MessageState.Claimed))
        {
            return false;
        }

        (State, Reason, ChangedAt, LeaseToken, LeaseUntil) = (end, reason, now, null, null);
        return true;
    }

    /// <summary>Plans a message anew that was called off before it went out, because what called it off was taken back.</summary>
    public bool PlanAgain(Instant dueAt, Instant notAfter, Instant now)
    {
        if (State is not (MessageState.Cancelled or MessageState.Superseded or MessageState.Suppressed) || Attempts > 0)
        {
            return false;
        }

        (State, Reason, DueAt, NotAfter, ChangedAt) = (MessageState.Planned, null, dueAt, notAfter, now);
        return true;
    }
}
