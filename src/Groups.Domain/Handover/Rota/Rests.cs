using Groups.Domain.Data;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Rota;

/// <summary>A peer rests for some days and is asked nothing for sessions on them. No reason is asked or kept.</summary>
public sealed class SayRest(IDbContextFactory<GroupsDb> databases, HandoverNumbers numbers, IClock clock)
{
    /// <summary>The longest rest, in days; who needs more hands the duty back, or says so again.</summary>
    public const int LongestDays = 366;

    /// <summary>Writes the rest down. Turns they have on these days are free again, and the next peer is asked.</summary>
    /// <param name="viewer">The peer themselves, or whoever moves duties.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="personId">Who rests: somebody who holds a duty, practises one, is a deputy or has a turn to come.</param>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NotFoundException">The group is missing, or the person is not the viewer's to speak for.</exception>
    /// <exception cref="RuleViolation">The days are in the past, the wrong way round or too many.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Guid personId, LocalDate from, LocalDate until, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            if (!await RestRules.MaySpeakForAsync(db, viewer, groupId, personId, stop))
            {
                throw new NotFoundException();
            }

            var now = clock.GetCurrentInstant();
            var group = await db.Groups.FirstAsync(g => g.Id == groupId, stop);
            var today = now.InZone(DateTimeZoneProviders.Tzdb[group.Zone]).Date;
            if (until < today)
            {
                throw new RuleViolation("These days are over. Choose a last day that is still to come.", "Until");
            }

            var rest = new Rest(groupId, personId, from, until, now);
            if (Period.DaysBetween(from, until) >= LongestDays)
            {
                throw new RuleViolation("That is more than a year. Choose an earlier last day; you can say it again then.", "Until");
            }

            await db.LockPlanAsync(groupId, stop);
            if (!await db.Rests.AnyAsync(r => r.GroupId == groupId && r.PersonId == personId && r.From == from && r.Until == until, stop))
            {
                db.Rests.Add(rest);
            }

            await FreeTurnsAsync(db, group.Id, personId, from, until, viewer.PersonId == personId ? AnswerSource.Page : AnswerSource.Told, now, stop);
            group.HandoverChanged();
            await Replan.GroupAsync(db, groupId, now, stop);
        }, stop);
    }

    private async Task FreeTurnsAsync(GroupsDb db, Guid groupId, Guid personId, LocalDate from, LocalDate until, AnswerSource source, Instant now, CancellationToken stop)
    {
        var turns = await db.DutyTurns
            .Where(t => t.GroupId == groupId && t.PersonId == personId && (t.Answer == null || t.Answer != TurnAnswer.No)
                && db.Sessions.Any(s => s.Id == t.SessionId && s.Status == SessionStatus.Planned && s.StartsAt > now && s.Date >= from && s.Date <= until)).ToListAsync(stop);
        turns.ForEach(t => t.Say(TurnAnswer.No, now));
        var next = await TooMuch.FreeAsync(db, turns.ToLookup(t => t.SessionId, t => t.Duty), personId, numbers, now, stop);
        if (next.Count > 0)
        {
            var row = AnswerDuty.Row(db, groupId, next[0].Session.Id, personId, source, "A rest", ReplyMeaning.NotThisTime, now);
            var words = string.Join(' ', next.Select(n => n.InWords()));
            if (next.Any(n => n.Needed.Count > 0))
            {
                row.AskPerson(words);
            }
            else
            {
                row.Remark(words);
            }
        }
    }
}

/// <summary>A rest ends early, or was a slip.</summary>
public sealed class EndRest(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Takes the rest off; turns that were freed stay with whoever does them now.</summary>
    /// <exception cref="NotFoundException">There is no such rest, or it is not the viewer's to end.</exception>
    public Task RunAsync(Viewer viewer, Guid restId, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var rest = await db.Rests.FirstOrDefaultAsync(r => r.Id == restId, stop) ?? throw new NotFoundException();
            if (!await OwnPerson.IsAsync(db, viewer, rest.PersonId, stop))
            {
                await GroupAccess.RequireAsync(db, viewer, rest.GroupId, a => a.MayMoveDuties, stop);
            }

            db.Rests.Remove(rest);
            (await db.Groups.FirstAsync(g => g.Id == rest.GroupId, stop)).HandoverChanged();
            await Replan.GroupAsync(db, rest.GroupId, clock.GetCurrentInstant(), stop);
        }, stop);
    }
}

internal static class RestRules
{
    /// <summary>The person does something in the group, and the viewer is they or moves duties there.</summary>
    public static async Task<bool> MaySpeakForAsync(GroupsDb db, Viewer viewer, Guid groupId, Guid personId, CancellationToken stop) =>
        (await OwnPerson.IsAsync(db, viewer, personId, stop) || await GroupAccess.FindAsync(db, viewer, groupId, stop) is { MayMoveDuties: true })
        && await DoSomething(db, groupId).AnyAsync(id => id == personId, stop);

    /// <summary>Members who hold a duty, practise one, are a deputy or have a turn to come.</summary>
    public static IQueryable<Guid> DoSomething(GroupsDb db, Guid groupId) => db.Members.Where(m => m.GroupId == groupId && m.LeftAt == null
            && (db.DutyHoldings.Any(h => h.GroupId == groupId && h.Until == null && (h.PersonId == m.PersonId || h.DeputyId == m.PersonId))
                || db.DutyPractices.Any(p => p.GroupId == groupId && p.Until == null && p.PersonId == m.PersonId)
                || db.DutyTurns.Any(t => t.GroupId == groupId && t.PersonId == m.PersonId && db.Sessions.Any(s => s.Id == t.SessionId && s.Status == SessionStatus.Planned))))
        .Select(m => m.PersonId);
}
