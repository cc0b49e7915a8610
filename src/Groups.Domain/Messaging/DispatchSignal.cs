namespace Groups.Domain.Messaging;

/// <summary>Wakes the dispatcher of this process when something was planned that is due at once, so that it need not wait for its tick.</summary>
public sealed class DispatchSignal : IDisposable
{
    private readonly SemaphoreSlim _woken = new(0, 1);

    /// <summary>Wakes the waiter, or the next one to wait. Many wakes before that are one.</summary>
    public void Wake()
    {
        try
        {
            _woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // already woken
        }
    }

    /// <summary>Waits until woken or the time is up.</summary>
    /// <returns>Whether it was woken.</returns>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken stop) => _woken.WaitAsync(atMost, stop);

    /// <inheritdoc/>
    public void Dispose() => _woken.Dispose();
}
