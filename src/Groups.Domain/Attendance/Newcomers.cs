using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Attendance;

/// <summary>Who came to a group for the first time.</summary>
internal static class Newcomers
{
    /// <summary>
    /// Ids of the people who came to an earlier held session of the same group, by its register or, where names have gone from it, by the note of when they
    /// first came; a person may come several times.
    /// </summary>
    public static IQueryable<Guid> ArrivedBefore(this GroupsDb db, Session session)
    {
        var (groupId, startsAt) = (session.GroupId, session.StartsAt);
        return (from fact in db.Facts
               join earlier in db.Sessions on fact.SessionId equals earlier.Id
               where earlier.GroupId == groupId && earlier.StartsAt < startsAt && earlier.Status == SessionStatus.Held
                   && (fact.Kind == FactKind.Arrived || fact.Kind == FactKind.Merged) && fact.PersonId != null
                   && !db.Facts.Any(undo => undo.SessionId == fact.SessionId && undo.Kind == FactKind.Undone && undo.Undoes == fact.Id)
               select fact.PersonId!.Value)
            .Concat(db.Members.Where(m => m.GroupId == groupId && m.FirstCameAt < startsAt).Select(m => m.PersonId));
    }

    /// <summary>Those of the list who came and had not come to an earlier session; null where nobody of the list was tapped.</summary>
    public static async Task<int?> CountAsync(GroupsDb db, Session session, Register register, CancellationToken stop)
    {
        var came = register.Arrivals.Select(a => a.Id).ToList();
        if (came.Count == 0)
        {
            return null;
        }

        var before = await db.ArrivedBefore(session).Where(id => came.Contains(id)).Distinct().CountAsync(stop);
        return came.Count - before;
    }

    /// <summary>As <see cref="CountAsync"/>, after taps; who came before is asked only where others of the list are here now.</summary>
    public static async Task<int?> RecountAsync(GroupsDb db, Session session, Register before, Register after, CancellationToken stop) =>
        after.Arrivals.Count > 0 && before.Arrivals.Select(a => a.Id).ToHashSet().SetEquals(after.Arrivals.Select(a => a.Id))
            ? session.Newcomers
            : await CountAsync(db, session, after, stop);

    /// <summary>After an old register was corrected: later sessions to which the same people came may have had other newcomers. Save the correction first.</summary>
    public static async Task RecountLaterAsync(GroupsDb db, Session corrected, Register before, Register after, CancellationToken stop)
    {
        var people = before.Arrivals.Select(a => a.Id).ToHashSet();
        people.SymmetricExceptWith(after.Arrivals.Select(a => a.Id));
        if (people.Count == 0)
        {
            return;
        }

        var later = await db.Sessions.AsNoTracking()
            .Where(s => s.GroupId == corrected.GroupId && s.StartsAt > corrected.StartsAt && s.Newcomers != null
                && db.Facts.Any(f => f.SessionId == s.Id && f.PersonId != null && people.Contains(f.PersonId.Value)))
            .OrderBy(s => s.StartsAt).Select(s => s.Id).ToListAsync(stop);
        foreach (var id in later)
        {
            var session = await db.HeldSessionAsync(id, stop);
            var register = await db.RegisterOfAsync(id, stop);
            if (session?.Status == SessionStatus.Held)
            {
                session.TakeRegister(session.Headcount, await CountAsync(db, session, register, stop));
                db.Announce(id, Live.SessionChangeKind.Register);
            }
        }
    }
}
