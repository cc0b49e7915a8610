namespace Groups.Jobs;

/// <summary>How many messages this worker has in hand.</summary>
internal sealed class Hands
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _fewer = NewSignal();
    private int _count;

    public int Count
    {
        get { lock (_gate) { return _count; } }
    }

    public void Take(int messages)
    {
        lock (_gate)
        {
            _count += messages;
        }
    }

    public void Leave(int messages)
    {
        TaskCompletionSource told;
        lock (_gate)
        {
            _count -= messages;
            (told, _fewer) = (_fewer, NewSignal());
        }

        told.SetResult();
    }

    /// <summary>Waits until at most so many are in hand, or the time is up.</summary>
    public async Task UntilAsync(int atMost, TimeSpan patience, CancellationToken stop)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(patience);
        while (!late.IsCancellationRequested)
        {
            Task fewer;
            lock (_gate)
            {
                if (_count <= atMost)
                {
                    return;
                }

                fewer = _fewer.Task;
            }

            await fewer.WaitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
