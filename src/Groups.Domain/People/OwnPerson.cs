using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.People;

internal static class OwnPerson
{
    /// <summary>The viewer as a person, with their ways.</summary>
    /// <exception cref="NotFoundException">The viewer is no person.</exception>
    public static async Task<Person> PersonOfAsync(this GroupsDb db, Viewer viewer, CancellationToken stop) =>
        viewer.PersonId is { } id && await db.People.Include(p => p.Contacts).FirstOrDefaultAsync(p => p.Id == id, stop) is { } person
            ? person
            : throw new NotFoundException();
}
