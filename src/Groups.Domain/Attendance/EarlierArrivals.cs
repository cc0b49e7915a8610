using Groups.Domain.Data;
using Groups.Domain.Sessions;

namespace Groups.Domain.Attendance;

internal static class EarlierArrivals
{
    /// <summary>Ids of the people who stand on the register of an earlier held session of the same group; a person may come several times.</summary>
    public static IQueryable<Guid> ArrivedBefore(this GroupsDb db, Session session)
    {
        var (groupId, startsAt) = (session.GroupId, session.StartsAt);
        return from fact in db.Facts
               join earlier in db.Sessions on fact.SessionId equals earlier.Id
               where earlier.GroupId == groupId && earlier.StartsAt < startsAt && earlier.Status == SessionStatus.Held
                   && fact.Kind == FactKind.Arrived && fact.PersonId != null
                   && !db.Facts.Any(undo => undo.SessionId == fact.SessionId && undo.Kind == FactKind.Undone && undo.Undoes == fact.Id)
               select fact.PersonId!.Value;
    }
}
