namespace Groups.Domain.Live;

/// <summary>
/// Tells open screens in this process that something about a session changed, after it was committed. It carries no data: a screen
/// subscribes, loads, and loads again when called.
/// </summary>
public sealed class LiveFeed
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, List<Action<SessionChange>>> _bySession = [];
    private readonly List<Action<SessionChange>> _all = [];

    /// <summary>Calls back for every change of one session or group from now on, on the publisher's thread, until disposed.</summary>
    /// <param name="sessionId">The session, or the group.</param>
    /// <param name="changed">Must return at once and must not throw; a screen hands over to its own dispatcher.</param>
    public IDisposable Subscribe(Guid sessionId, Action<SessionChange> changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        lock (_gate)
        {
            if (!_bySession.TryGetValue(sessionId, out var subscribers))
            {
                _bySession[sessionId] = subscribers = [];
            }

            subscribers.Add(changed);
        }

        return new Subscription(() => Remove(sessionId, changed));
    }

    /// <summary>As <see cref="Subscribe"/>, for the changes of every session and group: home pages, bridges to other machines.</summary>
    public IDisposable SubscribeAll(Action<SessionChange> changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        lock (_gate)
        {
            _all.Add(changed);
        }

        return new Subscription(() =>
        {
            lock (_gate)
            {
                _all.Remove(changed);
            }
        });
    }

    /// <summary>Tells everyone who subscribed. Call it after the commit; subscribers run outside the lock.</summary>
    public void Publish(SessionChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Action<SessionChange>[] subscribers;
        lock (_gate)
        {
            subscribers = _bySession.TryGetValue(change.SessionId, out var ofSession) ? [.. ofSession, .. _all] : [.. _all];
        }

        foreach (var subscriber in subscribers)
        {
            subscriber(change);
        }
    }

    /// <summary>Nobody knows what changed meanwhile: tells everyone who follows a session of every kind, so that they load anew.</summary>
    public void PublishAll()
    {
        Guid[] sessions;
        lock (_gate)
        {
            sessions = [.. _bySession.Keys];
        }

        foreach (var session in sessions)
        {
            foreach (var kind in Enum.GetValues<SessionChangeKind>())
            {
                Publish(new SessionChange(session, kind));
            }
        }
    }

    private void Remove(Guid sessionId, Action<SessionChange> changed)
    {
        lock (_gate)
        {
            if (_bySession.TryGetValue(sessionId, out var subscribers) && subscribers.Remove(changed) && subscribers.Count == 0)
            {
                _bySession.Remove(sessionId);
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}

/// <summary>Something about a session or a group changed.</summary>
/// <param name="SessionId">The session; the group, where the kind is <see cref="SessionChangeKind.Group"/>.</param>
/// <param name="Kind">What sort of thing; what it is now must be read.</param>
public sealed record SessionChange(Guid SessionId, SessionChangeKind Kind);

/// <summary>What of a session changed.</summary>
public enum SessionChangeKind
{
    /// <summary>Who arrived or how many.</summary>
    Register,

    /// <summary>Answers and replies.</summary>
    Replies,

    /// <summary>Messages and what became of them.</summary>
    Messages,

    /// <summary>Its time, status, speaker or note.</summary>
    Session,

    /// <summary>Who belongs to a group, is called what, works with it or holds which duty. The id is the group's.</summary>
    Group,

    /// <summary>A sign-in of an account, or all of them, may have ended. The id is the account's.</summary>
    Account,
}
