using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Jobs.Calls;
using Groups.Jobs.Channels;
using Groups.Jobs.Upkeep;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Jobs;

/// <summary>
/// Sends what is due: claim, gate, write ahead, call the provider with no transaction open, record. One message that goes wrong never stops the others,
/// and any number of these may run at once, here and on other machines.
/// </summary>
public sealed partial class DispatchMessages : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Tail = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _one = new(1);
    private readonly IDbContextFactory<GroupsDb> _databases;
    private readonly ILedger _ledger;
    private readonly MessageComposer _composer;
    private readonly ISmsTransport _sms;
    private readonly IEmailTransport _email;
    private readonly ChannelDesk _desk;
    private readonly OutcomeRecorder _outcomes;
    private readonly PlaceCall _calls;
    private readonly Heartbeats _heartbeats;
    private readonly JobsOptions _options;
    private readonly IClock _clock;
    private readonly ILogger<DispatchMessages> _log;

    internal DispatchMessages(
        IDbContextFactory<GroupsDb> databases, ILedger ledger, MessageComposer composer, ISmsTransport sms, IEmailTransport email,
        ChannelDesk desk, OutcomeRecorder outcomes, PlaceCall calls, Heartbeats heartbeats, JobsOptions options, IClock clock, ILogger<DispatchMessages> log) =>
        (_databases, _ledger, _composer, _sms, _email, _desk, _outcomes, _calls, _heartbeats, _options, _clock, _log) =
        (databases, ledger, composer, sms, email, desk, outcomes, calls, heartbeats, options, clock, log);

    /// <summary>Works until nothing is due. One run at a time in a process; another waits for its turn.</summary>
    /// <returns>How many messages were in hand.</returns>
    public async Task<int> RunAsync(CancellationToken stop = default)
    {
        await _one.WaitAsync(stop);
        try
        {
            await _ledger.ExpireAsync(_clock.GetCurrentInstant(), stop);
            return await WorkAsync(stop);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<int> WorkAsync(CancellationToken stop)
    {
        var hands = new Hands();
        var outcomes = new OutcomeQueue(_ledger, _outcomes, hands, _options, _clock, _log);
        using var texts = Lane(_options.TextsAtOnce, (held, until) => ReadyAsync(held, ContactWay.Text, until), outcomes);
        using var emails = Lane(_options.EmailsAtOnce, (held, until) => ReadyAsync(held, ContactWay.Email, until), outcomes);
        var calls = new CallLane(PlaceAsync, outcomes);
        var sending = Task.WhenAll(
            Task.Run(() => texts.RunAsync(stop), CancellationToken.None), Task.Run(() => emails.RunAsync(stop), CancellationToken.None),
            Task.Run(() => calls.RunAsync(stop), CancellationToken.None));
        var recording = Task.Run(outcomes.RunAsync, CancellationToken.None);
        try
        {
            return await ClaimAllAsync(
                hands,
                (held, way) => (way switch { ContactWay.Email => emails.Add, ContactWay.Call => calls.Add, _ => (Action<HeldMessage>)texts.Add })(held),
                stop);
        }
        finally
        {
            texts.Complete();
            emails.Complete();
            calls.Complete();
            await sending;
            outcomes.Complete();
            await recording;
        }
    }

    private DispatchLane Lane(
        int places, Func<IReadOnlyList<HeldMessage>, CancellationToken, Task<IReadOnlyList<ReadyMessage>>> ready, OutcomeQueue outcomes) =>
        new(places, ready, _desk, _ledger, outcomes, _options, _clock, _log);

    /// <summary>Keeps a claim or two in hand: the next is decided while the last is being sent, and a slow channel does not hold up the other for long.</summary>
    private async Task<int> ClaimAllAsync(Hands hands, Action<HeldMessage, ContactWay> give, CancellationToken stop)
    {
        var handled = 0;
        while (!stop.IsCancellationRequested)
        {
            var claim = hands.Count <= _options.MostInHand ? await _ledger.ClaimDueAsync(
                _options.Batch, _options.Real(_options.ClaimedFor), _clock.GetCurrentInstant(), stop) : Claim.Nothing;
            if (claim.Messages.Count > 0)
            {
                handled += claim.Messages.Count;
                hands.Take(claim.Messages.Count);
                hands.Leave(claim.Messages.Count - await ShareOutAsync(claim.Messages, give, stop));
                await hands.UntilAsync(_options.Batch, Patience, stop);
            }
            else if (claim.Looked == 0)
            {
                if (hands.Count == 0)
                {
                    break;
                }

                await hands.UntilAsync(hands.Count / 2, Tail, stop);
            }

            await _heartbeats.BeatAsync(Schedule.Dispatch, stop);
        }

        return handled;
    }

    /// <returns>How many were given to a lane.</returns>
    private async Task<int> ShareOutAsync(IReadOnlyList<Message> claimed, Action<HeldMessage, ContactWay> give, CancellationToken stop)
    {
        DispatchBatch batch;
        try
        {
            batch = await DispatchBatch.ReadAsync(_databases, claimed, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await PutBackAsync(claimed);
            return 0;
        }
        catch (Exception failure) when (claimed.Count > 1)
        {
            LogApart(failure, claimed.Count);
            var shared = 0;
            foreach (var message in claimed)
            {
                shared += await ShareOutAsync([message], give, stop);
            }

            return shared;
        }
        catch (Exception failure)
        {
            LogFailed(failure, claimed[0].Id);
            return 0;
        }

        var going = await DecideAsync([.. claimed.Select(m => new HeldMessage(m, batch))]);
        going.ForEach(g => give(g.Held, g.Decision.Way));
        return going.Count;
    }

    /// <summary>Messages that may go as they are, only not by this worker or not by this way: whoever claims them next decides anew.</summary>
    private Task<int> PutBackAsync(IEnumerable<Message> claimed)
    {
        var now = _clock.GetCurrentInstant();
        return _ledger.SettleAsync([.. claimed.Select(m => Settle(m, Decision.Wait(m.DueAt, null), now))], CancellationToken.None);
    }

    /// <summary>Decides, and settles at once what is not to be sent now.</summary>
    private async Task<List<(HeldMessage Held, Decision Decision)>> DecideAsync(IReadOnlyList<HeldMessage> held)
    {
        var now = _clock.GetCurrentInstant();
        var send = new List<(HeldMessage, Decision)>(held.Count);
        var settle = new List<Settled>();
        foreach (var one in held)
        {
            try
            {
                var decision = one.Batch.Decide(one.Message, now);
                if (decision.Kind == DecisionKind.Send || IsCall(one, decision))
                {
                    send.Add((one, decision));
                }
                else if (decision.Kind is DecisionKind.Wait or DecisionKind.End)
                {
                    settle.Add(Settle(one.Message, decision, now));
                }
            }
            catch (Exception failure)
            {
                LogFailed(failure, one.Message.Id);
            }
        }

        await _ledger.SettleAsync(settle, CancellationToken.None);
        return send;
    }

    /// <summary>What would go to the call list is called by the program, where it can.</summary>
    private bool IsCall(HeldMessage held, Decision decision) =>
        decision is { Kind: DecisionKind.End, Way: ContactWay.Call, Address: not null } && _calls.Takes(held.Message, held.Batch.PersonOf(held.Message));

    /// <summary>Calls a message out, if that is still to be done.</summary>
    private async Task PlaceAsync(HeldMessage held, CancellationToken stop)
    {
        try
        {
            foreach (var (fresh, decision) in await DecideAsync(await FreshAsync([held], stop)))
            {
                if (decision.Way == ContactWay.Call)
                {
                    await _calls.RunAsync(fresh.Message, fresh.Batch.PersonOf(fresh.Message), decision.Address!, stop);
                }
                else
                {
                    await PutBackAsync([fresh.Message]);
                }
            }
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogFailed(failure, held.Message.Id);
        }
    }

    internal static Settled Settle(Message message, Decision decision, Instant now)
    {
        var token = message.LeaseToken!.Value;
        if (decision.Kind == DecisionKind.Wait && decision.Until < message.NotAfter)
        {
            message.PutBack(decision.Until, decision.Reason, now);
        }
        else if (decision.Kind == DecisionKind.Wait || decision.EndAs == MessageState.Expired)
        {
            message.NotReached(MessageState.Expired, decision.Reason!, null, now);
        }
        else
        {
            message.Fail(decision.EndAs, decision.Reason!, null, now);
        }

        return new Settled(message, token, MessageState.Claimed);
    }

    /// <summary>Decides once more with what is true now, and finds the words. Messages that are to go another way by now are claimed anew.</summary>
    private async Task<IReadOnlyList<ReadyMessage>> ReadyAsync(
        IReadOnlyList<HeldMessage> held, ContactWay way, CancellationToken stop)
    {
        var fresh = await FreshAsync(held, stop);
        var decided = await DecideAsync(fresh);
        await PutBackAsync(decided.Where(d => d.Decision.Way != way).Select(d => d.Held.Message));
        var now = _clock.GetCurrentInstant();
        var going = decided.FindAll(d => d.Decision.Way == way);
        return way == ContactWay.Email
            ? await _composer.EmailsAsync(going, (email, until) => _email.SendAsync(email, until), now, LogFailed, stop)
            : _composer.Texts(
                going, (message, sms, until) => _sms.SendAsync(sms with { Validity = message.NotAfter - _clock.GetCurrentInstant() }, until), now, LogFailed);
    }

    private async Task<IReadOnlyList<HeldMessage>> FreshAsync(IReadOnlyList<HeldMessage> held, CancellationToken stop)
    {
        var now = _clock.GetCurrentInstant();
        var ours = held.Where(h => h.Message.LeaseUntil > now).ToList();
        var stale = ours.FindAll(h => h.Batch.IsStale);
        if (stale.Count == 0)
        {
            return ours;
        }

        var batch = await DispatchBatch.ReadAsync(_databases, stale.ConvertAll(h => h.Message), stop);
        return ours.ConvertAll(h => h.Batch.IsStale ? h with { Batch = batch } : h);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What {Messages} messages need could not be read together; each is read apart")]
    private partial void LogApart(Exception failure, int messages);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be handled; it is left to its lease")]
    private partial void LogFailed(Exception failure, Guid messageId);
}
