using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Groups.Jobs.Calls;

/// <summary>What one message may say, read when somebody answers the phone.</summary>
internal static class CallFacts
{
    public static async Task<MessageFacts> OfAsync(GroupsDb db, Message message, Person person, Group group, Session session, CancellationToken stop)
    {
        var duties = message.Kind == MessageKind.Duty
            ? await db.DutyTurns.Where(t => t.SessionId == session.Id && t.PersonId == person.Id).Select(t => t.Duty).ToListAsync(stop)
            : [];
        var words = message.RelayId is { } relay ? await db.Set<Relay>().Where(r => r.Id == relay).Select(r => r.Words).FirstOrDefaultAsync(stop) : null;
        return MessageFacts.Of(message.Kind, person, group, session, duties, words);
    }
}
