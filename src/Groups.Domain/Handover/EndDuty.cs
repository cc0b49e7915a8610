using Groups.Domain.Data;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Live;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>Whoever moves duties takes one back. The peer's pages close with their next request.</summary>
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

/// <summary>A peer says "too much" or simply stops: their own duty goes back. No reason is asked, and somebody else is asked instead.</summary>
public sealed class HandBackDuty(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Hands the viewer's own duty back; the inbox says for which coming sessions somebody is needed.</summary>
    /// <param name="viewer">The holder, signed in or on their own page.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="duty">The duty.</param>
    /// <param name="because"><see cref="HoldingEnd.TooMuch"/> or <see cref="HoldingEnd.HandedBack"/>.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NotFoundException">The group is missing, or the viewer does not hold this duty in it.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Duty duty, HoldingEnd because = HoldingEnd.HandedBack, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(async db =>
        {
            if (viewer.PersonId is not { } me || because is not (HoldingEnd.HandedBack or HoldingEnd.TooMuch) || !await OwnPerson.IsAsync(db, viewer, me, stop)
                || !await db.DutyHoldings.AnyAsync(h => h.GroupId == groupId && h.Duty == duty && h.PersonId == me && h.Until == null, stop))
            {
                throw new NotFoundException();
            }

            var now = clock.GetCurrentInstant();
            var needed = await Holdings.NeededAsync(db, groupId, duty, me, now, stop);
            await Holdings.EndAsync(db, groupId, duty, me, because, now, stop);
            Tell(db, groupId, duty, me, because, needed, now);
        }, stop);
    }

    private static void Tell(GroupsDb db, Guid groupId, Duty duty, Guid personId, HoldingEnd because, List<Session> needed, Instant now)
    {
        var what = DutyCatalogue.Of(duty).Doing;
        var row = new Reply(
            $"duty-{Guid.CreateVersion7():N}", "page",
            because == HoldingEnd.TooMuch ? $"Too much just now: {what}." : $"Handed back: {what}.", ReplyMeaning.Other, now);
        row.BelongsTo(personId, groupId, needed.FirstOrDefault()?.Id);
        var days = needed.ConvertAll(s => SessionTime.DayInWords(s.Date, s.Date));
        row.AskPerson(days.Count == 0
            ? "Nothing is planned for them. A word of thanks is kind."
            : $"Somebody else is needed to {MessageWording.DutiesInWords([duty])} on {(days.Count == 1 ? days[0] : $"{string.Join(", ", days[..^1])} and {days[^1]}")}. A word of thanks is kind.");
        db.Replies.Add(row);
        if (row.SessionId is { } session)
        {
            db.Announce(session, SessionChangeKind.Replies);
        }
    }
}

internal static class Holdings
{
    /// <summary>How many coming sessions an inbox row names.</summary>
    private const int MostNamed = 4;

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

    /// <summary>The nearest coming sessions for which only this person is named for the duty.</summary>
    public static Task<List<Session>> NeededAsync(GroupsDb db, Guid groupId, Duty duty, Guid personId, Instant now, CancellationToken stop) => db.Sessions.AsNoTracking()
        .Where(s => s.GroupId == groupId && s.Status == SessionStatus.Planned && s.StartsAt > now
            && db.DutyTurns.Any(t => t.SessionId == s.Id && t.Duty == duty && t.PersonId == personId && (t.Answer == null || t.Answer != TurnAnswer.No))
            && !db.DutyTurns.Any(t => t.SessionId == s.Id && t.Duty == duty && t.PersonId != personId && (t.Answer == null || t.Answer != TurnAnswer.No)))
        .OrderBy(s => s.StartsAt).Take(MostNamed).ToListAsync(stop);

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
