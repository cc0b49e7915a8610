using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>Plans a series. Its sessions are written as rows up to 26 weeks ahead; <see cref="ExtendSeries"/> writes the rest in time.</summary>
public sealed class ScheduleSeries(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Plans the series and answers its id.</summary>
    /// <exception cref="NotFoundException">The group is missing or not the viewer's to schedule.</exception>
    /// <exception cref="RuleViolation">The plan has no session, begins in the past, or meets at a time already taken.</exception>
    public Task<Guid> RunAsync(Viewer viewer, Guid groupId, SeriesPlan plan, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MaySchedule, stop);
        await db.LockCalendarAsync(groupId, stop);
        var now = clock.GetCurrentInstant();
        var zone = await db.ZoneOfAsync(groupId, stop);
        plan.Check(zone, now);
        var series = new Series(groupId, plan.Recurrence, plan.FirstDate, plan.StartTime, plan.Minutes, zone.Id);
        var sessions = plan.DatesToWrite(now.InZone(zone).Date)
            .Select(date => new Session(groupId, series.Id, date, plan.StartTime, plan.Minutes, zone.Id)).ToList();
        await db.MustBeFreeAsync(groupId, sessions, nameof(plan.FirstDate), stop);
        db.Add(series);
        db.AddRange(sessions);
        await Replan.GroupAsync(db, groupId, now, stop);
        return series.Id;
    }, stop);
}
