using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Handover.Offers;

/// <summary>Whom a viewer may name when duties move: the worker anybody in the group, else those who hold a duty, practise one or offered.</summary>
internal static class NamedPeople
{
    /// <summary>Members whose names this viewer may read because of duties. <paramref name="withOffers"/>: also those who offered, for those who move duties.</summary>
    public static IQueryable<Guid> Of(GroupsDb db, Guid groupId, bool withOffers) => db.Members
        .Where(m => m.GroupId == groupId && m.LeftAt == null
            && (db.DutyHoldings.Any(h => h.GroupId == groupId && h.PersonId == m.PersonId && h.Until == null)
                || db.DutyPractices.Any(p => p.GroupId == groupId && p.PersonId == m.PersonId && p.Until == null)
                || (withOffers && db.DutyOffers.Any(o => o.GroupId == groupId && o.PersonId == m.PersonId && o.SettledAt == null))))
        .Select(m => m.PersonId);

    /// <summary>The person is in the group now, and the viewer may name them.</summary>
    /// <exception cref="RuleViolation">They are not, or not to this viewer; the two look alike.</exception>
    public static async Task RequireAsync(GroupsDb db, GroupAccess access, Guid personId, string field, CancellationToken stop)
    {
        var groupId = access.GroupId;
        if (access.MaySeeContacts || access.Viewer.Kind == ViewerKind.Program)
        {
            if (!await db.Members.AnyAsync(m => m.GroupId == groupId && m.PersonId == personId && m.LeftAt == null, stop))
            {
                throw new RuleViolation("Choose somebody who is in the group now.", field);
            }
        }
        else if (!await Of(db, groupId, access.MayMoveDuties).AnyAsync(id => id == personId, stop))
        {
            throw new RuleViolation("Choose somebody who offered, practises or holds a duty.", field);
        }
    }
}
