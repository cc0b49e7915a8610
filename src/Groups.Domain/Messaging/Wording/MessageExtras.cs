using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Messaging.Wording;

/// <summary>What messages say besides their person, group and session: turns asked about, words of leads, companions. A fixed number of reads for any number of messages.</summary>
public sealed class MessageExtras
{
    private ILookup<(Guid Session, Guid Person), Turn> _turns = Array.Empty<Turn>().ToLookup(_ => (Guid.Empty, Guid.Empty));
    private Dictionary<Guid, string> _words = [];
    private Dictionary<(Guid Group, Guid Person), string> _companions = [];

    /// <summary>Reads them for these messages; nothing where no kind needs any.</summary>
    public static async Task<MessageExtras> ReadAsync(GroupsDb db, IReadOnlyCollection<Message> messages, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(messages);
        var extras = new MessageExtras();
        Guid[] asked = [.. messages.Where(m => m.Kind == MessageKind.Duty).Select(m => m.SessionId).Distinct()];
        if (asked.Length > 0)
        {
            extras._turns = (await db.DutyTurns.Where(t => EF.Parameter(asked).Contains(t.SessionId) && t.PersonId != null)
                .Select(t => new { t.SessionId, PersonId = t.PersonId!.Value, t.Duty, IsOpen = t.Answer == null }).ToListAsync(stop))
                .ToLookup(t => (t.SessionId, t.PersonId), t => new Turn(t.Duty, t.IsOpen));
        }

        Guid[] relays = [.. messages.Select(m => m.RelayId).OfType<Guid>().Distinct()];
        if (relays.Length > 0)
        {
            extras._words = await db.Relays.Where(r => EF.Parameter(relays).Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Words, stop);
        }

        Guid[] newcomers = [.. messages.Where(m => m.Kind == MessageKind.Welcome).Select(m => m.PersonId).Distinct()];
        if (newcomers.Length > 0)
        {
            extras._companions = await db.Members.Where(m => EF.Parameter(newcomers).Contains(m.PersonId) && m.Companion != null)
                .ToDictionaryAsync(m => (m.GroupId, m.PersonId), m => m.Companion!, stop);
        }

        return extras;
    }

    /// <summary>What a message may say.</summary>
    public MessageFacts FactsOf(Message message, Person person, Group group, Session session)
    {
        ArgumentNullException.ThrowIfNull(message);
        var turns = _turns[(message.SessionId, message.PersonId)].ToList();
        var open = turns.FindAll(t => t.IsOpen);
        return MessageFacts.Of(
            message.Kind, person, group, session, (open.Count > 0 ? open : turns).Select(t => t.Duty),
            message.RelayId is { } relay ? _words.GetValueOrDefault(relay) : null, _companions.GetValueOrDefault((message.GroupId, message.PersonId)));
    }

    /// <summary>There is still something to ask or say: a turn without an answer, words that are there.</summary>
    public bool HasSomethingToSay(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Kind switch
        {
            MessageKind.Duty => _turns[(message.SessionId, message.PersonId)].Any(t => t.IsOpen),
            MessageKind.Relay or MessageKind.RelayTest => message.RelayId is { } relay && _words.ContainsKey(relay),
            _ => true,
        };
    }

    private sealed record Turn(Duty Duty, bool IsOpen);
}
