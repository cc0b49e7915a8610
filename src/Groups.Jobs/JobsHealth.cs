using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs;

/// <summary>Whether messages are being worked on, wherever the workers run: for <c>/health/ready</c> and the staff home page.</summary>
public sealed class JobsHealth(IDbContextFactory<GroupsDb> databases, JobsOptions options, IClock clock)
{
    /// <summary>A dispatcher that was not heard of for this long is taken for dead.</summary>
    public static readonly Duration Silence = Duration.FromMinutes(2);

    /// <summary>Looks now.</summary>
    public async Task<JobsState> LookAsync(CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        await using var db = await databases.CreateDbContextAsync(stop);
        var last = await db.Heartbeats.Where(h => h.Name == Schedule.Dispatch).Select(h => (Instant?)h.At).FirstOrDefaultAsync(stop);
        var trouble = await db.ChannelHealth.Where(h => h.Sentence != null).OrderBy(h => h.Name).Select(h => h.Sentence!).ToListAsync(stop);
        return new JobsState(last is not null && now - last < options.Real(Silence), last, trouble);
    }
}

/// <summary>How the jobs are.</summary>
/// <param name="IsAlive">The dispatcher was heard of in the last two minutes.</param>
/// <param name="LastBeat">When it was last heard of; null for never.</param>
/// <param name="Trouble">A sentence for staff about each channel that pauses.</param>
public sealed record JobsState(bool IsAlive, Instant? LastBeat, IReadOnlyList<string> Trouble);
