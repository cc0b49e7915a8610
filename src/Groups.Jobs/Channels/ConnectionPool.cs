using System.Collections.Concurrent;
using System.Diagnostics;

namespace Groups.Jobs.Channels;

/// <summary>At most so many connections at once, each used by one sending at a time and kept for the next.</summary>
internal sealed class ConnectionPool<T>(int size, Func<T> open) : IDisposable where T : class, IDisposable
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _places = new(size);
    private readonly ConcurrentStack<(T Connection, long Since)> _idle = new();

    /// <summary>Waits for a place; the connection may have been used before.</summary>
    public async Task<(T Connection, bool Used)> RentAsync(CancellationToken stop)
    {
        await _places.WaitAsync(stop);
        while (_idle.TryPop(out var kept))
        {
            if (Stopwatch.GetElapsedTime(kept.Since) < LongestIdle)
                return (kept.Connection, true);
            kept.Connection.Dispose();
        }
        return (open(), false);
    }

    /// <summary>A new connection in the place of a broken one.</summary>
    public T Replace(T broken)
    {
        broken.Dispose();
        return open();
    }

    public void Return(T connection, bool keep)
    {
        if (keep)
            _idle.Push((connection, Stopwatch.GetTimestamp()));
        else
            connection.Dispose();
        _places.Release();
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var kept))
            kept.Connection.Dispose();
        _places.Dispose();
    }
}
