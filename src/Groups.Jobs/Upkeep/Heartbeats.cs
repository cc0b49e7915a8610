using System.Collections.Concurrent;
using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Upkeep;

/// <summary>Writes when a job last finished well, so that a dead scheduler is seen.</summary>
public sealed class Heartbeats(IDbContextFactory<GroupsDb> databases, JobsOptions options, IClock clock)
{
    /// <summary>A job that beats more often than this is written down only this often.</summary>
    public static readonly Duration AtMostEvery = Duration.FromSeconds(20);

    private readonly ConcurrentDictionary<string, Instant> _last = new(StringComparer.Ordinal);

    /// <summary>The job finished well.</summary>
    public async Task BeatAsync(string job, CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        if (_last.TryGetValue(job, out var last) && now >= last && now - last < options.Real(AtMostEvery))
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync(stop);
        if (await db.Heartbeats.Where(h => h.Name == job).ExecuteUpdateAsync(set => set.SetProperty(h => h.At, now), stop) == 0)
        {
            db.Heartbeats.Add(new Heartbeat(job, now));
            try
            {
                await db.SaveChangesAsync(stop);
            }
            catch (DbUpdateException) when (!stop.IsCancellationRequested)
            {
                // another worker wrote the first beat at the same moment
            }
        }

        _last[job] = now;
    }
}
