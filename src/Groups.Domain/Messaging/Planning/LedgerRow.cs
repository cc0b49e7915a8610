using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>What the plan needs to know of a row of the ledger.</summary>
internal sealed record LedgerRow(
    Guid Id,
    Guid SessionId,
    Guid PersonId,
    MessageKind Kind,
    int Revision,
    MessageState State,
    int Attempts,
    Instant SessionStart,
    Instant CalledFor,
    Instant NotAfter,
    Instant PlannedAt,
    Instant? SentAt);

/// <summary>What may still happen to a message, by its state.</summary>
internal static class MessageStates
{
    public static bool IsUnsent(this MessageState state) => state is MessageState.Planned or MessageState.Claimed;

    public static bool MayHaveReached(this MessageState state) =>
        state is MessageState.Sending or MessageState.Accepted or MessageState.Delivered or MessageState.Unknown or MessageState.Phoned;

    /// <summary>It has not gone out, and can be called off.</summary>
    public static bool CanBeEnded(this MessageState state) => state.IsUnsent() || state == MessageState.ToPhone;

    /// <summary>It was called off before anybody tried to send it, and can be planned again.</summary>
    public static bool CanBePlannedAgain(this MessageState state, int attempts) =>
        state is MessageState.Cancelled or MessageState.Superseded or MessageState.Suppressed && attempts == 0;
}
