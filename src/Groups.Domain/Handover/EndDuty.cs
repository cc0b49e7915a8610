using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>A worker takes a duty back. The peer's pages close with their next request.</summary>
public sealed class TakeBackDuty(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Takes the duty back; a duty the person does not hold changes nothing. Turns they were named for in sessions to come go too.</summary>
    /// <exception cref="NotFoundException">The group is missing or not the viewer's to change.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Duty duty, Guid personId, CancellationToken stop = default) => databases.WriteAsync(async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayMoveDuties, stop);
        await Holdings.EndAsync(db, groupId, duty, personId, HoldingEnd.TakenBack, clock.GetCurrentInstant(), stop);
    }, stop);
}

/// <summary>A peer says "too much" or simply stops: their own duty goes back to the worker. No reason is asked.</summary>
public sealed class HandBackDuty(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Hands the viewer's own duty back.</summary>
    /// <exception cref="NotFoundException">The group is missing, or the viewer does not hold this duty in it.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Duty duty, CancellationToken stop = default) => databases.WriteAsync(async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.Holds(duty), stop);
        await Holdings.EndAsync(db, groupId, duty, viewer.PersonId!.Value, HoldingEnd.HandedBack, clock.GetCurrentInstant(), stop);
    }, stop);
}

internal static class Holdings
{
    /// <summary>Somebody leaves: every duty they hold in the group ends, and they are named for nothing that is to come.</summary>
    public static async Task EndAllAsync(GroupsDb db, Guid groupId, Guid personId, Instant now, CancellationToken stop)
    {
        (await db.DutyHoldings.Where(h => h.GroupId == groupId && h.PersonId == personId && h.Until == null).ToListAsync(stop)).ForEach(h => h.End(HoldingEnd.Left, now));
        db.DutyTurns.RemoveRange(await db.DutyTurns
            .Where(t => t.GroupId == groupId && t.PersonId == personId
                && db.Sessions.Any(s => s.Id == t.SessionId && s.Status == SessionStatus.Planned && s.StartsAt > now))
            .ToListAsync(stop));
    }

    public static async Task EndAsync(GroupsDb db, Guid groupId, Duty duty, Guid personId, HoldingEnd because, Instant now, CancellationToken stop)
    {
        var held = await db.DutyHoldings.Where(h => h.GroupId == groupId && h.Duty == duty && h.PersonId == personId && h.Until == null).ToListAsync(stop);
        if (held.Count == 0)
        {
            return;
        }

        held.ForEach(h => h.End(because, now));
        db.AnnounceGroup(groupId);
        db.DutyTurns.RemoveRange(await db.DutyTurns
            .Where(t => t.GroupId == groupId && t.Duty == duty && t.PersonId == personId
                && db.Sessions.Any(s => s.Id == t.SessionId && s.Status == SessionStatus.Planned && s.StartsAt > now))
            .ToListAsync(stop));
        (await db.Groups.FirstAsync(g => g.Id == groupId, stop)).HandoverChanged();
        await Replan.GroupAsync(db, groupId, now, stop);
    }
}
