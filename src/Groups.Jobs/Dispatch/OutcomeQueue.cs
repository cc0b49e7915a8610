using System.Threading.Channels;
using Groups.Domain.Messaging;
using Groups.Jobs.Channels;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Jobs;

/// <summary>
/// Writes down what became of messages in hand, as many at a time as came together: what the provider took in one statement, everything else one by
/// one. What is known is written down even while the program stops.
/// </summary>
internal sealed partial class OutcomeQueue(ILedger ledger, OutcomeRecorder outcomes, Hands hands, JobsOptions options, IClock clock, ILogger<DispatchMessages> log)
{
    private const int MostTogether = 250;
    private const int ApartAtOnce = 4;

    private readonly Channel<Done> _done = Channel.CreateUnbounded<Done>(new() { SingleReader = true });

    /// <summary>A message was tried; no outcome: it surely did not go out.</summary>
    public void Add(ReadyMessage ready, SendOutcome? outcome) => _done.Writer.TryWrite(new Done(ready.Held, ready.Departure, outcome));

    /// <summary>These have not been tried: another worker may take them at once.</summary>
    public void PutBack(IEnumerable<HeldMessage> held)
    {
        foreach (var message in held)
        {
            _done.Writer.TryWrite(new Done(message, null, null));
        }
    }

    /// <summary>These are no longer ours.</summary>
    public void Drop(int messages)
    {
        if (messages > 0)
        {
            hands.Leave(messages);
        }
    }

    /// <summary>Nothing more comes.</summary>
    public void Complete() => _done.Writer.TryComplete();

    /// <summary>Writes until nothing more comes.</summary>
    public async Task RunAsync()
    {
        var together = new List<Done>(MostTogether);
        while (await _done.Reader.WaitToReadAsync())
        {
            while (together.Count < MostTogether && _done.Reader.TryRead(out var next))
            {
                together.Add(next);
            }

            try
            {
                await RecordAsync(together);
            }
            catch (Exception failure)
            {
                LogLost(failure, together.Count);
            }

            hands.Leave(together.Count);
            together.Clear();
        }
    }

    private async Task RecordAsync(List<Done> together)
    {
        var now = clock.GetCurrentInstant();
        await TogetherAsync([.. together.Where(d => d.IsYes)], taken => AcceptAsync(taken, now));
        await TogetherAsync([.. together.Where(d => d.Outcome is null).Select(d => d.PutBack(now))], settled => ledger.SettleAsync(settled));
        await Parallel.ForEachAsync(
            together.Where(d => d.Outcome is not null && !d.IsYes), new ParallelOptions { MaxDegreeOfParallelism = ApartAtOnce },
            async (done, _) => await ApartAsync(done));
    }

    private async Task AcceptAsync(Done[] taken, Instant now)
    {
        await ledger.AcceptAsync([.. taken.Select(d => new Taken(d.Held.Message, d.Outcome!.ProviderId, d.Outcome.Parts))], now);
        foreach (var done in taken)
        {
            var channel = ChannelNames.Of(done.Departure!.Way);
            MessageMeter.Came(MessageState.Accepted, nameof(SendResult.Accepted), channel, done.Held.Message.Kind);
            MessageMeter.Took((now - done.Held.Message.DueAt) / options.ClockSpeed, channel);
        }
    }

    /// <summary>Writes many at once; where that fails, each alone, so that one bad row never takes others with it.</summary>
    private async Task TogetherAsync<T>(T[] rows, Func<T[], Task> write)
    {
        try
        {
            if (rows.Length > 0)
            {
                await write(rows);
            }
        }
        catch (Exception failure) when (rows.Length > 1)
        {
            LogApart(failure, rows.Length);
            foreach (var row in rows)
            {
                await TogetherAsync([row], write);
            }
        }
        catch (Exception failure)
        {
            LogLost(failure, rows.Length);
        }
    }

    private async Task ApartAsync(Done done)
    {
        var (message, outcome) = (done.Held.Message, done.Outcome!);
        Counted? counted = null;
        try
        {
            await ledger.ChangeAsync(
                message.Id,
                async (db, held) =>
                {
                    if (!held.IsBeingSentBy(message.LeaseToken!.Value))
                    {
                        return false;
                    }

                    await outcomes.RecordAsync(db, held, outcome, clock.GetCurrentInstant(), CancellationToken.None);
                    counted = new Counted(held, outcome.Result);
                    return true;
                },
                CancellationToken.None);
            counted?.Report();
        }
        catch (Exception failure)
        {
            LogLost(failure, 1);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Messages} outcomes could not be written together; each is written apart")]
    private partial void LogApart(Exception failure, int messages);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outcome of {Messages} messages could not be written; they are left to their lease")]
    private partial void LogLost(Exception failure, int messages);

    private sealed record Done(HeldMessage Held, Departure? Departure, SendOutcome? Outcome)
    {
        public bool IsYes => Outcome is { Result: SendResult.Accepted };

        public Settled PutBack(Instant now)
        {
            var token = Held.Message.LeaseToken!.Value;
            Held.Message.PutBack(Held.Message.DueAt, Departure is null ? null : "the program stopped before it went out", now);
            return new Settled(Held.Message, token, Departure is null ? MessageState.Claimed : MessageState.Sending);
        }

        public override string ToString() => Held.ToString();
    }
}
