using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>
/// Which passes open something at this moment: the session is on, the hour is right, nobody ended them, and who made them may still tap names
/// in the group. Looked up on every request; never kept.
/// </summary>
public static class PassReach
{
    /// <summary>Those of the passes that open the session's register now.</summary>
    public static async Task<IReadOnlyList<SessionPass>> OpenAsync(
        GroupsDb db, IReadOnlyCollection<Guid> passIds, Session session, Instant now, CancellationToken stop = default)
    {
        var passes = await db.SessionPasses.AsNoTracking().Where(p => p.SessionId == session.Id && p.EndedAt == null && passIds.Contains(p.Id)).ToListAsync(stop);
        return await StandingAsync(db, passes.FindAll(p => p.Opens(session, now)), session, stop);
    }

    /// <summary>Those of the passes whose makers may still tap names in the session's group.</summary>
    internal static async Task<IReadOnlyList<SessionPass>> StandingAsync(GroupsDb db, IReadOnlyList<SessionPass> passes, Session session, CancellationToken stop)
    {
        var makers = passes.Select(p => p.MadeBy).OfType<Guid>().Distinct().ToList();
        var accounts = makers.Count == 0 ? [] : await db.Accounts.Where(a => makers.Contains(a.Id) && a.EndedAt == null).Select(a => new { a.Id, a.PersonId }).ToListAsync(stop);
        var may = (await GroupAccess.FindAllAsync(db, [.. accounts.Select(a => Viewer.OfAccount(a.Id, a.PersonId))], session.GroupId, stop))
            .Where(a => a.MayTapNames).Select(a => a.Viewer.AccountId).ToHashSet();
        return [.. passes.Where(p => p.MadeBy is not null && may.Contains(p.MadeBy))];
    }
}
