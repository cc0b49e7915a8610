using Groups.Domain.Data;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Handover.Rota;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>Whoever moves duties takes one back. The peer's pages close with their next request.</summary>
public sealed class TakeBackDuty(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Takes the duty back; a duty the person does not hold changes nothing. Turns they were named for in sessions to come go too.</summary>
    /// <exception cref="NotFoundException">The group is missing or not the viewer's to change.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Duty duty, Guid personId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayMoveDuties, stop);
        await Holdings.EndAsync(db, groupId, duty, personId, HoldingEnd.TakenBack, clock.GetCurrentInstant(), stop);
    }, stop);
}

/// <summary>A peer says "too much" or simply stops: their own duty goes back. No reason is asked, and somebody else is asked instead.</summary>
public sealed class HandBackDuty(IDbContextFactory<GroupsDb> databases, HandoverNumbers numbers, IClock clock)
{
    /// <summary>Hands the viewer's own duty back. The next willing peers are asked for the turns to come, and the inbox says who is asked or needed.</summary>
    /// <param name="viewer">The holder, signed in or on their own page.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="duty">The duty.</param>
    /// <param name="because"><see cref="HoldingEnd.TooMuch"/> or <see cref="HoldingEnd.HandedBack"/>.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NotFoundException">The group is missing, or the viewer does not hold this duty in it.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Duty duty, HoldingEnd because = HoldingEnd.HandedBack, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            if (viewer.PersonId is not { } me || because is not (HoldingEnd.HandedBack or HoldingEnd.TooMuch) || !await OwnPerson.IsAsync(db, viewer, me, stop)
                || !await db.DutyHoldings.AnyAsync(h => h.GroupId == groupId && h.Duty == duty && h.PersonId == me && h.Until == null, stop))
            {
                throw new NotFoundException();
            }

            var now = clock.GetCurrentInstant();
            var ahead = await db.DutyTurns.Where(t => t.GroupId == groupId && t.PersonId == me && t.Duty == duty && (t.Answer == null || t.Answer != TurnAnswer.No))
                .Join(db.Sessions.Where(s => s.Status == SessionStatus.Planned && s.StartsAt > now), t => t.SessionId, s => s.Id, (t, s) => new { s.Id, s.StartsAt })
                .OrderBy(s => s.StartsAt).ToListAsync(stop);
            // The row belongs to a session where it can: peers of a group that runs itself read what is needed only there.
            var nearest = ahead.FirstOrDefault()?.Id;
            if (because == HoldingEnd.TooMuch)
            {
                await TooMuch.SayAsync(db, groupId, me, [duty], nearest, AnswerSource.Page, null, numbers, now, stop);
                return;
            }

            await Holdings.EndAsync(db, groupId, duty, me, because, now, stop);
            var next = await TooMuch.FreeAsync(db, ahead.ToLookup(s => s.Id, _ => duty), me, numbers, now, stop);
            AnswerDuty.Row(db, groupId, nearest, me, AnswerSource.Page, "Handed back", ReplyMeaning.Other, now)
                .AskPerson(string.Join(' ', [$"They no longer {MessageWording.DutiesInWords([duty])}.", .. next.Select(n => n.InWords()), "A word of thanks is kind."]));
        }, stop);
    }
}

internal static class Holdings
{
    /// <summary>Somebody leaves: every duty they hold in the group ends, they offer and practise nothing, are nobody's deputy and named for nothing that is to come.</summary>
    public static async Task EndAllAsync(GroupsDb db, Guid groupId, Guid personId, Instant now, CancellationToken stop)
    {
        (await db.DutyHoldings.Where(h => h.GroupId == groupId && h.PersonId == personId && h.Until == null).ToListAsync(stop)).ForEach(h => h.End(HoldingEnd.Left, now));
        (await db.DutyHoldings.Where(h => h.GroupId == groupId && h.DeputyId == personId && h.Until == null).ToListAsync(stop)).ForEach(h => h.NameDeputy(null));
        await Offered.EndAllAsync(db, groupId, personId, now, stop);
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
