using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>Staff say that they are still in touch with somebody: their data is kept for another time.</summary>
public sealed class SayInTouch(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Notes it for now.</summary>
    /// <exception cref="NotFoundException">The person is not there, or not the viewer's to help.</exception>
    public Task RunAsync(Viewer viewer, Guid personId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
        (await PeopleReach.RequireAsync(db, viewer, personId, stop)).StayInTouch(clock.GetCurrentInstant()), stop);
}
