using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs;

/// <summary>What a provider's answer means for a message, its person and its channel (MESSAGES.md, "Provider answers"). The same for an answer and for a later receipt.</summary>
internal sealed class OutcomeRecorder(JobsOptions options)
{
    /// <summary>How long a channel with wrong settings pauses.</summary>
    public static readonly Duration Pause = Duration.FromMinutes(5);

    /// <summary>How long a text is in doubt before the provider is asked: a report of its own may come first.</summary>
    public static readonly Duration FirstQuestion = Duration.FromMinutes(1);

    /// <summary>Records <paramref name="outcome"/> on a message that is being sent or was taken by the provider, in the caller's transaction.</summary>
    public async Task RecordAsync(GroupsDb db, Message message, SendOutcome outcome, Instant now, CancellationToken stop)
    {
        switch (outcome.Result)
        {
            case SendResult.Accepted:
                message.Accept(outcome.ProviderId, outcome.Parts, now);
                await ResumeAsync(db, message, stop);
                break;
            case SendResult.Unknown when message.Way != ContactWay.Email:
                message.Doubt(outcome.Code, now + options.Real(FirstQuestion), now);
                break;
            case SendResult.Unknown or SendResult.Transient or SendResult.Throttled:
                Retry(db, message, outcome, now);
                break;
            case SendResult.Configuration:
                await PauseAsync(db, message, outcome, now, stop);
                break;
            case SendResult.BadAddress:
                await FallBackAsync(db, message, outcome, now, stop);
                break;
            case SendResult.OptedOut:
                message.Fail(MessageState.Suppressed, "said STOP to the provider", outcome.Code, now);
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

    private void Retry(GroupsDb db, Message message, SendOutcome outcome, Instant now)
    {
        var most = outcome.Code is "30001" or "30003" or "30008" ? 2 : Message.MostAttempts;
        var wait = Duration.FromSeconds(30 * Math.Pow(4, message.Attempts - 1)) * (1 + Random.Shared.NextDouble() / 4);
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

    private async Task PauseAsync(GroupsDb db, Message message, SendOutcome outcome, Instant now, CancellationToken stop)
    {
        var until = now + options.Real(Pause);
        message.PutBackUntried(until, "the channel pauses", now);
        var health = await HealthAsync(db, message.Way!.Value, stop);
        if (health is null)
        {
            db.ChannelHealth.Add(health = new ChannelHealth(NameOf(message.Way.Value)));
        }

        var what = message.Way == ContactWay.Email ? "Emails" : "Texts";
        health.Pause($"{what} are not going out: the provider refuses our settings (code {outcome.Code ?? "unknown"}). Check the configuration; they are tried again every few minutes.", until, now);
    }

    private static async Task ResumeAsync(GroupsDb db, Message message, CancellationToken stop)
    {
        if (message.Way is { } way && await HealthAsync(db, way, stop) is { Sentence: not null } health)
        {
            health.Resume();
        }
    }

    private static Task<ChannelHealth?> HealthAsync(GroupsDb db, ContactWay way, CancellationToken stop)
    {
        var name = NameOf(way);
        return db.ChannelHealth.FirstOrDefaultAsync(h => h.Name == name, stop);
    }

    internal static string NameOf(ContactWay way) => way == ContactWay.Email ? "emails" : "texts";
}
