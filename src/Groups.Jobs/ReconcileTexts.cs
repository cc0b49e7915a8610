using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Jobs;

/// <summary>
/// Finds out what became of texts that may or may not have gone out: by the provider's list of what it took for that number. What it knows is taken
/// over; what it still does not know after ten minutes is sent once more; whatever stays open is left to staff. Any number of these may run at once.
/// </summary>
public sealed partial class ReconcileTexts
{
    /// <summary>A text that the provider does not list for so long did not go out.</summary>
    public static readonly Duration SureAfter = Duration.FromMinutes(10);

    /// <summary>A provider that cannot be asked for so long is not asked any more.</summary>
    public static readonly Duration GiveUpAfter = Duration.FromHours(24);

    private const int AtOnce = 200;
    private static readonly Duration AskingTakes = Duration.FromMinutes(1);
    private static readonly Duration Between = Duration.FromMinutes(2);
    private static readonly Duration ClocksDiffer = Duration.FromMinutes(1);

    private readonly IDbContextFactory<GroupsDb> _databases;
    private readonly ILedger _ledger;
    private readonly ISmsTransport _sms;
    private readonly OutcomeRecorder _outcomes;
    private readonly JobsOptions _options;
    private readonly IClock _clock;
    private readonly ILogger<ReconcileTexts> _log;

    internal ReconcileTexts(
        IDbContextFactory<GroupsDb> databases, ILedger ledger, ISmsTransport sms, OutcomeRecorder outcomes, JobsOptions options, IClock clock, ILogger<ReconcileTexts> log) =>
        (_databases, _ledger, _sms, _outcomes, _options, _clock, _log) = (databases, ledger, sms, outcomes, options, clock, log);

    /// <summary>Asks about every text whose question is due.</summary>
    /// <returns>How many messages changed.</returns>
    public async Task<int> RunAsync(CancellationToken stop = default)
    {
        var now = _clock.GetCurrentInstant();
        List<Message> open;
        await using (var db = await _databases.CreateDbContextAsync(stop))
        {
            open = await db.Messages.AsNoTracking()
                .Where(m => m.ReconcileAt != null && m.ReconcileAt <= now && m.State == MessageState.Unknown && m.Way == ContactWay.Text)
                .OrderBy(m => m.ReconcileAt).Take(AtOnce).ToListAsync(stop);
        }

        var changed = 0;
        foreach (var message in open)
        {
            try
            {
                changed += await AskAsync(message, stop) ? 1 : 0;
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                LogFailed(failure, message.Id);
            }
        }

        return changed;
    }

    private async Task<bool> AskAsync(Message seen, CancellationToken stop)
    {
        if (seen is not { Address: { } address, SentAt: { } sentAt } || !await IsMineAsync(seen, stop))
        {
            return false;
        }

        var since = sentAt - _options.Real(ClocksDiffer);
        var listed = await _sms.ListAsync(address, since, stop);
        Counted? counted = null;
        var changed = await _ledger.ChangeAsync(seen.Id, async (db, message) =>
        {
            if (message.State != MessageState.Unknown || message.ReconcileAt is null || message.Attempts != seen.Attempts)
            {
                return false;
            }

            var outcome = await SettleAsync(db, message, listed, since, stop);
            counted = new Counted(message, outcome);
            return true;
        }, stop);
        counted?.Report();
        return changed;
    }

    /// <summary>Only one asks about a message at a time; should it die, another asks a minute later.</summary>
    private async Task<bool> IsMineAsync(Message seen, CancellationToken stop)
    {
        var until = _clock.GetCurrentInstant() + _options.Real(AskingTakes);
        await using var db = await _databases.CreateDbContextAsync(stop);
        return await db.Messages
            .Where(m => m.Id == seen.Id && m.State == MessageState.Unknown && m.ReconcileAt == seen.ReconcileAt && m.Attempts == seen.Attempts)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.ReconcileAt, until), stop) == 1;
    }

    private async Task<SendResult> SettleAsync(GroupsDb db, Message message, IReadOnlyList<ListedText>? listed, Instant since, CancellationToken stop)
    {
        var now = _clock.GetCurrentInstant();
        var age = now - message.SentAt!.Value;
        if (listed is null)
        {
            AskLater(message, age >= _options.Real(GiveUpAfter), "the provider could not be asked whether it went out", now);
            return SendResult.Unknown;
        }

        var strangers = await StrangersAsync(db, message, [.. listed.Where(t => t.CreatedAt >= since)], stop);
        if (strangers.Where(t => t.TextDigest == message.TextDigest).OrderBy(t => t.CreatedAt).FirstOrDefault() is { } mine)
        {
            var said = new ProviderStatus(mine.Status, mine.ProviderId, mine.Code, mine.Parts);
            if (await _outcomes.TakeStatusAsync(db, message, said, now, stop) is { } outcome)
            {
                return outcome.Result;
            }

            message.Accept(mine.ProviderId, mine.Parts, now);
            return SendResult.Accepted;
        }

        var others = await db.Messages.Where(m => m.Id != message.Id && m.Address == message.Address && m.TextDigest != null
                && (m.State == MessageState.Sending || m.State == MessageState.Unknown))
            .Select(m => m.TextDigest!.Value).ToListAsync(stop);
        if (age < _options.Real(SureAfter))
        {
            message.AskAgain(Instant.Min(now + _options.Real(Between), message.SentAt.Value + _options.Real(SureAfter)));
        }
        else if (message.TextDigest is null || strangers.Any(t => !others.Contains(t.TextDigest)))
        {
            message.StayUnknown("the provider took a text to this number that may be this one", now);
        }
        else if (message.IsSentOnceMore || message.Attempts >= Message.MostAttempts)
        {
            End(message, "tried twice, and the provider knows neither", now);
        }
        else if (message.NotAfter <= now)
        {
            End(message, "the provider does not know it, and its time has passed", now);
        }
        else
        {
            message.SendOnceMore(now);
            db.WakeDispatcher();
        }

        return SendResult.Unknown;
    }

    /// <summary>What the provider took for the number and no row of the ledger has.</summary>
    private static async Task<List<ListedText>> StrangersAsync(GroupsDb db, Message message, IReadOnlyList<ListedText> listed, CancellationToken stop)
    {
        var ids = listed.Select(t => t.ProviderId).ToList();
        var known = await db.Messages.Where(m => m.ProviderId != null && ids.Contains(m.ProviderId)).Select(m => m.ProviderId!).ToListAsync(stop);
        return [.. listed.Where(t => !known.Contains(t.ProviderId))];
    }

    private void AskLater(Message message, bool isEnough, string reason, Instant now)
    {
        if (isEnough)
        {
            message.StayUnknown(reason, now);
        }
        else
        {
            message.AskAgain(now + ChannelTrouble.WithChance(_options.Real(Between)));
        }
    }

    /// <summary>It surely did not go, and cannot go any more: who would come in vain is phoned.</summary>
    private static void End(Message message, string reason, Instant now)
    {
        message.StayUnknown(reason, now);
        if (message.Kind is MessageKind.Cancelled or MessageKind.Moved)
        {
            message.NotReached(MessageState.Unknown, reason, null, now);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing could be found out about message {MessageId}; it is asked about again")]
    private partial void LogFailed(Exception failure, Guid messageId);
}
