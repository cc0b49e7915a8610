using System.Diagnostics;
using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Groups.Web.Hosting;

/// <summary>
/// Joins processes on one PostgreSQL by LISTEN and NOTIFY: what another one changed is published here as if it had been changed here. After a lost
/// connection everyone who follows a session loads anew, for nobody knows what was said meanwhile.
/// </summary>
internal sealed partial class LiveBridge(
    GroupsSettings settings, IDbContextFactory<GroupsDb> databases, LiveFeed feed, DispatchSignal signal, LiveOutbox outbox, ILogger<LiveBridge> log)
    : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private const long Hears = 0;

    // Its own connection, never a pooled one; a server that went away without a word is found out within half a minute.
    private readonly string _connection = new NpgsqlConnectionStringBuilder(settings.Connection) { Pooling = false, KeepAlive = 15, ApplicationName = "groups live" }.ConnectionString;

    private long _deafSince = Stopwatch.GetTimestamp();

    /// <summary>For how long others have not been heard; zero while they are.</summary>
    public TimeSpan DeafFor => Volatile.Read(ref _deafSince) is var since and not Hears ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ListenAsync(stoppingToken), SayAsync(stoppingToken));

    private async Task ListenAsync(CancellationToken stop)
    {
        var pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(_connection);
                connection.Notification += (_, said) => Hear(said.Payload);
                await connection.OpenAsync(stop);
                await using (var listen = new NpgsqlCommand($"LISTEN {LiveNotice.Channel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(stop);
                }

                pause = FirstPause;
                feed.PublishAll();
                signal.Wake();
                Volatile.Write(ref _deafSince, Hears);
                while (true)
                {
                    await connection.WaitAsync(stop);
                }
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost)
            {
                if (Interlocked.CompareExchange(ref _deafSince, Stopwatch.GetTimestamp(), Hears) == Hears)
                {
                    LogLost(lost);
                }

                pause = await PauseAsync(pause, stop);
            }
        }
    }

    private void Hear(string payload)
    {
        if (!LiveNotice.TryRead(payload, out var notice) || notice.Node == outbox.Node)
        {
            return;
        }

        foreach (var change in notice.Changes)
        {
            feed.Publish(change);
        }

        if (notice.Wake)
        {
            signal.Wake();
        }
    }

    private async Task SayAsync(CancellationToken stop)
    {
        outbox.IsEmptied = true;
        var pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            var notice = new LiveNotice(outbox.Node, [], false);
            try
            {
                notice = await outbox.TakeAsync(stop);
                await SayAsync(notice, stop);
                notice = notice with { Changes = [], Wake = false };
                pause = FirstPause;
                await Task.Delay(Gathering, stop);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                outbox.Put(notice);
            }
            catch (Exception failure)
            {
                LogUnsaid(failure);
                outbox.Put(notice);
                pause = await PauseAsync(pause, stop);
            }
        }

        outbox.IsEmptied = false;
        using var soon = new CancellationTokenSource(LastWords);
        try
        {
            await SayAsync(outbox.Take(), soon.Token);
        }
        catch (Exception failure)
        {
            LogUnsaid(failure);
        }
    }

    private async Task SayAsync(LiveNotice notice, CancellationToken stop)
    {
        var payloads = notice.Write().ToArray();
        if (payloads.Length > 0)
        {
            await using var db = await databases.CreateDbContextAsync(stop);
            await db.Database.ExecuteSqlAsync($"SELECT pg_notify({LiveNotice.Channel}, said) FROM unnest({payloads}) AS said", stop);
        }
    }

    /// <summary>Waits about so long, so that many machines do not come back in the same moment.</summary>
    /// <returns>How long to wait the next time.</returns>
    private static async Task<TimeSpan> PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return pause * 2 < LongestPause ? pause * 2 : LongestPause;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The line to the other machines broke; it is tried again, and screens here load anew once it is back")]
    private partial void LogLost(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The other machines could not be told of changes; it is tried again")]
    private partial void LogUnsaid(Exception failure);
}
