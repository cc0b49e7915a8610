using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>
/// Puts a question or news about the group as a whole into the ledger: one row a member, each by the way that is safe for them. Rows are tied to
/// the next session, because they are of no use once it has begun.
/// </summary>
internal static class ToGroup
{
    /// <summary>Adds the rows, in the caller's transaction; a row that is there already stays as it is.</summary>
    /// <param name="db">The database.</param>
    /// <param name="groupId">The group; the caller has checked that the viewer may.</param>
    /// <param name="kind">One of <see cref="MessageKinds.IsToGroup"/>.</param>
    /// <param name="number">Tells one question from the next; the revision of its rows.</param>
    /// <param name="people">To whom: members of the group.</param>
    /// <param name="now">This moment.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>How many it reaches; the others have no safe way and are told in person.</returns>
    /// <exception cref="RuleViolation">No session is planned to which it could be tied.</exception>
    public static async Task<int> AddAsync(GroupsDb db, Guid groupId, MessageKind kind, int number, IReadOnlyCollection<Guid> people, Instant now, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        await db.LockPlanAsync(groupId, stop);
        var soonest = now + RelayRules.Before;
        var session = await db.Sessions.AsNoTracking().Where(s => s.GroupId == groupId && s.Status == SessionStatus.Planned && s.StartsAt > soonest)
            .OrderBy(s => s.StartsAt).FirstOrDefaultAsync(stop)
            ?? throw new RuleViolation("Plan a session first: the message goes out before the next one.");
        var asked = await db.People.AsNoTracking().Include(p => p.Contacts)
            .Where(p => people.Contains(p.Id) && db.Members.Any(m => m.GroupId == groupId && m.PersonId == p.Id && m.LeftAt == null && !m.NotYet)
                && !db.Messages.Any(m => m.SessionId == session.Id && m.PersonId == p.Id && m.Kind == kind && m.Revision == number))
            .OrderBy(p => p.Id).ToListAsync(stop);
        var addresses = asked.SelectMany(p => p.Contacts).Select(c => c.Address).ToList();
        var stopped = (await db.StoppedNumbers.Where(s => addresses.Contains(s.Address)).Select(s => s.Address).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        var reached = 0;
        foreach (var person in asked)
        {
            var gate = ContactGate.Ask(person, stopped.Contains, kind, session.StartsAt, now);
            var row = new Message(groupId, session.Id, person.Id, kind, number, session.StartsAt, now, session.StartsAt - RelayRules.Before, now);
            if (gate.MaySend)
            {
                reached++;
            }
            else
            {
                row.EndUnsent(MessageState.Suppressed, gate.Reason!, now);
            }

            db.Messages.Add(row);
        }

        db.Announce(session.Id, SessionChangeKind.Messages);
        db.WakeDispatcher();
        return reached;
    }
}
