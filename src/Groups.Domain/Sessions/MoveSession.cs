using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>Moves one session to another day or time; its id stays.</summary>
public sealed class MoveSession(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Moves the session.</summary>
    /// <exception cref="NotFoundException">It is missing or not the viewer's to move.</exception>
    /// <exception cref="RuleViolation">It is not planned any more, has begun, or the new time has passed or is taken.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, LocalDate date, LocalTime startTime, int minutes, CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        return databases.ChangeSessionAsync(viewer, sessionId, a => a.MaySchedule, async (db, session) =>
        {
            session.Move(date, startTime, minutes, now);
            SeriesPlan.CheckTime(date, startTime, DateTimeZoneProviders.Tzdb[session.Zone], now, nameof(session.Date));
            await db.LockCalendarAsync(session.GroupId, stop);
            await db.MustBeFreeAsync(session.GroupId, [session], nameof(session.Date), stop);
        }, now, stop);
    }
}
