using System.Collections.Concurrent;
using System.Data.Common;
using Groups.Domain.Accounts;
using Groups.Domain.Live;

namespace Groups.Web.Hosting.SignIn;

/// <summary>
/// The connections that stay open: of pages with live parts, and of the hub. When a sign-in ends, here or on another machine, its connections are closed;
/// whoever uses one is seen, so that somebody at a register is not taken for gone.
/// </summary>
internal sealed partial class OpenConnections : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<HttpContext, SignInMark> _open = new();
    private readonly ConcurrentDictionary<Guid, bool> _active = new();
    private readonly SignInSessions _sessions;
    private readonly ILogger<OpenConnections> _log;
    private readonly IDisposable _following;

    public OpenConnections(SignInSessions sessions, LiveFeed feed, ILogger<OpenConnections> log)
    {
        (_sessions, _log) = (sessions, log);
        _following = feed.SubscribeAll(change =>
        {
            if (change.Kind == SessionChangeKind.Account && _open.Values.Any(m => m.AccountId == change.SessionId))
            {
                _ = Task.Run(RecheckAsync);
            }
        });
    }

    /// <summary>How many are open.</summary>
    public int Count => _open.Count;

    /// <summary>Follows the connection of a request until it is over.</summary>
    public async Task FollowAsync(HttpContext http, RequestDelegate next)
    {
        if (ViewerClaims.MarkOf(http.User) is not { } mark)
        {
            await next(http);
            return;
        }

        _open[http] = mark;
        try
        {
            await next(http);
        }
        finally
        {
            _open.TryRemove(http, out _);
        }
    }

    /// <summary>Somebody does something on an open connection.</summary>
    public void Active(Guid sessionId) => _active[sessionId] = true;

    /// <summary>Closes the connections of all that do not last.</summary>
    public async Task RecheckAsync()
    {
        try
        {
            var active = _active.Keys.ToList();
            active.ForEach(id => _active.TryRemove(id, out _));
            var open = _open.ToArray();
            if (open.Length == 0 && active.Count == 0)
            {
                return;
            }

            var lasting = await _sessions.LastingAsync([.. open.Select(o => o.Value).Distinct()], active);
            foreach (var (http, _) in open.Where(o => !lasting.Contains(o.Value)))
            {
                http.Abort();
            }
        }
        catch (Exception unread) when (unread is DbException or InvalidOperationException { InnerException: DbException })
        {
            // It is tried again in a minute.
            Unread(_log, unread);
        }
    }

    public override void Dispose()
    {
        _following.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RecheckAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sign-ins of open connections could not be read.")]
    private static partial void Unread(ILogger log, Exception problem);
}
