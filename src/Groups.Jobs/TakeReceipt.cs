using Groups.Domain.Messaging;
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
    public async Task<bool> RunAsync(Guid messageId, int attempt, string? providerId, string status, int? code, CancellationToken stop = default)
    {
        Counted? counted = null;
        var changed = await _ledger.ChangeAsync(messageId, async (db, message) =>
        {
            // a delivery of any try is a delivery; anything else about an earlier try is old news
            var isDelivery = status is "delivered" or "read" && attempt >= 1 && attempt <= message.Attempts;
            var isLatest = attempt == message.Attempts && (message.State != MessageState.Accepted || message.ProviderId is null || providerId is null || message.ProviderId == providerId);
            if (!isDelivery && !isLatest)
            {
                return false;
            }

            var outcome = await _outcomes.TakeStatusAsync(db, message, new ProviderStatus(status, providerId, code, null), _clock.GetCurrentInstant(), stop);
            counted = outcome is null ? null : new Counted(message, outcome.Result);
            return outcome is not null;
        }, stop);
        counted?.Report();
        return changed;
    }
}
