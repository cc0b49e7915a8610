using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>Plans one session on its own.</summary>
public sealed class ScheduleOnce(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Plans the session and answers its id.</summary>
    /// <exception cref="NotFoundException">The group is missing or not the viewer's to schedule.</exception>
    /// <exception cref="RuleViolation">The time has passed or is taken.</exception>
    public Task<Guid> RunAsync(Viewer viewer, Guid groupId, LocalDate date, LocalTime startTime, int minutes, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MaySchedule, stop);
        await db.LockCalendarAsync(groupId, stop);
        var now = clock.GetCurrentInstant();
        var zone = await db.ZoneOfAsync(groupId, stop);
        SeriesPlan.CheckTime(date, startTime, zone, now, nameof(SeriesPlan.FirstDate));
        var session = new Session(groupId, null, date, startTime, minutes, zone.Id);
        await db.MustBeFreeAsync(groupId, [session], nameof(SeriesPlan.FirstDate), stop);
        db.Add(session);
        await Replan.GroupAsync(db, groupId, now, stop);
        return session.Id;
    }, stop);
}
