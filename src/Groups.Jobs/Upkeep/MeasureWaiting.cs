using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Upkeep;

/// <summary>Tells whoever measures how many messages are due and which channels are paused.</summary>
public sealed class MeasureWaiting(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Counts now.</summary>
    public async Task RunAsync(CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        await using var db = await databases.CreateDbContextAsync(stop);
        MessageMeter.Wait(await db.Messages.CountAsync(
            m => (m.State == MessageState.Planned || m.State == MessageState.Claimed || m.State == MessageState.Sending) && m.DueAt <= now, stop));
        foreach (var channel in await db.ChannelHealth.AsNoTracking().ToListAsync(stop))
        {
            MessageMeter.IsPaused(channel.Name, channel.IsBroken);
        }
    }
}
