using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership.ContactList;
using Groups.Domain.People;
using Groups.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>"Stop all contact now": no reason asked, and what is queued is called off in the same moment.</summary>
public sealed class StopAllContact(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Stops all contact with a person. Doing it twice is doing it once.</summary>
    /// <param name="viewer">The person themselves, or a worker of one of their groups.</param>
    /// <param name="personId">The person.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">The person is not there, or not the viewer's to stop.</exception>
    public Task RunAsync(Viewer viewer, Guid personId, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var person = await db.People.FirstOrDefaultAsync(p => p.Id == personId, stop) ?? throw new NotFoundException();
            if (viewer.PersonId != personId)
            {
                await RequireWorkerOfAsync(db, viewer, personId, stop);
            }

            var now = clock.GetCurrentInstant();
            await db.TakeBackAsync(person, ConsentTo.Contact, ConsentWords.Stopped, Languages.Default, viewer.AccountId, now, stop);
            person.StopAllContact(now);
            await ListConsents.StopAsync(db, personId, now, stop);
            await Replan.PersonAsync(db, personId, now, stop);
        }, stop);
    }

    private static async Task RequireWorkerOfAsync(GroupsDb db, Viewer viewer, Guid personId, CancellationToken stop)
    {
        foreach (var groupId in await db.Members.Where(m => m.PersonId == personId).Select(m => m.GroupId).ToListAsync(stop))
        {
            if (await GroupAccess.FindAsync(db, viewer, groupId, stop) is { MayManagePeople: true })
            {
                return;
            }
        }

        throw new NotFoundException();
    }
}
