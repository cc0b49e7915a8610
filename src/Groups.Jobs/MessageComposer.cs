using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs;

/// <summary>Makes of a ledger row what a transport sends.</summary>
internal sealed class MessageComposer(IDbContextFactory<GroupsDb> databases, MessageWording wording, IEmailBodies bodies, IPublicAddress address)
{
    public SmsToSend Text(Message message, string to, MessageFacts facts, Instant now) => new(
        message.Id, message.Attempts + 1, to, wording.TextOf(facts), message.NotAfter - now,
        address.IsGiven ? new Uri(address.Url, $"hooks/twilio/status?message={message.Id:N}&attempt={message.Attempts + 1}") : null);

    /// <summary>Each email carries links of its own: one to the personal page, one that ends emails to the address.</summary>
    public async Task<EmailToSend> EmailAsync(Message message, string to, Person person, MessageFacts facts, Instant now, CancellationToken stop)
    {
        var link = ParticipantLink.For(person.Id, now, out var page);
        var unsubscribe = UnsubscribeLink.For(person.Id, to, now, out var end);
        await databases.WriteAsync(
            db =>
            {
                db.Add(link);
                db.Add(unsubscribe);
                return Task.CompletedTask;
            },
            stop);
        var words = wording.EmailOf(facts);
        var (pageUrl, endUrl) = (new Uri(address.Url, $"me/{page}"), new Uri(address.Url, $"unsubscribe/{end}"));
        return new EmailToSend(
            message.Id, to, words.Subject, words.PlainText(pageUrl, endUrl), await bodies.HtmlAsync(words, pageUrl, endUrl), endUrl, person.SafeContact.SenderName);
    }
}
