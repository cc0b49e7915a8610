using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Jobs;

/// <summary>Brings the whole ledger in line with the plan: sessions that came within the horizon, and whatever else went past the actions.</summary>
public sealed partial class PlanMessages(IDbContextFactory<GroupsDb> databases, IClock clock, ILogger<PlanMessages> log)
{
    /// <summary>Plans for every group that has a session to come and somebody to tell. One group that goes wrong never stops the others.</summary>
    public async Task RunAsync(CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        var until = now + MessagePlan.Horizon;
        List<Guid> groups;
        await using (var db = await databases.CreateDbContextAsync(stop))
        {
            groups = await db.Sessions
                .Where(s => s.StartsAt > now && s.StartsAt <= until && db.Members.Any(m => m.GroupId == s.GroupId))
                .Select(s => s.GroupId).Distinct().ToListAsync(stop);
        }

        foreach (var group in groups)
        {
            try
            {
                await databases.WriteAsync(db => Replan.GroupAsync(db, group, clock.GetCurrentInstant(), stop), stop);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                LogFailed(failure, group);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Messages of group {GroupId} could not be planned; the next sweep tries again")]
    private partial void LogFailed(Exception failure, Guid groupId);
}
