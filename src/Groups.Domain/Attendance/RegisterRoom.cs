using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>The open register of one session. One reading at a time; what is asked for while one is under way is one more.</summary>
internal sealed partial class RegisterRoom(Guid sessionId, IDbContextFactory<GroupsDb> databases, IClock clock, ILogger log, CancellationToken ended)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly HashSet<RegisterFollower> _followers = [];
    private Dictionary<RegisterAccess, RegisterView> _shown = [];
    private TaskCompletionSource? _next;
    private bool _nextIsAll;
    private bool _isReading;
    private RegisterList? _list;
    private Guid? _groupId;

    public Guid SessionId => sessionId;

    public IDisposable? Subscription { get; set; }

    /// <summary>Whether the session may be one of this group's: before the first reading nobody knows.</summary>
    public bool MayBeOf(Guid groupId)
    {
        lock (_gate)
        {
            return _groupId is null || _groupId == groupId;
        }
    }

    public void Add(RegisterFollower follower)
    {
        lock (_gate)
        {
            _followers.Add(follower);
        }
    }

    /// <returns>Whether the last one left just now.</returns>
    public bool Remove(RegisterFollower follower)
    {
        lock (_gate)
        {
            return _followers.Remove(follower) && _followers.Count == 0;
        }
    }

    /// <summary>Asks for a reading; it begins after this call, and the task ends once everybody was told.</summary>
    /// <param name="all">Read the list as well: people, answers, who came before. Otherwise only facts and the session.</param>
    public Task ReadAsync(bool all)
    {
        lock (_gate)
        {
            _nextIsAll |= all;
            _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_isReading)
            {
                _isReading = true;
                _ = Task.Run(ReadWhileAskedAsync, CancellationToken.None);
            }

            return _next.Task;
        }
    }

    private async Task ReadWhileAskedAsync()
    {
        while (Next() is var (asked, all, followers))
        {
            try
            {
                await ReadOnceAsync(all, followers);
                asked.SetResult();
            }
            catch (Exception problem)
            {
                // Screens show what they had and are told once it can be read again; who waits to come in is told now.
                asked.SetException(problem);
                _ = asked.Task.Exception;
                if (!ended.IsCancellationRequested)
                {
                    NotRead(log, problem);
                    await Task.Delay(PauseAfterFailure, ended).ContinueWith(_ => ReadAsync(all: true), TaskScheduler.Default);
                }
            }
        }
    }

    private (TaskCompletionSource Asked, bool All, RegisterFollower[] Followers)? Next()
    {
        lock (_gate)
        {
            if (_next is not { } asked)
            {
                _isReading = false;
                return null;
            }

            var all = _nextIsAll;
            (_next, _nextIsAll) = (null, false);
            if (_followers.Count == 0 || ended.IsCancellationRequested)
            {
                asked.SetResult();
                _isReading = false;
                return null;
            }

            return (asked, all, [.. _followers]);
        }
    }

    private async Task ReadOnceAsync(bool all, RegisterFollower[] followers)
    {
        await using var db = await databases.CreateDbContextAsync(ended);
        var now = clock.GetCurrentInstant();
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId, ended);
        if (session is null)
        {
            Array.ForEach(followers, f => f.Close(log));
            return;
        }

        lock (_gate)
        {
            _groupId = session.GroupId;
        }

        var access = await RegisterAccess.FindAllAsync(db, [.. followers.Select(f => f.Viewer).Distinct()], session, now, ended);
        var register = await db.RegisterOfAsync(sessionId, ended);
        var list = all || _list is null ? await RegisterList.ReadAsync(db, session, ended) : _list;
        _list = list;
        Tell(followers, access, new RegisterReading(session, register, list), now);
    }

    private void Tell(RegisterFollower[] followers, IReadOnlyDictionary<Viewer, RegisterAccess> access, RegisterReading reading, Instant now)
    {
        var cuts = new Dictionary<RegisterAccess, Cut>();
        foreach (var follower in followers)
        {
            if (access.GetValueOrDefault(follower.Viewer) is not { Opens: true } own)
            {
                follower.Close(log);
                continue;
            }

            if (!cuts.TryGetValue(own, out var cut))
            {
                cuts[own] = cut = Cut.Of(_shown.GetValueOrDefault(own), reading.ViewFor(own, now));
            }

            follower.Tell(own, cut, log);
        }

        _shown = cuts.ToDictionary(c => c.Key, c => c.Value.View);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An open register could not be read; it is tried again.")]
    private static partial void NotRead(ILogger log, Exception problem);

    /// <summary>What those see who may see the same.</summary>
    internal sealed record Cut(RegisterView View, RegisterChange? Change, bool IsNews)
    {
        public static Cut Of(RegisterView? before, RegisterView now) =>
            before is null ? new Cut(now, null, true)
            : before.SaysTheSameAs(now) ? new Cut(before, null, false)
            : new Cut(now, RegisterChange.Between(before, now), true);
    }
}
