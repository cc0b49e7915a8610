using Groups.Domain.Data;
using Groups.Domain.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>
/// Registers as they change, for screens that stay open; one per process. However many follow a session, a change is read once, cut once for
/// all who may see the same, and the access of everybody who follows is looked up anew with it.
/// </summary>
public sealed class RegisterFeed : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, RegisterRoom> _rooms = [];
    private readonly IDbContextFactory<GroupsDb> _databases;
    private readonly IClock _clock;
    private readonly ILogger<RegisterFeed> _log;
    private readonly LiveFeed _live;
    private readonly IDisposable _groups;
    private readonly CancellationTokenSource _ended = new();

    /// <summary>Follows what <paramref name="live"/> says.</summary>
    public RegisterFeed(IDbContextFactory<GroupsDb> databases, LiveFeed live, IClock clock, ILogger<RegisterFeed> log)
    {
        ArgumentNullException.ThrowIfNull(live);
        (_databases, _live, _clock, _log) = (databases, live, clock, log);
        _groups = live.SubscribeAll(GroupChanged);
    }

    /// <summary>How many sessions are followed.</summary>
    public int Rooms
    {
        get
        {
            lock (_gate)
            {
                return _rooms.Count;
            }
        }
    }

    /// <summary>
    /// Follows a register until disposed. <paramref name="told"/> hears the whole view first, before this returns, and then every later one in order, none
    /// older than one before: the view, and what changed since the last one told; without a change the view differs in more than rows and counts. A null view says
    /// that the register is the viewer's no more, and nothing follows.
    /// </summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="told">
    /// Must return at once and hand over to its own queue: all who follow the session are told on one thread. It is never called twice at the same time. One
    /// that throws is told no more. The instances are shared among followers.
    /// </param>
    /// <param name="stop">Stops waiting for the first view.</param>
    /// <returns>Ends the following; null where there is nothing for the viewer, who is then told nothing.</returns>
    public async Task<IDisposable?> FollowAsync(Viewer viewer, Guid sessionId, Action<RegisterView?, RegisterChange?> told, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(told);
        ObjectDisposedException.ThrowIf(_ended.IsCancellationRequested, this);
        var follower = Enter(viewer, sessionId, told);
        try
        {
            await follower.Room.ReadAsync(all: true).WaitAsync(stop);
        }
        catch
        {
            follower.Dispose();
            throw;
        }

        return follower.WasIn ? follower : null;
    }

    /// <summary>
    /// Reads every followed register anew. Called every minute, it closes registers whose hours are over and heals what a lost notification left behind.
    /// </summary>
    public Task RecheckAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_rooms.Values.Select(room => room.ReadAsync(all: true)));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _groups.Dispose();
        _ended.Cancel();
        _ended.Dispose();
    }

    private RegisterFollower Enter(Viewer viewer, Guid sessionId, Action<RegisterView?, RegisterChange?> told)
    {
        lock (_gate)
        {
            if (!_rooms.TryGetValue(sessionId, out var room))
            {
                _rooms[sessionId] = room = new RegisterRoom(sessionId, _databases, _clock, _log, _ended.Token);
                room.Subscription = _live.Subscribe(sessionId, change => SessionChanged(room, change));
            }

            var follower = new RegisterFollower(viewer, told, room, Leave);
            room.Add(follower);
            return follower;
        }
    }

    private void Leave(RegisterFollower follower)
    {
        lock (_gate)
        {
            if (follower.Room.Remove(follower))
            {
                follower.Room.Subscription?.Dispose();
                _rooms.Remove(follower.Room.SessionId);
            }
        }
    }

    private void GroupChanged(SessionChange change)
    {
        if (change.Kind != SessionChangeKind.Group)
        {
            return;
        }

        lock (_gate)
        {
            foreach (var room in _rooms.Values.Where(r => r.MayBeOf(change.SessionId)))
            {
                _ = room.ReadAsync(all: true);
            }
        }
    }

    private static void SessionChanged(RegisterRoom room, SessionChange change)
    {
        if (change.Kind != SessionChangeKind.Messages)
        {
            _ = room.ReadAsync(all: change.Kind != SessionChangeKind.Register);
        }
    }
}
