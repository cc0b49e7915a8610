using System.Collections.Immutable;
using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Live;
using Microsoft.AspNetCore.SignalR;

namespace Groups.Web.Hubs;

/// <summary>
/// Which connections follow which register. A viewer's register is read once for all of their connections after each change, and
/// changes that come while it is read are one more read. A viewer who lost access is told so once and follows no more.
/// </summary>
public sealed partial class RegisterWatches(LiveFeed feed, ReadRegister read, IHubContext<RegisterHub, IRegisterClient> hub, ILogger<RegisterWatches> log)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid Session, Viewer Viewer), Watch> _watches = [];

    /// <summary>How many viewers of sessions are followed; for tests and measures.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _watches.Count;
            }
        }
    }

    internal void Add(string connection, Viewer viewer, Guid sessionId)
    {
        lock (_gate)
        {
            if (!_watches.TryGetValue((sessionId, viewer), out var watch))
            {
                watch = new Watch(sessionId, viewer);
                watch.Subscription = feed.Subscribe(sessionId, change => Changed(watch, change));
                _watches[(sessionId, viewer)] = watch;
            }

            watch.Connections = watch.Connections.Add(connection);
        }
    }

    internal void Remove(string connection, Guid sessionId) => RemoveWhere(connection, watch => watch.SessionId == sessionId);

    internal void RemoveAll(string connection) => RemoveWhere(connection, _ => true);

    private void RemoveWhere(string connection, Func<Watch, bool> which)
    {
        lock (_gate)
        {
            foreach (var watch in _watches.Values.Where(w => which(w) && w.Connections.Contains(connection)).ToList())
            {
                watch.Connections = watch.Connections.Remove(connection);
                if (watch.Connections.IsEmpty)
                {
                    End(watch);
                }
            }
        }
    }

    private void End(Watch watch)
    {
        watch.Subscription?.Dispose();
        _watches.Remove((watch.SessionId, watch.Viewer));
    }

    private void Changed(Watch watch, SessionChange change)
    {
        if (change.Kind != SessionChangeKind.Messages && Interlocked.Increment(ref watch.Pending) == 1)
        {
            _ = Task.Run(() => PushAsync(watch));
        }
    }

    private async Task PushAsync(Watch watch)
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref watch.Pending);
            try
            {
                await PushOnceAsync(watch);
            }
            catch (Exception problem)
            {
                // A screen that was not told shows what it had; the next change tells it again.
                NotTold(log, problem);
            }
        }
        while (Interlocked.Add(ref watch.Pending, -seen) > 0);
    }

    private async Task PushOnceAsync(Watch watch)
    {
        var view = await read.FindAsync(watch.Viewer, watch.SessionId);
        var clients = hub.Clients.Clients(watch.Connections);
        if (view is not null)
        {
            await clients.Register(view);
            return;
        }

        lock (_gate)
        {
            End(watch);
        }

        await clients.Closed(watch.SessionId);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A register could not be pushed.")]
    private static partial void NotTold(ILogger log, Exception problem);

    private sealed class Watch(Guid sessionId, Viewer viewer)
    {
        public int Pending;

        public Guid SessionId { get; } = sessionId;

        public Viewer Viewer { get; } = viewer;

        public ImmutableHashSet<string> Connections { get; set; } = [];

        public IDisposable? Subscription { get; set; }
    }
}
