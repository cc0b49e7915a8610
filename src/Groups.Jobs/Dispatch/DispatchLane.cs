using System.Diagnostics;
using System.Threading.Channels;
using Groups.Domain.Messaging;
using Groups.Jobs.Channels;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Jobs;

/// <summary>
/// Sends what goes one way: so many at once, and no more is written ahead than has a place to be sent at once, so that a worker that dies leaves few
/// messages of which nobody knows. A slow answer holds one place, never the others.
/// </summary>
internal sealed partial class DispatchLane(
    int places, Func<IReadOnlyList<HeldMessage>, CancellationToken, Task<IReadOnlyList<ReadyMessage>>> compose, ChannelDesk desk, ILedger ledger, OutcomeQueue outcomes,
    JobsOptions options, IClock clock, ILogger<DispatchMessages> log) : IDisposable
{
    /// <summary>How long a freed place waits for company, so that many are written ahead in one statement.</summary>
    private static readonly TimeSpan Company = TimeSpan.FromMilliseconds(8);

    private readonly Channel<HeldMessage> _queue = Channel.CreateUnbounded<HeldMessage>(new() { SingleReader = true });
    private readonly SemaphoreSlim _places = new(places);

    public void Add(HeldMessage held) => _queue.Writer.TryWrite(held);

    /// <summary>Nothing more comes.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Sends until nothing more comes and everything has its outcome. Stopped, it puts back what has not been tried.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var left = new List<HeldMessage>();
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stop))
            {
                while (left.Count < places && _queue.Reader.TryRead(out var next))
                {
                    left.Add(next);
                }

                await SendAllAsync(left, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // what is left goes back below
        }

        while (_queue.Reader.TryRead(out var next))
        {
            left.Add(next);
        }

        outcomes.PutBack(left);
        for (var free = 0; free < places; free++)
        {
            await _places.WaitAsync(CancellationToken.None);
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task SendAllAsync(List<HeldMessage> held, CancellationToken stop)
    {
        IReadOnlyList<ReadyMessage> ready;
        try
        {
            ready = await compose(held, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogFailed(failure, held.Count);
            outcomes.Drop(held.Count);
            held.Clear();
            return;
        }

        outcomes.Drop(held.Count - ready.Count);
        held.Clear();
        held.AddRange(ready.Select(r => r.Held));
        for (var sent = 0; sent < ready.Count;)
        {
            var free = await PlacesAsync(ready.Count - sent, stop);
            var (seen, may) = await EnterAsync([.. ready.Skip(sent).Take(free)], stop);
            held.RemoveRange(0, seen);
            sent += seen;
            Release(free - may.Count);
            await BeginAsync(may, stop);
        }
    }

    /// <summary>Asks the channel's desk for each, up to the first that had to wait for its place in the pace; what may not go now waits in the ledger.</summary>
    private async Task<(int Seen, List<(ReadyMessage Ready, Passage Passage)> May)> EnterAsync(IReadOnlyList<ReadyMessage> some, CancellationToken stop)
    {
        var may = new List<(ReadyMessage, Passage)>(some.Count);
        var wait = new List<Settled>();
        var seen = 0;
        var since = Stopwatch.GetTimestamp();
        while (seen < some.Count && Stopwatch.GetElapsedTime(since) < Company)
        {
            var (message, ready) = (some[seen].Held.Message, some[seen]);
            seen++;
            try
            {
                var latest = Instant.Min(message.NotAfter, message.LeaseUntil!.Value - options.Real(options.SendingFor));
                var passage = await desk.EnterAsync(ready.Departure.Way, ready.Units, latest, stop);
                if (passage.WaitUntil is { } until)
                {
                    wait.Add(DispatchMessages.Settle(message, Decision.Wait(until, "the channel pauses"), clock.GetCurrentInstant()));
                }
                else
                {
                    may.Add((ready, passage));
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                outcomes.PutBack([ready.Held]);
                break;
            }
            catch (Exception failure)
            {
                LogLeft(failure, message.Id);
                outcomes.Drop(1);
            }
        }

        await ledger.SettleAsync(wait, CancellationToken.None);
        outcomes.Drop(wait.Count);
        return (seen, may);
    }

    /// <summary>Takes at least one place, and more where they come soon.</summary>
    private async Task<int> PlacesAsync(int wanted, CancellationToken stop)
    {
        await _places.WaitAsync(stop);
        var taken = 1;
        while (taken < wanted && await _places.WaitAsync(taken < Math.Min(wanted, places / 4) ? Company : TimeSpan.Zero, CancellationToken.None))
        {
            taken++;
        }

        return taken;
    }

    private async Task BeginAsync(List<(ReadyMessage Ready, Passage Passage)> some, CancellationToken stop)
    {
        IReadOnlySet<Guid> may;
        try
        {
            may = await ledger.BeginSendingAsync([.. some.Select(s => s.Ready.Departure)], options.Real(options.SendingFor), clock.GetCurrentInstant(), CancellationToken.None);
        }
        catch (Exception failure) when (some.Count > 1)
        {
            LogApart(failure, some.Count);
            foreach (var one in some)
            {
                await BeginAsync([one], stop);
            }

            return;
        }
        catch (Exception failure)
        {
            LogFailed(failure, some.Count);
            may = new HashSet<Guid>();
        }

        foreach (var (ready, passage) in some)
        {
            if (may.Contains(ready.Held.Message.Id))
            {
                _ = Task.Run(() => SendAsync(ready, passage, stop), CancellationToken.None);
            }
            else
            {
                // it changed, or its lease is over: whoever changed it knows better
                Release(1);
                outcomes.Drop(1);
            }
        }
    }

    private async Task SendAsync(ReadyMessage ready, Passage passage, CancellationToken stop)
    {
        var (message, channel) = (ready.Held.Message, ChannelNames.Of(ready.Departure.Way));
        try
        {
            SendOutcome outcome;
            using (var span = MessageMeter.Sending(message, channel))
            {
                outcome = await ready.Send(stop);
                MessageMeter.Answered(span, channel, outcome);
            }

            outcomes.Add(ready, await HeardAsync(ready, passage, outcome));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            outcomes.Add(ready, null);
        }
        catch (Exception failure)
        {
            LogLeft(failure, message.Id);
            outcomes.Drop(1);
        }
        finally
        {
            Release(1);
        }
    }

    /// <summary>An answer is recorded even where what it says about the channel cannot be.</summary>
    private async Task<SendOutcome> HeardAsync(ReadyMessage ready, Passage passage, SendOutcome outcome)
    {
        try
        {
            return await desk.HeardAsync(ready.Departure.Way, passage, outcome, ready.Held.Message.ProviderCode);
        }
        catch (Exception failure)
        {
            LogUnheard(failure, ready.Held.Message.Id);
            return outcome;
        }
    }

    private void Release(int free)
    {
        if (free > 0)
        {
            _places.Release(free);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the answer to message {MessageId} says about its channel could not be written")]
    private partial void LogUnheard(Exception failure, Guid messageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Messages} messages could not be written ahead together; each is tried apart")]
    private partial void LogApart(Exception failure, int messages);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Messages} messages could not be prepared; they are left to their lease")]
    private partial void LogFailed(Exception failure, int messages);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be handled; it is left to its lease")]
    private partial void LogLeft(Exception failure, Guid messageId);
}

/// <summary>A claimed message with what was read to decide about it.</summary>
internal sealed record HeldMessage(Message Message, DispatchBatch Batch)
{
    public override string ToString() => $"message {Message.Id}";
}

/// <summary>A message whose words are ready.</summary>
/// <param name="Held">The message.</param>
/// <param name="Departure">What is written ahead.</param>
/// <param name="Units">Parts of a text; 1 for anything else.</param>
/// <param name="Send">Hands it to the provider.</param>
internal sealed record ReadyMessage(HeldMessage Held, Departure Departure, int Units, Func<CancellationToken, Task<SendOutcome>> Send)
{
    public override string ToString() => $"message {Held.Message.Id}";
}
