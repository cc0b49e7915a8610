using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>Calls off one session and all after it in its series, and ends the series. Rows and ids stay.</summary>
public sealed class CancelFromHere(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Calls them off and answers how many.</summary>
    /// <exception cref="NotFoundException">The session is missing or not the viewer's to change.</exception>
    /// <exception cref="RuleViolation">The session is over and there is none after it.</exception>
    public async Task<int> RunAsync(Viewer viewer, Guid sessionId, CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        return await databases.WriteAsync(viewer, async db =>
        {
            var here = await db.HeldSessionAsync(viewer, sessionId, a => a.MaySchedule, stop);
            List<Session> sessions = [here];
            if (here.SeriesId is { } seriesId)
            {
                await db.LockSeriesAsync(seriesId, stop);
                (await db.Series.SingleAsync(s => s.Id == seriesId, stop)).StopFrom(here.Slot);
                sessions = await db.Sessions.Where(s => s.SeriesId == seriesId && s.Slot >= here.Slot).OrderBy(s => s.Slot).ToListAsync(stop);
            }

            var open = sessions.FindAll(s => s.Status == SessionStatus.Planned && s.EndsAt > now);
            if (open.Count == 0)
            {
                throw new RuleViolation("There is no planned session left to cancel here.");
            }

            foreach (var session in open)
            {
                session.Cancel(now);
                db.Announce(session.Id, SessionChangeKind.Session);
            }

            await Replan.GroupAsync(db, here.GroupId, now, stop);
            return open.Count;
        }, stop);
    }
}
