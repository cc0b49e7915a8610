using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using NodaTime;

namespace Groups.Jobs.Calls;

/// <summary>
/// The dispatcher's part of calls: what would go to the call list is called by the program, where calls are switched on and a voice speaks the
/// person's language. Rings twice at most for one message, and never while the same phone rings for another.
/// </summary>
internal sealed class PlaceCall(
    ILedger ledger, CallLedger calls, ICallTransport transport, ChannelDesk desk, OutcomeRecorder outcomes, MessageWording wording, CallOptions settings, IPublicAddress address,
    JobsOptions options, IClock clock)
{
    /// <summary>How often a phone rings for one message.</summary>
    public const int MostRings = 2;

    private static readonly Duration PlacingFor = Duration.FromMinutes(1);
    private static readonly Duration AfterTheOther = Duration.FromMinutes(5);

    /// <summary>Whether the program phones this person for this message itself; otherwise a person is asked to.</summary>
    public bool Takes(Message message, Person person) =>
        settings.Enabled && message.Attempts < MostRings
        && wording.LanguageFor(person.Language) is var spoken && string.Equals(spoken, person.Language.Split('-', '_')[0], StringComparison.OrdinalIgnoreCase)
        && CallVoices.For(spoken) is not null;

    /// <summary>Calls a claimed message out, or puts it back for a moment.</summary>
    public async Task RunAsync(Message message, Person person, string number, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var token = message.LeaseToken!.Value;
        var passage = await desk.EnterAsync(ContactWay.Call, 1, now + options.Real(PlacingFor / 2), stop);
        if (passage.WaitUntil is { } until)
        {
            await ledger.ChangeAsync(message.Id, (_, held) => Task.FromResult(Wait(held, token, until, "the channel pauses")), stop);
            return;
        }

        now = clock.GetCurrentInstant();
        var call = new CallToPlace(
            message.Id, message.Attempts + 1, number, CallTalk.MayLeaveMessage(person, message), Address(message, "start"), Address(message, "status"));
        var start = await calls.BeginAsync(message, number, options.Real(PlacingFor), options.Real(CallLedger.LongestCall), now, stop);
        if (start == CallStart.LineBusy)
        {
            await ledger.ChangeAsync(message.Id, (_, held) => Task.FromResult(Wait(held, token, now + AfterTheOther, "the same phone is being called for another message")), stop);
        }

        if (start != CallStart.Begun)
        {
            return;
        }

        SendOutcome? outcome;
        try
        {
            outcome = await desk.HeardAsync(ContactWay.Call, passage, await transport.PlaceAsync(call, stop), message.ProviderCode);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            outcome = null;
        }

        await RecordAsync(message, token, outcome);
    }

    private Uri Address(Message message, string step) => new(address.Url, $"hooks/twilio/voice/{message.Id:N}/{message.Attempts + 1}/{step}");

    private bool Wait(Message held, Guid token, Instant until, string why)
    {
        if (held.State != MessageState.Claimed || held.LeaseToken != token)
        {
            return false;
        }

        var now = clock.GetCurrentInstant();
        if (until < held.NotAfter)
        {
            held.PutBack(until, why, now);
        }
        else
        {
            held.Fail(MessageState.ToPhone, $"please phone: {why}", null, now);
        }

        return true;
    }

    /// <summary>What is known is written down even while the program stops. A callback may have come before the answer, and then it is known better.</summary>
    private async Task RecordAsync(Message message, Guid token, SendOutcome? outcome)
    {
        Counted? counted = null;
        await ledger.ChangeAsync(
            message.Id,
            async (db, held) =>
            {
                if (!held.IsBeingSentBy(token))
                {
                    return false;
                }

                await TakeAsync(db, held, outcome, clock.GetCurrentInstant());
                counted = outcome is null ? null : new Counted(held, outcome.Result);
                return true;
            },
            CancellationToken.None);
        counted?.Report();
    }

    private async Task TakeAsync(GroupsDb db, Message held, SendOutcome? outcome, Instant now)
    {
        switch (outcome?.Result)
        {
            case null:
                held.PutBackUntried(now, "the program stopped before it went out", null, now);
                break;
            case SendResult.Accepted:
                held.Accept(outcome.ProviderId, null, now);
                held.RingsUntil(held.SentAt + options.Real(CallLedger.LongestCall));
                break;
            case SendResult.Configuration or SendResult.Throttled or SendResult.Transient or SendResult.BadAddress or SendResult.OptedOut:
                await outcomes.RecordAsync(db, held, outcome, now, CancellationToken.None);
                break;
            case SendResult.Unknown:
                held.Fail(MessageState.Unknown, "nobody can say whether the phone rang", outcome.Code, now);
                held.RingsUntil(held.SentAt + options.Real(CallLedger.LongestCall));
                break;
            default:
                held.Fail(MessageState.ToPhone, "please phone: the call could not be placed", outcome.Code, now);
                break;
        }
    }
}
