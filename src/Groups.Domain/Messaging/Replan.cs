using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>
/// Brings the ledger in line with the plan. Runs in the transaction of every change that touches it and again in a sweep; idempotent.
/// A reminder for a moment already past is never added. The number of queries does not grow with members or sessions.
/// </summary>
public static class Replan
{
    /// <summary>Replans every coming session of a group within the horizon. Saves what the caller changed first; needs a transaction.</summary>
    public static async Task GroupAsync(GroupsDb db, Guid groupId, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        await db.SaveChangesAsync(stop);
        await db.LockPlanAsync(groupId, stop);
        var until = now + MessagePlan.Horizon;
        var sessions = await db.Sessions.AsNoTracking()
            .Where(s => s.GroupId == groupId && s.StartsAt > now
                && (s.StartsAt <= until || s.MovedFrom <= until || db.Messages.Any(m => m.SessionId == s.Id)))
            .OrderBy(s => s.StartsAt).ToListAsync(stop);
        if (sessions.Count > 0)
        {
            await SessionsAsync(db, groupId, sessions, now, stop);
            await db.SaveChangesAsync(stop);
        }
    }

    /// <summary>Replans the groups a person belongs to or left, after their contact rules or choices changed.</summary>
    public static Task PersonAsync(GroupsDb db, Guid personId, Instant now, CancellationToken stop = default) =>
        PeopleAsync(db, [personId], now, stop);

    /// <summary>As <see cref="PersonAsync"/>, for all who share a number or address.</summary>
    public static async Task PeopleAsync(GroupsDb db, IReadOnlyCollection<Guid> personIds, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        await db.SaveChangesAsync(stop);
        var groups = await db.Members.Where(m => personIds.Contains(m.PersonId)).Select(m => m.GroupId).Distinct().ToListAsync(stop);
        foreach (var group in groups.Order())
        {
            await GroupAsync(db, group, now, stop);
        }
    }

    private static async Task SessionsAsync(GroupsDb db, Guid groupId, List<Session> sessions, Instant now, CancellationToken stop)
    {
        var rules = await db.Groups.AsNoTracking().Where(g => g.Id == groupId).Select(g => g.Reminders).SingleAsync(stop);
        var members = await db.Members.AsNoTracking().Where(m => m.GroupId == groupId && m.LeftAt == null).ToListAsync(stop);
        var people = await db.People.AsNoTracking().Include(p => p.Contacts)
            .Where(p => db.Members.Any(m => m.GroupId == groupId && m.LeftAt == null && m.PersonId == p.Id)).ToDictionaryAsync(p => p.Id, stop);
        var sessionIds = sessions.ConvertAll(s => s.Id);
        var answers = (await db.Answers.AsNoTracking().Where(a => sessionIds.Contains(a.SessionId)).ToListAsync(stop))
            .ToLookup(a => a.SessionId);
        var rows = (await db.HeldMessages(sessionIds).ToListAsync(stop)).ToLookup(m => m.SessionId);
        var welcomed = (await db.Messages.AsNoTracking()
            .Where(m => m.GroupId == groupId && m.Kind == MessageKind.Welcome && (m.Attempts > 0 || m.State == MessageState.ToPhone))
            .Select(m => m.PersonId).ToListAsync(stop)).ToHashSet();
        var stopped = (await db.StoppedNumbers
            .Where(s => db.Members.Any(m => m.GroupId == groupId && db.People.Any(p => p.Id == m.PersonId && p.Contacts.Any(c => c.Address == s.Address))))
            .Select(s => s.Address).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        var first = sessions.Find(s => s.Status == SessionStatus.Planned && s.StartsAt - Duration.FromMinutes(30) > now);

        foreach (var session in sessions)
        {
            var told = rows[session.Id].Where(m => m.MayHaveReached).ToLookup(m => m.PersonId);
            var answered = answers[session.Id].ToDictionary(a => a.PersonId);
            var planned = members.ConvertAll(m => Planned(
                m, session, told[m.PersonId], answered.GetValueOrDefault(m.PersonId), m.Welcome && session == first && !welcomed.Contains(m.PersonId)));
            Apply(db, session, MessagePlan.For(session, planned, rules, now), rows[session.Id].ToList(), Gate, now);

            GateAnswer Gate(WantedMessage want) => ContactGate.Ask(people[want.PersonId], stopped.Contains, want.Kind, session.StartsAt, now);
        }
    }

    private static PlannedMember Planned(Member member, Session session, IEnumerable<Message> told, Answer? answer, bool wantsWelcome)
    {
        var last = told.OrderBy(m => m.Revision).ThenBy(m => m.Kind == MessageKind.Cancelled).LastOrDefault();
        var sawItOnThePage = answer is { Source: not AnswerSource.Text } && session.Status == SessionStatus.Planned && answer.At >= session.ChangedAt;
        Instant? expects = sawItOnThePage ? session.StartsAt
            : last is null ? session.FirstStartsAt
            : last.Kind == MessageKind.Cancelled ? null
            : last.SessionStart;
        return new PlannedMember(
            member.PersonId, member.JoinedAt, member.Wants, member.NotYet, answer?.Value, last is not null || answer is not null, expects, wantsWelcome);
    }

    private static void Apply(GroupsDb db, Session session, IReadOnlyList<WantedMessage> wanted, List<Message> rows, Func<WantedMessage, GateAnswer> gate, Instant now)
    {
        var known = rows.ToDictionary(m => (m.PersonId, m.Kind, m.Revision));
        var kept = new HashSet<Message>();
        foreach (var want in wanted)
        {
            if (!known.TryGetValue((want.PersonId, want.Kind, want.Revision), out var row))
            {
                if (!IsAhead(want, now))
                {
                    continue;
                }

                row = new Message(session.GroupId, session.Id, want.PersonId, want.Kind, want.Revision, session.StartsAt, want.DueAt, want.NotAfter, now);
                db.Messages.Add(row);
            }

            kept.Add(row);
            Keep(row, want, gate(want), now);
            if (row.State == MessageState.Planned && row.DueAt <= now)
            {
                db.WakeDispatcher();
            }
        }

        foreach (var row in rows.Where(r => !kept.Contains(r)))
        {
            _ = row.Revision < session.Revision
                ? row.EndUnsent(MessageState.Superseded, "the session changed", now)
                : row.NotAfter > now && row.EndUnsent(MessageState.Cancelled, "no longer called for", now);
        }

        if (kept.Concat(rows).Any(m => db.Entry(m).State is not EntityState.Unchanged))
        {
            db.Announce(session.Id, SessionChangeKind.Messages);
        }
    }

    private static void Keep(Message row, WantedMessage want, GateAnswer answer, Instant now)
    {
        if (!answer.MaySend)
        {
            if (row.IsUnsent || answer.Forbidden)
            {
                row.EndUnsent(MessageState.Suppressed, answer.Reason!, now);
            }
        }
        else if (!row.IsUnsent)
        {
            if (IsAhead(want, now))
            {
                row.PlanAgain(want.DueAt, want.NotAfter, now);
            }
        }
        else if (row.CalledFor != want.DueAt && !IsAhead(want, now))
        {
            row.EndUnsent(MessageState.Cancelled, "its new time had already passed", now);
        }
        else
        {
            row.Reschedule(want.DueAt, want.NotAfter, now);
        }
    }

    /// <summary>Reminders must lie ahead; news is due at once, while it is of use.</summary>
    private static bool IsAhead(WantedMessage want, Instant now) =>
        want.NotAfter > now && (want.DueAt > now || want.Kind is not (MessageKind.DayBefore or MessageKind.SameDay));
}
