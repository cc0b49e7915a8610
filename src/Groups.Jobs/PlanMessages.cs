using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Jobs;

/// <summary>
/// Brings the whole ledger in line with the plan: sessions that came within the horizon, and whatever else went past the actions. It first only reads,
/// many groups at a time; where the ledger already says what the plan wants, nothing more happens.
/// </summary>
public sealed partial class PlanMessages(IDbContextFactory<GroupsDb> databases, IClock clock, ILogger<PlanMessages> log)
{
    /// <summary>Groups that are compared together.</summary>
    private const int Compared = 250;

    /// <summary>Groups that are planned in one transaction: few enough that an action which waits for it does not notice.</summary>
    private const int Planned = 40;

    /// <summary>Connections a sweep uses where the database lets several write at once: one plans while the other waits for the server.</summary>
    private const int AtATime = 2;

    /// <summary>Plans for every group that has a session to come. One group that goes wrong never stops the others.</summary>
    public async Task RunAsync(CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var atATime = new ParallelOptions { MaxDegreeOfParallelism = db is SqliteGroupsDb ? 1 : AtATime, CancellationToken = stop };
        await Parallel.ForEachAsync((await ComingAsync(db, stop)).Chunk(Compared), atATime, async (groups, cancelled) =>
        {
            foreach (var differing in (await DifferingAsync(groups, cancelled)).Chunk(Planned))
            {
                await PlanAsync(differing, cancelled);
            }
        });
    }

    private Task<List<Guid>> ComingAsync(GroupsDb db, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var until = now + MessagePlan.Horizon;
        return db.Sessions.Where(s => s.StartsAt > now && (s.StartsAt <= until || s.MovedFrom <= until))
            .Select(s => s.GroupId).Distinct().OrderBy(id => id).ToListAsync(stop);
    }

    private async Task<IReadOnlyList<Guid>> DifferingAsync(Guid[] groups, CancellationToken stop)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(stop);
            return await Replan.DifferingAsync(db, groups, clock.GetCurrentInstant(), stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogApart(failure, groups.Length);
            return groups;
        }
    }

    private async Task PlanAsync(Guid[] groups, CancellationToken stop)
    {
        try
        {
            await databases.WriteAsync(db => Replan.GroupsAsync(db, groups, clock.GetCurrentInstant(), stop), stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && groups.Length > 1)
        {
            LogApart(failure, groups.Length);
            foreach (var group in groups)
            {
                await PlanAsync([group], stop);
            }
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogFailed(failure, groups[0]);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Groups} groups could not be planned together; each is planned apart")]
    private partial void LogApart(Exception failure, int groups);

    [LoggerMessage(Level = LogLevel.Error, Message = "Messages of group {GroupId} could not be planned; the next sweep tries again")]
    private partial void LogFailed(Exception failure, Guid groupId);
}
