using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Groups.Jobs.Calls;
using Groups.Jobs.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Jobs;

/// <summary>
/// Sends what is due: claim, gate, write ahead, call the provider with no transaction open, record. One message that goes wrong never stops the others,
/// and any number of these may run at once, here and on other machines.
/// </summary>
public sealed partial class DispatchMessages
{
    private static readonly Duration ClaimedFor = Duration.FromMinutes(2);
    private static readonly Duration SendingFor = Duration.FromMinutes(1);

    private readonly IDbContextFactory<GroupsDb> _databases;
    private readonly ILedger _ledger;
    private readonly MessageComposer _composer;
    private readonly ISmsTransport _sms;
    private readonly IEmailTransport _email;
    private readonly ChannelDesk _desk;
    private readonly OutcomeRecorder _outcomes;
    private readonly PlaceCall _calls;
    private readonly JobsOptions _options;
    private readonly IClock _clock;
    private readonly ILogger<DispatchMessages> _log;

    internal DispatchMessages(
        IDbContextFactory<GroupsDb> databases, ILedger ledger, MessageComposer composer, ISmsTransport sms, IEmailTransport email,
        ChannelDesk desk, OutcomeRecorder outcomes, PlaceCall calls, JobsOptions options, IClock clock, ILogger<DispatchMessages> log) =>
        (_databases, _ledger, _composer, _sms, _email, _desk, _outcomes, _calls, _options, _clock, _log) =
        (databases, ledger, composer, sms, email, desk, outcomes, calls, options, clock, log);

    /// <summary>Works until nothing is due.</summary>
    /// <returns>How many messages were in hand.</returns>
    public async Task<int> RunAsync(CancellationToken stop = default)
    {
        await _ledger.ExpireAsync(_clock.GetCurrentInstant(), stop);
        var handled = 0;
        while (!stop.IsCancellationRequested)
        {
            var claimed = await _ledger.ClaimDueAsync(_options.Batch, _options.Real(ClaimedFor), _clock.GetCurrentInstant(), stop);
            if (claimed.Count == 0)
            {
                break;
            }

            await _desk.LookAsync(stop);
            var batch = await DispatchBatch.ReadAsync(_databases, claimed, stop);
            await Parallel.ForEachAsync(
                claimed, new ParallelOptions { MaxDegreeOfParallelism = _options.AtOnce }, async (message, _) => await HandleAsync(batch, message, stop));
            handled += claimed.Count;
        }

        return handled;
    }

    private async Task HandleAsync(DispatchBatch batch, Message message, CancellationToken stop)
    {
        try
        {
            var decision = batch.Decide(message, _clock.GetCurrentInstant());
            switch (decision.Kind)
            {
                case DecisionKind.Send:
                    await SendAsync(batch, message, decision, stop);
                    break;
                case DecisionKind.End when decision is { Way: ContactWay.Call, Address: { } number } && _calls.Takes(message, batch.PersonOf(message)):
                    await _calls.RunAsync(message, batch.PersonOf(message), number, stop);
                    break;
                case DecisionKind.Wait or DecisionKind.End:
                    await SettleAsync(message, decision);
                    break;
                default:
                    break;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // the lease runs out and another worker takes it
        }
        catch (Exception failure)
        {
            LogFailed(failure, message.Id);
        }
    }

    private Task<bool> SettleAsync(Message message, Decision decision) => _ledger.ChangeAsync(message.Id, (_, held) =>
    {
        if (held.State != MessageState.Claimed || held.LeaseToken != message.LeaseToken)
        {
            return Task.FromResult(false);
        }

        var now = _clock.GetCurrentInstant();
        if (decision.Kind == DecisionKind.Wait && decision.Until < held.NotAfter)
        {
            held.PutBack(decision.Until, decision.Reason, now);
        }
        else if (decision.Kind == DecisionKind.Wait || decision.EndAs == MessageState.Expired)
        {
            held.NotReached(MessageState.Expired, decision.Reason!, null, now);
        }
        else
        {
            held.Fail(decision.EndAs, decision.Reason!, null, now);
        }

        return Task.FromResult(true);
    });

    private async Task SendAsync(DispatchBatch batch, Message message, Decision decision, CancellationToken stop)
    {
        var facts = MessageFacts.Of(message.Kind, batch.PersonOf(message), batch.GroupOf(message), batch.SessionOf(message));
        var sms = decision.Way == ContactWay.Text ? _composer.Text(message, decision.Address!, facts, _clock.GetCurrentInstant()) : null;
        var latest = Instant.Min(message.NotAfter, message.LeaseUntil!.Value - _options.Real(SendingFor));
        var passage = await _desk.EnterAsync(decision.Way, sms is null ? 1 : TextParts.Of(sms.Text).Parts, latest, stop);
        if (passage.WaitUntil is { } until)
        {
            await SettleAsync(message, Decision.Wait(until, "the channel pauses"));
            return;
        }

        var email = sms is null ? await _composer.EmailAsync(message, decision.Address!, batch.PersonOf(message), facts, _clock.GetCurrentInstant(), stop) : null;
        var digest = sms is null ? (long?)null : TextDigest.Of(sms.Text);
        if (!await _ledger.BeginSendingAsync(message, decision.Way, decision.Address!, digest, _options.Real(SendingFor), _clock.GetCurrentInstant(), stop))
        {
            return;
        }

        var channel = ChannelNames.Of(decision.Way);
        SendOutcome? outcome;
        using (var span = MessageMeter.Sending(message, channel))
        {
            try
            {
                outcome = sms is not null
                    ? await _sms.SendAsync(sms with { Validity = message.NotAfter - _clock.GetCurrentInstant() }, stop)
                    : await _email.SendAsync(email!, stop);
                MessageMeter.Answered(span, channel, outcome);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                outcome = null;
            }
        }

        if (outcome is not null)
        {
            outcome = await _desk.HeardAsync(decision.Way, passage, outcome, message.ProviderCode);
        }

        await RecordAsync(message, outcome);
    }

    /// <summary>What is known is written down even while the program stops.</summary>
    private async Task RecordAsync(Message message, SendOutcome? outcome)
    {
        Counted? counted = null;
        await _ledger.ChangeAsync(message.Id, async (db, held) =>
        {
            var now = _clock.GetCurrentInstant();
            if (outcome is null && held.IsBeingSentBy(message.LeaseToken!.Value))
            {
                held.PutBackUntried(now, "the program stopped before it went out", null, now);
                return true;
            }

            // a receipt may have come before the answer, and then it is known better
            var takenAfterAll = outcome is { Result: SendResult.Accepted } && held.MayHaveReached;
            if (outcome is null || !takenAfterAll && !held.IsBeingSentBy(message.LeaseToken!.Value))
            {
                return false;
            }

            await _outcomes.RecordAsync(db, held, outcome, now, CancellationToken.None);
            counted = new Counted(held, outcome.Result);
            return true;
        }, CancellationToken.None);
        counted?.Report();
        if (outcome?.Result == SendResult.Accepted)
        {
            MessageMeter.Took((_clock.GetCurrentInstant() - message.DueAt) / _options.ClockSpeed, counted?.Channel ?? "none");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be handled; it is left to its lease")]
    private partial void LogFailed(Exception failure, Guid messageId);
}
