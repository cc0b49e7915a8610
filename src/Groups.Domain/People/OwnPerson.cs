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

    /// <summary>The viewer is that person: on their own page, or signed in with an account that has not ended.</summary>
    public static async Task<bool> IsAsync(GroupsDb db, Viewer viewer, Guid personId, CancellationToken stop) => viewer.PersonId == personId
        && (viewer.Kind == ViewerKind.Participant
            || viewer.Kind == ViewerKind.Account && await db.Accounts.AnyAsync(a => a.Id == viewer.AccountId && a.PersonId == personId && a.EndedAt == null, stop));
}
