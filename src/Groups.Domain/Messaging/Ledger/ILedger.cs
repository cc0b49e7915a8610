using Groups.Domain.Data;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>
/// The message ledger as workers see it: claim by lease, write ahead, record what came of it. Any number of workers may share it; each message is
/// handed to a provider by one of them. What is done for many at once is one transaction, and each row of it is fenced by its own lease.
/// </summary>
public interface ILedger
{
    /// <summary>
    /// Takes messages that are due for <paramref name="leaseFor"/>, oldest first. Where several are due for one person and session only the one
    /// that says most is taken; the others end as superseded, so that fewer may come back than were due.
    /// </summary>
    Task<Claim> ClaimDueAsync(int batch, Duration leaseFor, Instant now, CancellationToken stop = default);

    /// <summary>
    /// Writes ahead that claimed messages are being sent, checking each once more for all that may have changed since the claim: the lease, the time,
    /// the session's revision and status, the person's consent and stop, the address, the group's name, a later message that says more.
    /// </summary>
    /// <returns>The ids that may be sent, each once. Do not send the others.</returns>
    Task<IReadOnlySet<Guid>> BeginSendingAsync(IReadOnlyCollection<Departure> departures, Duration leaseFor, Instant now, CancellationToken stop = default);

    /// <summary>
    /// Records that the provider took these, and tells open screens. Forward only: one whose receipt came earlier stays as it is, and one that
    /// waited again because nobody knew ends its waiting.
    /// </summary>
    /// <returns>How many rows are as they should be.</returns>
    Task<int> AcceptAsync(IReadOnlyCollection<Taken> taken, Instant now, CancellationToken stop = default);

    /// <summary>
    /// Writes down what became of messages in hand that did not go out: each was changed by its own methods since it was claimed. Skips those whose
    /// lease was lost, and tells open screens.
    /// </summary>
    /// <returns>How many were still in hand.</returns>
    Task<int> SettleAsync(IReadOnlyCollection<Settled> settled, CancellationToken stop = default);

    /// <summary>Changes one message alone with it, in one transaction, and tells open screens. Nothing happens where it is gone.</summary>
    /// <returns>What <paramref name="change"/> answered, or false where the message is gone.</returns>
    Task<bool> ChangeAsync(Guid messageId, Func<GroupsDb, Message, Task<bool>> change, CancellationToken stop = default);

    /// <summary>
    /// Ends what is past its time, frees claims whose worker is gone, and marks as unknown what such a worker was just sending: a text is never blindly
    /// sent twice. An email repeats safely and waits again.
    /// </summary>
    /// <returns>How many messages changed.</returns>
    Task<int> ExpireAsync(Instant now, CancellationToken stop = default);

    /// <summary>When the next message falls due, or null where none waits.</summary>
    Task<Instant?> NextDueAsync(CancellationToken stop = default);
}
