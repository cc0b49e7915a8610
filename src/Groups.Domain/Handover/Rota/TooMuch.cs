using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Rota;

/// <summary>"Too much": duties end, their coming turns are free again and the next peers are asked, in the caller's transaction.</summary>
internal static class TooMuch
{
    /// <summary>Ends these duties of a person. What they only practise or are deputy for ends as well; turns they were named for without holding the duty become a no.</summary>
    /// <param name="db">The database.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="personId">Who said so.</param>
    /// <param name="duties">The duties they were asked about.</param>
    /// <param name="sessionId">The session they were asked about, where they were.</param>
    /// <param name="source">How it reached us.</param>
    /// <param name="words">What they wrote, or null for a row of the inbox of its own.</param>
    /// <param name="numbers">The settings.</param>
    /// <param name="now">This moment.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task SayAsync(
        GroupsDb db, Guid groupId, Guid personId, IReadOnlyCollection<Duty> duties, Guid? sessionId, AnswerSource source, Reply? words, HandoverNumbers numbers, Instant now, CancellationToken stop)
    {
        await db.LockPlanAsync(groupId, stop);
        var ended = duties.Distinct().Order().ToList();
        var turns = await db.DutyTurns
            .Where(t => t.GroupId == groupId && t.PersonId == personId && ended.Contains(t.Duty) && db.Sessions.Any(s => s.Id == t.SessionId && s.Status == SessionStatus.Planned && s.StartsAt > now))
            .ToListAsync(stop);
        var freed = turns.Where(t => t.Answer != TurnAnswer.No).ToLookup(t => t.SessionId, t => t.Duty);
        (await db.DutyPractices.Where(p => p.GroupId == groupId && p.PersonId == personId && ended.Contains(p.Duty) && p.Until == null).ToListAsync(stop)).ForEach(p => p.End(now));
        (await db.DutyHoldings.Where(h => h.GroupId == groupId && h.DeputyId == personId && ended.Contains(h.Duty) && h.Until == null).ToListAsync(stop)).ForEach(h => h.NameDeputy(null));
        turns.ForEach(t => t.Say(TurnAnswer.No, now));
        foreach (var duty in ended)
        {
            await Holdings.EndAsync(db, groupId, duty, personId, HoldingEnd.TooMuch, now, stop);
        }

        var row = words ?? AnswerDuty.Row(db, groupId, sessionId, personId, source, "Too much", ReplyMeaning.TooMuch, now);
        row.AskPerson(string.Join(' ', [FreeAgain(ended), .. (await FreeAsync(db, freed, personId, numbers, now, stop)).Select(n => n.InWords()), "A word of thanks is kind."]));
    }

    /// <summary>Asks the next peer for turns that are free again, the nearest session first, and plans anew.</summary>
    public static async Task<IReadOnlyList<NextAsked>> FreeAsync(
        GroupsDb db, ILookup<Guid, Duty> freed, Guid insteadOf, HandoverNumbers numbers, Instant now, CancellationToken stop)
    {
        Guid[] ids = [.. freed.Select(f => f.Key)];
        var sessions = await db.Sessions.Where(s => EF.Parameter(ids).Contains(s.Id)).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(stop);
        var all = new List<NextAsked>();
        foreach (var session in sessions)
        {
            all.Add(await AskNext.InsteadAsync(db, session, insteadOf, [.. freed[session.Id]], numbers, now, stop));
        }

        foreach (var group in sessions.Select(s => s.GroupId).Distinct())
        {
            (await db.Groups.FirstAsync(g => g.Id == group, stop)).HandoverChanged();
            await Replan.GroupAsync(db, group, now, stop);
        }

        return [.. all.Where(n => n.Asked.Count + n.Needed.Count > 0)];
    }

    private static string FreeAgain(List<Duty> duties) =>
        $"It is too much just now to {MessageWording.DutiesInWords(duties)}: {(duties.Count == 1 ? "that duty is" : "those duties are")} free again.";
}
