using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Membership;

/// <summary>Writes down a member's standing answers, as they said them to staff.</summary>
public sealed class SetMemberChoices(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>"I usually come", "not yet", and which reminders. "Not yet" wins over "usually": it is never chased.</summary>
    /// <exception cref="NotFoundException">The person is no member now, or the group is not the viewer's.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Guid personId, bool usuallyComes, bool notYet, ReminderChoice wants, string? companion = null, CancellationToken stop = default) =>
        databases.WriteAsync(async db =>
        {
            await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayManagePeople, stop);
            var member = await db.Members.SingleOrDefaultAsync(m => m.GroupId == groupId && m.PersonId == personId && m.LeftAt == null, stop)
                ?? throw new NotFoundException();
            member.Say(usuallyComes, notYet);
            member.Want(wants);
            member.ComeWith(companion);
            db.AnnounceGroup(groupId);
            await Replan.GroupAsync(db, groupId, clock.GetCurrentInstant(), stop);
        }, stop);
}
