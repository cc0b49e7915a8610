using Groups.Domain.Data;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>Who would get a relay about a session: the members, but for those who said "not this time" or "not yet" and whoever writes it.</summary>
internal sealed record RelayAudience(IReadOnlyList<(Person Person, GateAnswer Gate)> People)
{
    /// <summary>How many get it, by whichever way.</summary>
    public int Reached => People.Count(p => p.Gate.MaySend);

    /// <summary>How many get it this way.</summary>
    public int By(ContactWay way) => People.Count(p => p.Gate.MaySend && p.Gate.Way == way);

    public static async Task<RelayAudience> ReadAsync(GroupsDb db, Guid groupId, Session session, Guid? writer, Instant now, CancellationToken stop)
    {
        var people = await db.People.AsNoTracking().Include(p => p.Contacts)
            .Where(p => p.Id != writer && db.Members.Any(m => m.GroupId == groupId && m.PersonId == p.Id && m.LeftAt == null && !m.NotYet)
                && !db.Answers.Any(a => a.SessionId == session.Id && a.PersonId == p.Id && a.Value == AnswerValue.NotThisTime))
            .OrderBy(p => p.Id).ToListAsync(stop);
        Guid[] ids = [.. people.Select(p => p.Id)];
        var stopped = (await db.People.Where(p => EF.Parameter(ids).Contains(p.Id)).SelectMany(p => p.Contacts).Select(c => c.Address)
            .Where(a => db.StoppedNumbers.Any(s => s.Address == a)).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        return new RelayAudience(people.ConvertAll(p => (p, ContactGate.Ask(p, stopped.Contains, MessageKind.Relay, session.StartsAt, now))));
    }

    /// <summary>Not the people: names must not reach a log.</summary>
    public override string ToString() => $"{People.Count} people";
}
