using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.People;

/// <summary>A person says whether their first name may stand on a tablet at the door of one of their groups.</summary>
public sealed class SayOnTablet(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Stores it for the viewer themselves; the day of a yes is kept, and a no holds from the next look at the tablet.</summary>
    /// <exception cref="NotFoundException">The viewer does not belong to that group.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, bool yes, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var person = await db.PersonOfAsync(viewer, stop);
            var member = await db.Members.FirstOrDefaultAsync(m => m.GroupId == groupId && m.PersonId == person.Id && m.LeftAt == null, stop)
                ?? throw new NotFoundException();
            member.StandOnKiosk(yes, clock.GetCurrentInstant());
        }, stop);
    }
}
