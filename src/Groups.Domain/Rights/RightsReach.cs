using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Rights;

/// <summary>Who may use somebody's rights: they themselves on their own page, staff of their groups for them, and the program.</summary>
public static class RightsReach
{
    /// <summary>The person, with their ways of contact.</summary>
    /// <exception cref="NotFoundException">There is no such person, they were erased, or they are neither the viewer nor the viewer's to help.</exception>
    public static async Task<Person> RequireAsync(GroupsDb db, Viewer viewer, Guid personId, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Kind == ViewerKind.Participant && viewer.PersonId == personId
            ? await db.People.Include(p => p.Contacts).SingleOrDefaultAsync(p => p.Id == personId && p.ErasedAt == null, stop) ?? throw new NotFoundException()
            : await PeopleReach.RequireAsync(db, viewer, personId, stop);
    }
}
