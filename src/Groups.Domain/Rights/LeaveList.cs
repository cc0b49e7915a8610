using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>Somebody takes back their yes to being on the list: they leave every group at once. Erasing what is left is offered next.</summary>
public sealed class LeaveList(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Takes them off the list. Doing it twice is doing it once.</summary>
    /// <param name="viewer">The person themselves, or a worker of one of their groups to whom they said so.</param>
    /// <param name="personId">The person.</param>
    /// <param name="words">The words by which they said so, or null for those of staff.</param>
    /// <param name="language">BCP 47 code of the language of the words.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">The person is not there, or not the viewer's to help.</exception>
    public Task RunAsync(Viewer viewer, Guid personId, string? words = null, string language = Languages.Default, CancellationToken stop = default) =>
        databases.WriteAsync(viewer, async db =>
        {
            var person = await RightsReach.RequireAsync(db, viewer, personId, stop);
            var now = clock.GetCurrentInstant();
            await db.TakeBackAsync(person, ConsentTo.List, words ?? ConsentWords.OffList, language, viewer.AccountId, now, stop);
            foreach (var member in await db.Members.Where(m => m.PersonId == personId && m.LeftAt == null).ToListAsync(stop))
            {
                await Leaving.LeaveAsync(db, member, now, stop);
            }

            await Replan.PersonAsync(db, personId, now, stop);
        }, stop);
}
