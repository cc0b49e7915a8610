using Groups.Domain.Data;
using Groups.Jobs.Channels;
using Groups.Jobs.Upkeep;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs;

/// <summary>Whether messages are being worked on, wherever the workers run: for <c>/health/ready</c> and the pages of staff.</summary>
public sealed class JobsHealth(IDbContextFactory<GroupsDb> databases, JobsOptions options, IClock clock, NightlyBackupPlan? backups = null)
{
    /// <summary>Looks now.</summary>
    public async Task<JobsState> LookAsync(CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        var lateBefore = now - options.Real(Heartbeat.BackupLate);
        await using var db = await databases.CreateDbContextAsync(stop);
        var last = await db.Heartbeats.Where(h => h.Name == Schedule.Dispatch).Select(h => (Instant?)h.At).FirstOrDefaultAsync(stop);
        var rows = await db.ChannelHealth.AsNoTracking().ToListAsync(stop);
        var channels = ChannelNames.All
            .Select(name => rows.Find(h => h.Name == name) is { } health ? Of(health, now) : new ChannelState(name, ChannelCondition.Working, null, null, null))
            .ToList();
        return new JobsState(
            last is not null && now - last < options.Real(Heartbeat.Silence), last, [.. channels.Where(c => c.Sentence is not null).Select(c => c.Sentence!)], channels)
        {
            BackupIsLate = backups is not null && !await db.Heartbeats.AnyAsync(h => h.Name == Heartbeat.Backup && h.At > lateBefore, stop),
        };
    }

    private static ChannelState Of(ChannelHealth health, Instant now) => health switch
    {
        { IsBroken: true } => new(health.Name, ChannelCondition.Paused, health.Sentence, health.At, health.PausedUntil),
        _ when health.IsPaused(now) => new(health.Name, ChannelCondition.Slowed, null, health.At, health.PausedUntil),
        _ => new(health.Name, ChannelCondition.Working, null, null, null),
    };
}

/// <summary>How the jobs are.</summary>
/// <param name="IsAlive">The dispatcher was heard of in the last two minutes.</param>
/// <param name="LastBeat">When it was last heard of; null for never.</param>
/// <param name="Trouble">A sentence for staff about each channel that pauses.</param>
/// <param name="Channels">Each channel: texts, emails, calls.</param>
public sealed record JobsState(bool IsAlive, Instant? LastBeat, IReadOnlyList<string> Trouble, IReadOnlyList<ChannelState> Channels)
{
    /// <summary>Nightly backups are asked for, and there is no good one of the last 26 hours.</summary>
    public bool BackupIsLate { get; init; }
}

/// <summary>How a channel is.</summary>
/// <param name="Name">"texts", "emails" or "calls".</param>
/// <param name="Condition">Working, slowed or paused.</param>
/// <param name="Sentence">What is wrong and what to do, for staff; null unless paused.</param>
/// <param name="Since">When that was last found; null while it works.</param>
/// <param name="NextTry">When it is tried next; null while it works.</param>
public sealed record ChannelState(string Name, ChannelCondition Condition, string? Sentence, Instant? Since, Instant? NextTry);

/// <summary>The conditions of a channel.</summary>
public enum ChannelCondition
{
    /// <summary>Messages go out.</summary>
    Working,

    /// <summary>The provider asked us to be slower; nobody need do anything.</summary>
    Slowed,

    /// <summary>Something is wrong; nothing goes out until it is put right.</summary>
    Paused,
}
