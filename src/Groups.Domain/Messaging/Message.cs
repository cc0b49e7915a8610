using Groups.Domain.People;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>A row of the ledger: one message to one person about one session. Never deleted by sending.</summary>
public sealed partial class Message
{
    /// <summary>How often a provider is called for one message at most.</summary>
    public const int MostAttempts = 3;

    /// <summary>Why it ended where the provider knew of a STOP that we did not.</summary>
    public const string StoppedAtProvider = "said STOP to the provider";

    private const string OnceMore = "once-more";

    private Message()
    {
    }

    /// <summary>A planned message.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="sessionId">The session it speaks of.</param>
    /// <param name="personId">The one person it goes to.</param>
    /// <param name="kind">What it says.</param>
    /// <param name="revision">The session's revision it speaks of.</param>
    /// <param name="sessionStart">The session's start at that revision.</param>
    /// <param name="dueAt">When it should go.</param>
    /// <param name="notAfter">Past this it expires.</param>
    /// <param name="now">When it is planned.</param>
    public Message(
        Guid groupId, Guid sessionId, Guid personId, MessageKind kind, int revision, Instant sessionStart, Instant dueAt, Instant notAfter, Instant now)
    {
        Id = Guid.CreateVersion7();
        (GroupId, SessionId, PersonId, Kind, Revision) = (groupId, sessionId, personId, kind, revision);
        (SessionStart, CalledFor, DueAt, NotAfter, PlannedAt, ChangedAt) = (sessionStart, dueAt, dueAt, notAfter, now, now);
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

    /// <summary>The start it speaks of: what the person has in mind once it reached them.</summary>
    public Instant SessionStart { get; private set; }

    /// <summary>Where it stands.</summary>
    public MessageState State { get; private set; } = MessageState.Planned;

    /// <summary>Why it ended so, in words staff can read.</summary>
    public string? Reason { get; private set; }

    /// <summary>The moment the plan calls for.</summary>
    public Instant CalledFor { get; private set; }

    /// <summary>When it may go next: <see cref="CalledFor"/>, or later after quiet hours or a failed try.</summary>
    public Instant DueAt { get; private set; }

    /// <summary>Past this it expires, silently, never sent late.</summary>
    public Instant NotAfter { get; private set; }

    /// <summary>The way it went, once it is being sent.</summary>
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

    /// <summary>The lead's words it carries; null for every kind but <see cref="MessageKind.Relay"/> and <see cref="MessageKind.RelayTest"/>.</summary>
    public Guid? RelayId { get; private set; }

    /// <summary>When the provider is asked next whether it took this message; null where nothing is in doubt or nothing more can be found out.</summary>
    public Instant? ReconcileAt { get; private set; }

    /// <summary>Beginning of the SHA-256 of the words that were sent, to find them again in the provider's list.</summary>
    public long? TextDigest { get; private set; }

    /// <summary>When it was planned.</summary>
    public Instant PlannedAt { get; private set; }

    /// <summary>When it was handed to the provider last.</summary>
    public Instant? SentAt { get; private set; }

    /// <summary>When its state last changed.</summary>
    public Instant ChangedAt { get; private set; }

    /// <summary>It waits, or a worker holds it but has not begun to send.</summary>
    public bool IsUnsent => State.IsUnsent();

    /// <summary>It reached the person, or nobody can rule it out.</summary>
    public bool MayHaveReached => State.MayHaveReached();

    /// <summary>It was in doubt, the provider did not know it, and it was sent or waits to be sent once more.</summary>
    public bool IsSentOnceMore => ProviderCode == OnceMore;

    /// <summary>Whether this worker holds it and is sending it.</summary>
    public bool IsBeingSentBy(Guid token) => State == MessageState.Sending && LeaseToken == token;

    /// <summary>Its words are those of a relay.</summary>
    internal Message Of(Relay relay)
    {
        RelayId = relay.Id;
        return this;
    }

    /// <summary>Ends a message that has not gone out and is not to. One that is being sent or was sent stays as it is.</summary>
    /// <returns>Whether it ended.</returns>
    public bool EndUnsent(MessageState end, string reason, Instant now)
    {
        if (!State.CanBeEnded())
        {
            return false;
        }

        Change(end, reason, now);
        return true;
    }

    /// <summary>Plans a message anew that was called off before it went out, because what called it off was taken back.</summary>
    /// <returns>Whether it waits again.</returns>
    public bool PlanAgain(Instant dueAt, Instant notAfter, Instant now)
    {
        if (!State.CanBePlannedAgain(Attempts))
        {
            return false;
        }

        (State, Reason, CalledFor, DueAt, NotAfter, ChangedAt) = (MessageState.Planned, null, dueAt, dueAt, notAfter, now);
        return true;
    }

    /// <summary>Sets a new time while it waits. A worker that holds it loses it.</summary>
    public void Reschedule(Instant dueAt, Instant notAfter, Instant now)
    {
        if (IsUnsent && (CalledFor, NotAfter) != (dueAt, notAfter))
        {
            (CalledFor, DueAt, NotAfter) = (dueAt, CalledFor == dueAt ? DueAt : dueAt, notAfter);
            Change(MessageState.Planned, null, now);
        }
    }

    /// <summary>It waits until a later moment: quiet hours, a pausing channel, or a try that surely did not go out.</summary>
    /// <exception cref="InvalidOperationException">It was not in hand.</exception>
    public void PutBack(Instant dueAt, string? reason, Instant now)
    {
        MustBe(MessageState.Claimed, MessageState.Sending, MessageState.Accepted);
        DueAt = dueAt;
        Change(MessageState.Planned, reason, now);
    }

    /// <summary>As <see cref="PutBack"/>, and the try does not count: our settings, our pace or the line were to blame, and it surely did not go out.</summary>
    /// <exception cref="InvalidOperationException">It was not being sent.</exception>
    public void PutBackUntried(Instant dueAt, string reason, string? code, Instant now)
    {
        MustBe(MessageState.Sending);
        Attempts--;
        ProviderCode = IsSentOnceMore ? OnceMore : code;
        PutBack(dueAt, reason, now);
    }

    /// <summary>The provider took it. Forward only: one that was already delivered stays so.</summary>
    /// <exception cref="InvalidOperationException">It was never sent.</exception>
    public void Accept(string? providerId, int? parts, Instant now)
    {
        if (State is not (MessageState.Accepted or MessageState.Delivered))
        {
            if (!(IsUnsent && IsSentOnceMore))
            {
                MustBe(MessageState.Sending, MessageState.Unknown);
            }

            Change(MessageState.Accepted, null, now);
        }

        (ProviderId, Parts) = (providerId ?? ProviderId, parts ?? Parts);
    }

    /// <summary>It reached the phone. That also ends a second try that waits.</summary>
    /// <exception cref="InvalidOperationException">It was never sent.</exception>
    public void Deliver(Instant now)
    {
        if (Attempts == 0)
        {
            throw new InvalidOperationException("A message that was never sent cannot have been delivered.");
        }

        if (State is not (MessageState.Delivered or MessageState.Phoned))
        {
            Change(MessageState.Delivered, null, now);
        }
    }

    /// <summary>It ends without having reached the person.</summary>
    /// <exception cref="InvalidOperationException">It is not in hand, or already ended.</exception>
    public void Fail(MessageState end, string reason, string? code, Instant now)
    {
        MustBe(MessageState.Planned, MessageState.Claimed, MessageState.Sending, MessageState.Accepted, MessageState.Unknown);
        ProviderCode = code;
        Change(end, reason, now);
    }

    /// <summary>As <see cref="Fail"/>, and where the person would otherwise come in vain, a person is asked to phone.</summary>
    /// <exception cref="InvalidOperationException">It is not in hand, or already ended.</exception>
    public void NotReached(MessageState end, string reason, string? code, Instant now)
    {
        var comesInVain = Kind is MessageKind.Cancelled or MessageKind.Moved;
        Fail(comesInVain ? MessageState.ToPhone : end, comesInVain ? $"please phone: {reason}" : reason, code, now);
    }

    /// <summary>A call is on its way, and over by then even if the provider never says so; null once it is over.</summary>
    public void RingsUntil(Instant? overBy) => ReconcileAt = overBy;

    /// <summary>A person phoned.</summary>
    /// <exception cref="RuleViolation">Nobody was asked to phone.</exception>
    public void MarkPhoned(Instant now)
    {
        if (State != MessageState.ToPhone)
        {
            throw new RuleViolation("This call is no longer on the list. Look at the page again.");
        }

        (Attempts, SentAt) = (Attempts + 1, now);
        Change(MessageState.Phoned, null, now);
    }

    private void Change(MessageState state, string? reason, Instant now) =>
        (State, Reason, ChangedAt, LeaseToken, LeaseUntil, ReconcileAt) = (state, reason, now, null, null, null);

    private void MustBe(params ReadOnlySpan<MessageState> states)
    {
        if (!states.Contains(State))
        {
            throw new InvalidOperationException($"A message that is {State} cannot take this step.");
        }
    }
}
