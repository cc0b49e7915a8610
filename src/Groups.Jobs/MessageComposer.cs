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
    /// <summary>Texts; one whose words cannot be made is reported and left out.</summary>
    public IReadOnlyList<ReadyMessage> Texts(
        IReadOnlyList<(HeldMessage Held, Decision Decision)> going, Func<Message, SmsToSend, CancellationToken, Task<SendOutcome>> send, Instant now, Action<Exception, Guid> failed)
    {
        var ready = new List<ReadyMessage>(going.Count);
        foreach (var (held, decision) in going)
        {
            try
            {
                var facts = held.Batch.FactsOf(held.Message);
                var sms = Text(held.Message, decision.Address!, facts, now);
                ready.Add(new ReadyMessage(
                    held, new Departure(held.Message, decision.Way, decision.Address!, facts.GroupName, TextDigest.Of(sms.Text)),
                    TextParts.Of(sms.Text).Parts, stop => send(held.Message, sms, stop)));
            }
            catch (Exception failure)
            {
                failed(failure, held.Message.Id);
            }
        }

        return ready;
    }

    /// <summary>Emails, each with links of its own: one to the personal page, one that ends emails to the address. All links are written in one transaction.</summary>
    public async Task<IReadOnlyList<ReadyMessage>> EmailsAsync(
        IReadOnlyList<(HeldMessage Held, Decision Decision)> going, Func<EmailToSend, CancellationToken, Task<SendOutcome>> send, Instant now,
        Action<Exception, Guid> failed, CancellationToken stop)
    {
        var links = new List<object>(going.Count * 2);
        var ready = new List<ReadyMessage>(going.Count);
        foreach (var (held, decision) in going)
        {
            try
            {
                var person = held.Batch.PersonOf(held.Message);
                var page = ParticipantLink.For(person.Id, now, out var pageToken);
                var end = UnsubscribeLink.For(person.Id, decision.Address!, now, out var endToken);
                var facts = held.Batch.FactsOf(held.Message);
                var email = await EmailAsync(held, decision.Address!, facts, facts.IsSpeaker ? null : pageToken, endToken, now);
                links.AddRange(facts.IsSpeaker ? [end] : [page, end]);
                ready.Add(new ReadyMessage(held, new Departure(held.Message, decision.Way, decision.Address!, facts.GroupName), 1, until => send(email, until)));
            }
            catch (Exception failure)
            {
                failed(failure, held.Message.Id);
            }
        }

        if (links.Count > 0)
        {
            await databases.WriteAsync(
                db =>
                {
                    db.AddRange(links);
                    return Task.CompletedTask;
                },
                stop);
        }

        return ready;
    }

    private SmsToSend Text(Message message, string to, MessageFacts facts, Instant now) => new(
        message.Id, message.Attempts + 1, to, wording.TextOf(facts), message.NotAfter - now,
        address.IsGiven ? new Uri(address.Url, $"hooks/twilio/status?message={message.Id:N}&attempt={message.Attempts + 1}") : null);

    /// <summary>A speaker has no page that would show anything; a calendar entry goes to those who asked for it.</summary>
    private async Task<EmailToSend> EmailAsync(HeldMessage held, string to, MessageFacts facts, string? page, string end, Instant now)
    {
        var (message, person) = (held.Message, held.Batch.PersonOf(held.Message));
        var words = wording.EmailOf(facts);
        var (pageUrl, endUrl) = (page is null ? null : new Uri(address.Url, $"me/{page}"), new Uri(address.Url, $"unsubscribe/{end}"));
        return new EmailToSend(
            message.Id, to, words.Subject, words.PlainText(pageUrl, endUrl), await bodies.HtmlAsync(words, pageUrl, endUrl), endUrl, person.SafeContact.SenderName)
        {
            Calendar = person.WantsCalendar ? CalendarEntry.Of(message.Kind, held.Batch.SessionOf(message), wording.CalendarSummary(facts), now) : null,
        };
    }
}
