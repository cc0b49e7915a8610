using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Membership;

/// <summary>
/// Somebody leaves a group: their duties there end, their answers to coming sessions and what they said about the contact list go, nothing more is sent about it.
/// What the register holds stays.
/// </summary>
public sealed class LeaveGroup(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Ends the membership; one that has ended already stays as it is.</summary>
    /// <exception cref="NotFoundException">The person is no member, or the group is not the viewer's.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Guid personId, CancellationToken stop = default) =>
        databases.WriteAsync(viewer, async db =>
        {
            await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayManagePeople, stop);
            var member = await db.Members.SingleOrDefaultAsync(m => m.GroupId == groupId && m.PersonId == personId, stop) ?? throw new NotFoundException();
            var now = clock.GetCurrentInstant();
            await Leaving.LeaveAsync(db, member, now, stop);
            await Replan.GroupAsync(db, groupId, now, stop);
        }, stop);
}
