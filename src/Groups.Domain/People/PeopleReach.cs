using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.People;

/// <summary>Whose details a viewer may see: people who belong, or belonged, to a group they work with that does not run itself.</summary>
public static class PeopleReach
{
    /// <summary>The groups whose people the viewer may see and change.</summary>
    public static IQueryable<Group> GroupsOf(GroupsDb db, Viewer viewer) => viewer.Kind switch
    {
        ViewerKind.Program => db.Groups,
        ViewerKind.Account => db.Groups.Where(g => g.SelfRunSince == null
            && g.Workers.Any(w => w.AccountId == viewer.AccountId && w.Until == null)
            && db.Accounts.Any(a => a.Id == viewer.AccountId && a.EndedAt == null)),
        _ => db.Groups.Where(g => false),
    };

    /// <summary>The people the viewer may see; nobody who was erased.</summary>
    public static IQueryable<Person> PeopleOf(GroupsDb db, Viewer viewer)
    {
        if (viewer.Kind == ViewerKind.Program)
        {
            return db.People.Where(p => p.ErasedAt == null);
        }

        var groups = GroupsOf(db, viewer).Select(g => g.Id);
        return db.People.Where(p => p.ErasedAt == null && db.Members.Any(m => m.PersonId == p.Id && groups.Contains(m.GroupId)));
    }

    /// <summary>One person with their ways of contact, for an action.</summary>
    /// <exception cref="NotFoundException">There is no such person, or they are not the viewer's to see.</exception>
    public static async Task<Person> RequireAsync(GroupsDb db, Viewer viewer, Guid personId, CancellationToken stop = default) =>
        await PeopleOf(db, viewer).Include(p => p.Contacts).SingleOrDefaultAsync(p => p.Id == personId, stop) ?? throw new NotFoundException();
}
