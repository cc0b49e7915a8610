namespace Groups.Domain.Live;

/// <summary>
/// What this process tells others by PostgreSQL. A change of a session is told in the transaction that made it, for the process may die right after the
/// commit. Reports on messages and wakes come by the hundred and only save others a tick: they wait here for a moment and go as one, since a transaction
/// that notifies makes all others wait for its commit.
/// </summary>
public sealed class LiveOutbox : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _filled = new(0, 1);
    private HashSet<SessionChange> _waiting = [];
    private bool _wake;

    /// <summary>This process, by a number nobody else has.</summary>
    public Guid Node { get; } = Guid.NewGuid();

    /// <summary>Whether somebody takes what waits here; otherwise nothing waits and all is told in its transaction.</summary>
    public bool IsEmptied { get; set; }

    /// <summary>What must be told in the transaction itself; null for nothing.</summary>
    internal LiveNotice? Urgent(IReadOnlyList<SessionChange> changes, bool wake) =>
        !MayWait(changes) && (wake || changes.Count > 0) ? new LiveNotice(Node, changes, wake) : null;

    /// <summary>Keeps what was not told in its transaction.</summary>
    internal void Add(IReadOnlyList<SessionChange> changes, bool wake)
    {
        if (MayWait(changes) && (wake || changes.Count > 0))
        {
            Put(new LiveNotice(Node, changes, wake));
        }
    }

    /// <summary>Waits until there is something to tell, and takes it.</summary>
    public async Task<LiveNotice> TakeAsync(CancellationToken stop)
    {
        await _filled.WaitAsync(stop);
        return Take();
    }

    /// <summary>Takes what there is to tell now, perhaps nothing.</summary>
    public LiveNotice Take()
    {
        lock (_gate)
        {
            var taken = new LiveNotice(Node, [.. _waiting], _wake);
            (_waiting, _wake) = ([], false);
            return taken;
        }
    }

    /// <summary>Puts in what is to be told, such as what could not be told just now.</summary>
    public void Put(LiveNotice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        lock (_gate)
        {
            _waiting.UnionWith(notice.Changes);
            _wake |= notice.Wake;
            if (_filled.CurrentCount == 0)
            {
                _filled.Release();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _filled.Dispose();

    private bool MayWait(IReadOnlyList<SessionChange> changes) => IsEmptied && changes.All(c => c.Kind == SessionChangeKind.Messages);
}
