using Groups.Domain.Data;
using Groups.Domain.People;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>
/// The message ledger as workers see it: claim by lease, write ahead, record what came of it. Any number of workers may share it; each message is
/// handed to a provider by one of them.
/// </summary>
public interface ILedger
{
    /// <summary>
    /// Takes messages that are due for <paramref name="leaseFor"/>, oldest first. Where several are due for one person and session only the one
    /// that says most is taken; the others end as superseded.
    /// </summary>
    Task<IReadOnlyList<Message>> ClaimDueAsync(int batch, Duration leaseFor, Instant now, CancellationToken stop = default);

    /// <summary>
    /// Writes ahead that a claimed message is being sent, checking once more all that may have changed since the claim: the lease, the time, the
    /// session's revision and status, the person's consent and stop, the address. False: do not send. <paramref name="textDigest"/> finds the words again at the
    /// provider where nobody knows whether they went out.
    /// </summary>
    Task<bool> BeginSendingAsync(Message claimed, ContactWay way, string address, long? textDigest, Duration leaseFor, Instant now, CancellationToken stop = default);

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
