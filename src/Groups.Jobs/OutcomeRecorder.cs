using System.Globalization;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs;

/// <summary>
/// What a provider's answer means for a message and its person (MESSAGES.md, "Provider answers"); what it means for the channel is
/// <see cref="ChannelDesk"/>'s. The same for an answer, a later report and what the provider's list says.
/// </summary>
internal sealed class OutcomeRecorder(JobsOptions options)
{
    /// <summary>How long a text is in doubt before the provider is asked: a report of its own may come first.</summary>
    public static readonly Duration FirstQuestion = Duration.FromMinutes(1);

    private static readonly Duration ShortestWait = Duration.FromSeconds(30);

    /// <summary>Records <paramref name="outcome"/> on a message that is being sent or was taken by the provider, in the caller's transaction.</summary>
    public async Task RecordAsync(GroupsDb db, Message message, SendOutcome outcome, Instant now, CancellationToken stop)
    {
        switch (outcome.Result)
        {
            case SendResult.Accepted:
                message.Accept(outcome.ProviderId, outcome.Parts, now);
                break;
            case SendResult.Unknown when message.Way == ContactWay.Text:
                message.Doubt(outcome.Code, now + options.Real(FirstQuestion), now);
                break;
            case SendResult.Unknown when message.Way == ContactWay.Call:
                message.Fail(MessageState.Unknown, "nobody can say whether the phone rang", outcome.Code, now);
                break;
            case SendResult.Configuration or SendResult.Throttled:
                message.PutBackUntried(Later(outcome, now), "the channel pauses", outcome.Code, now);
                break;
            case SendResult.Transient when message.State == MessageState.Sending && ChannelTrouble.WasNotReached(outcome):
                message.PutBackUntried(Later(outcome, now), "the provider could not be reached", outcome.Code, now);
                break;
            case SendResult.Unknown or SendResult.Transient:
                Retry(db, message, outcome, now);
                break;
            case SendResult.BadAddress:
                await FallBackAsync(db, message, outcome, now, stop);
                break;
            case SendResult.OptedOut:
                message.Fail(MessageState.Suppressed, Message.StoppedAtProvider, outcome.Code, now);
                await StopAddress.RunAsync(db, message.Address!, now, stop);
                break;
            case SendResult.Content:
                message.NotReached(MessageState.Failed, "the provider refused the words", outcome.Code, now);
                break;
            case SendResult.Expired:
                message.NotReached(MessageState.Expired, "its time passed before it arrived", outcome.Code, now);
                break;
            default:
                message.NotReached(MessageState.Failed, "the provider refused it", outcome.Code, now);
                break;
        }
    }

    /// <summary>Takes the provider's word for where a message stands. It only moves forward: taken, then delivered or not.</summary>
    /// <returns>What it came to, or null where it says nothing new.</returns>
    public async Task<SendOutcome?> TakeStatusAsync(GroupsDb db, Message message, ProviderStatus said, Instant now, CancellationToken stop)
    {
        var code = said.Code?.ToString(CultureInfo.InvariantCulture);
        var isOpen = message.State is MessageState.Sending or MessageState.Unknown || (message.IsUnsent && message.IsSentOnceMore);
        switch (said.Status)
        {
            case "delivered" or "read" when message.Attempts > 0 && message.State is not (MessageState.Delivered or MessageState.Phoned):
                if (isOpen)
                {
                    message.Accept(said.ProviderId, said.Parts, now);
                }

                message.Deliver(now);
                return new SendOutcome(SendResult.Accepted, said.ProviderId);
            case "queued" or "accepted" or "scheduled" or "sending" or "sent" when isOpen:
                message.Accept(said.ProviderId, said.Parts, now);
                return new SendOutcome(SendResult.Accepted, said.ProviderId);
            case "undelivered" or "failed" or "canceled" when isOpen || message.State == MessageState.Accepted:
                message.Accept(said.ProviderId, said.Parts, now);
                var outcome = new SendOutcome(Settled((said.Code is { } known ? TwilioAnswers.Class(known) : null) ?? SendResult.Refused), said.ProviderId, code);
                await RecordAsync(db, message, outcome, now, stop);
                return outcome;
            default:
                return null;
        }
    }

    /// <summary>A message that was taken and failed later is a try that counts, whatever was to blame.</summary>
    private static SendResult Settled(SendResult result) => result is SendResult.Configuration or SendResult.Throttled ? SendResult.Refused : result;

    private Instant Later(SendOutcome outcome, Instant now) => now + options.Real(outcome.RetryAfter ?? ChannelTrouble.WithChance(ShortestWait));

    private void Retry(GroupsDb db, Message message, SendOutcome outcome, Instant now)
    {
        var most = outcome.Code is "30001" or "30003" or "30008" ? 2 : Message.MostAttempts;
        var wait = ChannelTrouble.WithChance(ShortestWait * Math.Pow(4, message.Attempts - 1));
        var next = now + options.Real(Duration.Max(wait, outcome.RetryAfter ?? Duration.Zero));
        if (message.Attempts < most && next < message.NotAfter)
        {
            message.PutBack(next, "it did not go out and is tried again", now);
            db.WakeDispatcher();
        }
        else if (outcome.Result == SendResult.Unknown)
        {
            message.Fail(MessageState.Unknown, "nobody can say whether it went out", outcome.Code, now);
        }
        else
        {
            message.NotReached(MessageState.Failed, "it did not go out", outcome.Code, now);
        }
    }

    /// <summary>The number or address does not work: the next way that is also safe, else the call list.</summary>
    private static async Task FallBackAsync(GroupsDb db, Message message, SendOutcome outcome, Instant now, CancellationToken stop)
    {
        var address = message.Address!;
        var owners = await db.People.Include(p => p.Contacts).Where(p => p.Contacts.Any(c => c.Address == address)).ToListAsync(stop);
        foreach (var owner in owners)
        {
            owner.MarkTrouble(address, message.Way == ContactWay.Email ? "emails to it come back" : "the number does not work");
        }

        var addresses = owners.SelectMany(p => p.Contacts).Select(c => c.Address).Distinct().ToList();
        var stopped = await db.StoppedNumbers.Where(s => addresses.Contains(s.Address)).Select(s => s.Address).ToListAsync(stop);
        var person = owners.Find(p => p.Id == message.PersonId);
        var next = person is null ? null : ContactGate.Ask(person, stopped.Contains, message.Kind, message.SessionStart, now);
        if (next is { MaySend: true } && message.Attempts < Message.MostAttempts && next.NotBefore < message.NotAfter)
        {
            message.PutBack(next.NotBefore, "the first way did not work", now);
            db.WakeDispatcher();
        }
        else
        {
            message.Fail(MessageState.ToPhone, "please phone: the number or address does not work", outcome.Code, now);
        }

        await Replan.PeopleAsync(db, owners.ConvertAll(p => p.Id), now, stop);
    }
}

/// <summary>The provider's word for one message.</summary>
/// <param name="Status">Twilio's word: queued, sent, delivered, undelivered, failed and so on.</param>
/// <param name="ProviderId">The provider's id.</param>
/// <param name="Code">Its error code, if any.</param>
/// <param name="Parts">How many parts, if known.</param>
internal sealed record ProviderStatus(string Status, string? ProviderId, int? Code, int? Parts);
