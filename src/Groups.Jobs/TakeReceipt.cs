using System.Globalization;
using Groups.Domain.Messaging;
using Groups.Jobs.Channels;
using NodaTime;

namespace Groups.Jobs;

/// <summary>
/// Takes the provider's receipts. They come early, twice, reordered and late, so a message only moves forward: taken, then delivered or not.
/// </summary>
public sealed class TakeReceipt
{
    private readonly ILedger _ledger;
    private readonly OutcomeRecorder _outcomes;
    private readonly IClock _clock;

    internal TakeReceipt(ILedger ledger, OutcomeRecorder outcomes, IClock clock) => (_ledger, _outcomes, _clock) = (ledger, outcomes, clock);

    /// <summary>Takes one receipt.</summary>
    /// <param name="messageId">The ledger row.</param>
    /// <param name="attempt">Which try of that row it speaks of.</param>
    /// <param name="providerId">The provider's id.</param>
    /// <param name="status">Twilio's word: queued, sent, delivered, undelivered, failed and so on.</param>
    /// <param name="code">The provider's error code, if any.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <returns>Whether anything changed.</returns>
    public Task<bool> RunAsync(Guid messageId, int attempt, string? providerId, string status, int? code, CancellationToken stop = default) =>
        _ledger.ChangeAsync(messageId, async (db, message) =>
        {
            var now = _clock.GetCurrentInstant();
            var isLatest = attempt == message.Attempts && (message.ProviderId is null || providerId is null || message.ProviderId == providerId);
            switch (status)
            {
                case "delivered" or "read" when attempt >= 1 && attempt <= message.Attempts && message.State != MessageState.Delivered && message.State != MessageState.Phoned:
                    message.Deliver(now);
                    return true;
                case "queued" or "accepted" or "scheduled" or "sending" or "sent" when isLatest && message.State is MessageState.Sending or MessageState.Unknown:
                    message.Accept(providerId, null, now);
                    return true;
                case "undelivered" or "failed" or "canceled" when isLatest && message.State is MessageState.Sending or MessageState.Accepted or MessageState.Unknown:
                    if (message.State != MessageState.Accepted)
                    {
                        message.Accept(providerId, null, now);
                    }

                    var result = (code is { } known ? TwilioAnswers.Class(known) : null) ?? SendResult.Refused;
                    await _outcomes.RecordAsync(db, message, new SendOutcome(Settled(result), providerId, code?.ToString(CultureInfo.InvariantCulture)), now, stop);
                    return true;
                default:
                    return false;
            }
        }, stop);

    /// <summary>A message that was taken and failed later is a try that counts, whatever was to blame.</summary>
    private static SendResult Settled(SendResult result) => result == SendResult.Configuration ? SendResult.Refused : result;
}
