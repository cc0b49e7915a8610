using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Live;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>What every change of sessions shares: the lock, the access, the messages, and telling open screens after the commit.</summary>
internal static class SessionWrites
{
    /// <summary>Changes one session, brings the messages in line, and tells open screens.</summary>
    /// <exception cref="NotFoundException">It is missing or not the viewer's to change.</exception>
    public static Task ChangeSessionAsync(
        this IDbContextFactory<GroupsDb> databases,
        Viewer viewer,
        Guid sessionId,
        Func<GroupAccess, bool> may,
        Func<GroupsDb, Session, Task> change,
        Instant now,
        CancellationToken stop) => databases.WriteAsync(async db =>
    {
        var session = await db.HeldSessionAsync(viewer, sessionId, may, stop);
        await change(db, session);
        db.Announce(sessionId, SessionChangeKind.Session);
        await Replan.GroupAsync(db, session.GroupId, now, stop);
    }, stop);

    /// <summary>The session, locked until the end of the transaction, for a viewer who may.</summary>
    /// <exception cref="NotFoundException">It is missing or not the viewer's to change.</exception>
    public static async Task<Session> HeldSessionAsync(this GroupsDb db, Viewer viewer, Guid sessionId, Func<GroupAccess, bool> may, CancellationToken stop)
    {
        await db.LockSessionAsync(sessionId, stop);
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == sessionId, stop) ?? throw new NotFoundException();
        await GroupAccess.RequireAsync(db, viewer, session.GroupId, may, stop);
        return session;
    }

    /// <summary>The IANA zone of a group.</summary>
    public static async Task<DateTimeZone> ZoneOfAsync(this GroupsDb db, Guid groupId, CancellationToken stop) =>
        DateTimeZoneProviders.Tzdb[await db.Groups.Where(g => g.Id == groupId).Select(g => g.Zone).SingleAsync(stop)];

    /// <summary>Refuses a time at which the group already meets: most often a form that was sent twice.</summary>
    /// <exception cref="RuleViolation">There is a session at that time.</exception>
    public static async Task MustBeFreeAsync(this GroupsDb db, Guid groupId, IEnumerable<Session> planned, string field, CancellationToken stop)
    {
        var sessions = planned.ToList();
        var starts = sessions.ConvertAll(s => s.StartsAt);
        var ids = sessions.ConvertAll(s => s.Id);
        var taken = await db.Sessions.Where(s => s.GroupId == groupId && s.Status == SessionStatus.Planned && starts.Contains(s.StartsAt) && !ids.Contains(s.Id))
            .OrderBy(s => s.StartsAt).Select(s => new { s.Date, s.StartTime }).FirstOrDefaultAsync(stop);
        if (taken is not null)
        {
            throw new RuleViolation($"The group already has a session on {SessionTime.InWords(taken.Date, taken.StartTime)}. Choose another time.", field);
        }
    }
}
