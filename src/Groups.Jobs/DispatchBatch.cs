using System.Diagnostics;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs;

/// <summary>What is needed to decide about a batch of claimed messages, read with a fixed number of queries.</summary>
internal sealed class DispatchBatch
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);

    private readonly long _readAt = Stopwatch.GetTimestamp();
    private readonly Dictionary<Guid, Session> _sessions;
    private readonly Dictionary<Guid, Group> _groups;
    private readonly Dictionary<Guid, Person> _people;
    private readonly HashSet<string> _stopped;
    private readonly MessageExtras _extras;

    private DispatchBatch(List<Session> sessions, List<Group> groups, List<Person> people, List<string> stopped, MessageExtras extras)
    {
        _extras = extras;
        _sessions = sessions.ToDictionary(s => s.Id);
        _groups = groups.ToDictionary(g => g.Id);
        _people = people.ToDictionary(p => p.Id);
        _stopped = stopped.ToHashSet(StringComparer.Ordinal);
    }

    public static async Task<DispatchBatch> ReadAsync(IDbContextFactory<GroupsDb> databases, IReadOnlyList<Message> messages, CancellationToken stop)
    {
        var (sessions, groups, people) = (Ids(m => m.SessionId), Ids(m => m.GroupId), Ids(m => m.PersonId));
        await using var db = await databases.CreateDbContextAsync(stop);
        var read = await db.People.AsNoTracking().Include(p => p.Contacts).Where(p => EF.Parameter(people).Contains(p.Id)).ToListAsync(stop);
        var addresses = read.SelectMany(p => p.Contacts).Select(c => c.Address).Distinct().ToArray();
        return new DispatchBatch(
            await db.Sessions.AsNoTracking().Where(s => EF.Parameter(sessions).Contains(s.Id)).ToListAsync(stop),
            await db.Groups.AsNoTracking().Where(g => EF.Parameter(groups).Contains(g.Id)).ToListAsync(stop),
            read,
            await db.StoppedNumbers.Where(s => EF.Parameter(addresses).Contains(s.Address)).Select(s => s.Address).ToListAsync(stop),
            await MessageExtras.ReadAsync(db, messages, stop));

        Guid[] Ids(Func<Message, Guid> id) => [.. messages.Select(id).Distinct()];
    }

    public Person PersonOf(Message message) => _people[message.PersonId];

    public MessageFacts FactsOf(Message message) => _extras.FactsOf(message, _people[message.PersonId], _groups[message.GroupId], _sessions[message.SessionId]);

    public Session SessionOf(Message message) => _sessions[message.SessionId];

    /// <summary>Whether this was read too long ago to go by it.</summary>
    public bool IsStale => Stopwatch.GetElapsedTime(_readAt) > GoodFor;

    /// <summary>What is to be done with a claimed message now.</summary>
    public Decision Decide(Message message, Instant now)
    {
        if (!_sessions.TryGetValue(message.SessionId, out var session) || !_people.TryGetValue(message.PersonId, out var person)
            || !_groups.TryGetValue(message.GroupId, out var group))
        {
            return Decision.Leave;
        }

        var status = message.Kind == MessageKind.Cancelled ? SessionStatus.Cancelled : SessionStatus.Planned;
        var isAsItWas = message.Kind.IsSentByHand() ? session.StartsAt == message.SessionStart : session.Revision == message.Revision;
        if (!isAsItWas || session.Status != status)
        {
            return Decision.End(MessageState.Superseded, "the session changed");
        }

        if (!_extras.HasSomethingToSay(message))
        {
            return Decision.End(MessageState.Cancelled, "no longer called for");
        }

        if (message.NotAfter <= now)
        {
            return Decision.End(MessageState.Expired, "its time passed before it could go");
        }

        if (group is { Sensitive: true, Alias: null })
        {
            return Decision.End(MessageState.Suppressed, "the group has no neutral name");
        }

        var gate = ContactGate.Ask(person, _stopped.Contains, message.Kind, session.StartsAt, now);
        if (!gate.MaySend)
        {
            return Decision.End(MessageState.Suppressed, gate.Reason!);
        }

        if (gate.NotBefore > now)
        {
            return gate.NotBefore < message.NotAfter
                ? Decision.Wait(gate.NotBefore, "waits for hours that are safe")
                : Decision.End(MessageState.Expired, "the hours that are safe come too late");
        }

        if (gate.Way == ContactWay.Call)
        {
            return Decision.End(MessageState.ToPhone, "please phone") with { Way = ContactWay.Call, Address = gate.Address };
        }

        return Decision.Send(gate.Way!.Value, gate.Address!);
    }
}

/// <summary>What is to be done with a claimed message.</summary>
internal sealed record Decision(DecisionKind Kind, ContactWay Way = default, string? Address = null, MessageState EndAs = default, Instant Until = default, string? Reason = null)
{
    /// <summary>Its session or person is gone, and the row with them.</summary>
    public static Decision Leave { get; } = new(DecisionKind.Leave);

    public static Decision Send(ContactWay way, string address) => new(DecisionKind.Send, way, address);

    public static Decision Wait(Instant until, string? reason) => new(DecisionKind.Wait, Until: until, Reason: reason);

    public static Decision End(MessageState state, string reason) => new(DecisionKind.End, EndAs: state, Reason: reason);

    public override string ToString() => Kind.ToString();
}

internal enum DecisionKind
{
    Leave,
    Send,
    Wait,
    End,
}
