using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Calls;

/// <summary>
/// How a call went, as the provider reports it. Reports come early, twice and reordered, so a message only moves forward. A call that nobody answered
/// rings once more in hours that are safe; then a person is asked to phone.
/// </summary>
public sealed class TakeCallStatus
{
    private static readonly Duration AfterBusy = Duration.FromMinutes(5);
    private static readonly Duration AfterNoAnswer = Duration.FromMinutes(20);

    private readonly IDbContextFactory<GroupsDb> _databases;
    private readonly ILedger _ledger;
    private readonly JobsOptions _options;
    private readonly IClock _clock;

    internal TakeCallStatus(IDbContextFactory<GroupsDb> databases, ILedger ledger, JobsOptions options, IClock clock) =>
        (_databases, _ledger, _options, _clock) = (databases, ledger, options, clock);

    /// <summary>Takes one report.</summary>
    /// <param name="messageId">The ledger row.</param>
    /// <param name="attempt">Which try of that row it speaks of.</param>
    /// <param name="callId">The provider's id of the call.</param>
    /// <param name="status">Twilio's word: queued, initiated, ringing, in-progress, completed, busy, no-answer, failed, canceled.</param>
    /// <param name="answeredBy">Its word for who answered, if it looked.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <returns>Whether anything changed.</returns>
    public Task<bool> RunAsync(Guid messageId, int attempt, string callId, string status, string? answeredBy, CancellationToken stop = default) =>
        _ledger.ChangeAsync(messageId, async (db, message) =>
        {
            if (message.Way != ContactWay.Call || message.Attempts != attempt || (message.ProviderId ?? callId) != callId)
            {
                return false;
            }

            var (isOver, open) = (status is "completed" or "busy" or "no-answer" or "failed" or "canceled", message.State is MessageState.Sending or MessageState.Unknown);
            if (!isOver && status is not ("queued" or "initiated" or "ringing" or "in-progress" or "answered"))
            {
                return false;
            }

            var now = _clock.GetCurrentInstant();
            if (open)
            {
                message.Accept(callId, null, now);
                message.RingsUntil(message.SentAt + _options.Real(CallLedger.LongestCall));
            }

            if (!isOver)
            {
                return open;
            }

            await OverAsync(db, message, status, CallTalk.IsMachine(answeredBy), now, stop);
            return true;
        }, stop);

    /// <summary>Ends calls of which the provider never said how they went: a person is asked to phone.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> EndSilentAsync(CancellationToken stop = default)
    {
        var now = _clock.GetCurrentInstant();
        List<Guid> silent;
        await using (var db = await _databases.CreateDbContextAsync(stop))
        {
            silent = await db.Messages.Where(m => m.ReconcileAt <= now && m.Way == ContactWay.Call && m.State != MessageState.Sending).Select(m => m.Id).ToListAsync(stop);
        }

        var ended = 0;
        foreach (var id in silent)
        {
            ended += await _ledger.ChangeAsync(id, (_, message) => Task.FromResult(EndSilent(message, now)), stop) ? 1 : 0;
        }

        return ended;
    }

    private static bool EndSilent(Message message, Instant now)
    {
        if (message.ReconcileAt > now)
        {
            return false;
        }

        if (message.State is MessageState.Accepted or MessageState.Unknown)
        {
            message.Fail(MessageState.ToPhone, "please phone: nobody can say how the call went", null, now);
        }

        message.RingsUntil(null);
        return true;
    }

    private static async Task OverAsync(GroupsDb db, Message message, string status, bool byMachine, Instant now, CancellationToken stop)
    {
        message.RingsUntil(null);
        if (message.State != MessageState.Accepted)
        {
            return;
        }

        var person = await db.People.Include(p => p.Contacts).SingleAsync(p => p.Id == message.PersonId, stop);
        if (status == "completed" && byMachine && CallTalk.MayLeaveMessage(person, message))
        {
            return;
        }

        if (!message.Kind.IsSentByHand() && !await db.Sessions.AnyAsync(s => s.Id == message.SessionId && s.Revision == message.Revision, stop))
        {
            message.Fail(MessageState.Superseded, "the session changed", null, now);
            return;
        }

        var why = status switch { "busy" => "the line was busy", "completed" when byMachine => "a machine answered", "completed" => "nobody pressed a key", "no-answer" => "nobody answered", _ => "the call did not get through" };
        await AgainOrListAsync(db, message, person, why, now + (status == "busy" ? AfterBusy : AfterNoAnswer), now, stop);
    }

    private static async Task AgainOrListAsync(GroupsDb db, Message message, Person person, string why, Instant next, Instant now, CancellationToken stop)
    {
        var addresses = person.Contacts.Select(c => c.Address).ToList();
        var stopped = await db.StoppedNumbers.Where(s => addresses.Contains(s.Address)).Select(s => s.Address).ToListAsync(stop);
        var gate = ContactGate.Ask(person, stopped.Contains, message.Kind, message.SessionStart, next);
        if (gate.Forbidden)
        {
            message.Fail(MessageState.Suppressed, gate.Reason!, null, now);
        }
        else if (message.Attempts < PlaceCall.MostRings && gate.MaySend && gate.NotBefore < message.NotAfter)
        {
            message.PutBack(gate.NotBefore, $"{why}; the phone rings once more", now);
            db.WakeDispatcher();
        }
        else
        {
            message.Fail(MessageState.ToPhone, $"please phone: {why}", null, now);
        }
    }
}
