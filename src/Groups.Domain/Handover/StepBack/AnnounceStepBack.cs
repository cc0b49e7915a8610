using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.StepBack;

/// <summary>
/// Tells the members that peers lead more of the sessions from now on: in neutral words, without names or dates, each by the way that is
/// safe for them. The dates stand in the plan, which may change; the message stays true.
/// </summary>
public sealed class AnnounceStepBack(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The least time between two announcements to a group.</summary>
    public static readonly Duration Between = Duration.FromDays(7);

    /// <summary>Sends it.</summary>
    /// <returns>How many people it goes to; the others have no safe way and are told in person.</returns>
    /// <exception cref="NotFoundException">The group is not the viewer's to plan for.</exception>
    /// <exception cref="RuleViolation">There is nothing to tell, nobody to tell it to, no session to come, or they were told less than a week ago.</exception>
    public Task<int> RunAsync(Viewer viewer, Guid groupId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MaySeeContacts, stop);
        await db.LockPlanAsync(groupId, stop);
        var now = clock.GetCurrentInstant();
        if (!await db.PlannedPresences.AnyAsync(p => p.GroupId == groupId && p.Presence != Presence.There
            && db.Sessions.Any(s => s.Id == p.SessionId && s.Status == SessionStatus.Planned && s.StartsAt > now), stop))
        {
            throw new RuleViolation("There is nothing to tell yet. Plan at least one session at which you are near by or not there, and save the plan.");
        }

        var told = await ReadPresence.AnnouncementsAsync(db, groupId, stop);
        if (told is [var last, ..] && last.At + Between > now)
        {
            throw new RuleViolation("The group was told less than a week ago. Leave it for now, so that people go on reading what comes.");
        }

        var people = await db.Members.Where(m => m.GroupId == groupId && m.LeftAt == null && !m.NotYet).Select(m => m.PersonId).ToListAsync(stop);
        return people.Count == 0
            ? throw new RuleViolation("Nobody is in the group yet whom this could be told.")
            : await ToGroup.AddAsync(db, groupId, MessageKind.StepBack, (told is [var before, ..] ? before.Number : 0) + 1, people, now, stop);
    }, stop);
}
