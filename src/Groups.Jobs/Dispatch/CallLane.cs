using System.Threading.Channels;

namespace Groups.Jobs;

/// <summary>Calls people out: a few at once, each with a write-ahead of its own, because a phone rings for one message at a time.</summary>
internal sealed class CallLane(Func<HeldMessage, CancellationToken, Task> place, OutcomeQueue outcomes)
{
    private const int AtOnce = 4;

    private readonly Channel<HeldMessage> _queue = Channel.CreateUnbounded<HeldMessage>();

    public void Add(HeldMessage held) => _queue.Writer.TryWrite(held);

    /// <summary>Nothing more comes.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Calls until nothing more comes. Stopped, it puts back what has not been tried.</summary>
    public Task RunAsync(CancellationToken stop) => Parallel.ForEachAsync(
        _queue.Reader.ReadAllAsync(CancellationToken.None), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (held, _) =>
        {
            if (stop.IsCancellationRequested)
            {
                outcomes.PutBack([held]);
                return;
            }

            try
            {
                await place(held, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // what was known is written; the rest is left to its lease
            }

            outcomes.Drop(1);
        });
}
