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
    /// <param name="viewer">Who writes it down.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="personId">The member.</param>
    /// <param name="usuallyComes">They are expected unless they say otherwise.</param>
    /// <param name="notYet">They are not reminded.</param>
    /// <param name="wants">Which reminders they want.</param>
    /// <param name="companion">Who comes along on the first visits.</param>
    /// <param name="onKiosk">Whether their first name may stand on a tablet at the door; null leaves what they said before.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NotFoundException">The person is no member now, or the group is not the viewer's.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Guid personId, bool usuallyComes, bool notYet, ReminderChoice wants, string? companion = null, bool? onKiosk = null, CancellationToken stop = default) =>
        databases.WriteAsync(viewer, async db =>
        {
            await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayManagePeople, stop);
            var member = await db.Members.SingleOrDefaultAsync(m => m.GroupId == groupId && m.PersonId == personId && m.LeftAt == null, stop)
                ?? throw new NotFoundException();
            member.Say(usuallyComes, notYet);
            member.Want(wants);
            member.ComeWith(companion);
            if (onKiosk is { } yes)
            {
                member.StandOnKiosk(yes, clock.GetCurrentInstant());
            }

            db.AnnounceGroup(groupId);
            await Replan.GroupAsync(db, groupId, clock.GetCurrentInstant(), stop);
        }, stop);
}
