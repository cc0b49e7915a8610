using NodaTime;

namespace Groups.Domain.Messaging;

/// <content>The steps of a message of which nobody knows whether it went out.</content>
public sealed partial class Message
{
    /// <summary>Nobody knows yet whether it went out: the provider is asked from <paramref name="askAt"/> on, and it is not sent blindly again.</summary>
    /// <exception cref="InvalidOperationException">It was not being sent.</exception>
    public void Doubt(string? code, Instant askAt, Instant now)
    {
        MustBe(MessageState.Sending);
        ProviderCode = IsSentOnceMore ? OnceMore : code;
        Change(MessageState.Unknown, "the provider is being asked whether it went out", now);
        ReconcileAt = askAt;
    }

    /// <summary>The provider could not say yet, or somebody is asking right now; the next one asks at <paramref name="askAt"/>.</summary>
    /// <exception cref="InvalidOperationException">Nothing is in doubt.</exception>
    public void AskAgain(Instant askAt)
    {
        MustBe(MessageState.Unknown);
        ReconcileAt = askAt;
    }

    /// <summary>Nothing more can be found out: it stays unknown for good, and staff see why.</summary>
    /// <exception cref="InvalidOperationException">Nothing is in doubt.</exception>
    public void StayUnknown(string reason, Instant now)
    {
        MustBe(MessageState.Unknown);
        Change(MessageState.Unknown, reason, now);
    }

    /// <summary>The provider does not know it, so it waits to be sent once more; never a third time for the same doubt.</summary>
    /// <exception cref="InvalidOperationException">Nothing is in doubt, or it was sent once more already.</exception>
    public void SendOnceMore(Instant now)
    {
        MustBe(MessageState.Unknown);
        if (IsSentOnceMore)
        {
            throw new InvalidOperationException("A message in doubt is sent once more only once.");
        }

        (DueAt, ProviderCode) = (now, OnceMore);
        Change(MessageState.Planned, "the provider does not know it: it is sent once more", now);
    }
}
