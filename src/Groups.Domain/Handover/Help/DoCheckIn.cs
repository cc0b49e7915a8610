using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Help;

/// <summary>When a worker checks in with a group that runs itself.</summary>
public static class CheckIns
{
    /// <summary>The check-in that is due, in months after the group began to run itself; null while none is. A later one makes up for those before.</summary>
    /// <param name="since">Since when it runs itself.</param>
    /// <param name="done">The months that were done.</param>
    /// <param name="numbers">The settings.</param>
    /// <param name="now">This moment.</param>
    public static int? Due(Instant since, IEnumerable<int> done, HandoverNumbers numbers, Instant now)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var (began, today, last) = (Day(since), Day(now), done.DefaultIfEmpty(0).Max());
        return numbers.CheckInMonths.Where(m => m > last && began.PlusMonths(m) <= today).Select(m => (int?)m).LastOrDefault();
    }

    private static LocalDate Day(Instant at) => at.InZone(DateTimeZoneProviders.Tzdb["Europe/London"]).Date;
}

/// <summary>A worker checked in with a group that runs itself: a talk, of which only the day is kept.</summary>
public sealed class DoCheckIn(IDbContextFactory<GroupsDb> databases, HandoverNumbers numbers, IClock clock)
{
    /// <summary>Keeps that it was done; done twice changes nothing.</summary>
    /// <exception cref="NotFoundException">The group is missing, not the viewer's, or does not run itself, or it has no such check-in.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, int months, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a is { IsWorker: true, Stage: Stage.SelfRun } && numbers.CheckInMonths.Contains(months), stop);
        await db.LockPlanAsync(groupId, stop);
        var since = await db.Groups.Where(g => g.Id == groupId).Select(g => g.SelfRunSince).FirstAsync(stop) ?? throw new NotFoundException();
        if (!await db.CheckIns.AnyAsync(c => c.GroupId == groupId && c.SelfRunSince == since && c.Months == months, stop))
        {
            db.CheckIns.Add(new CheckIn(groupId, since, months, viewer.AccountId ?? throw new NotFoundException(), clock.GetCurrentInstant()));
        }
    }, stop);
}
