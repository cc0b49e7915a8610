using System.Text.RegularExpressions;
using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Calls;

/// <summary>
/// What a call says and what its keys do. Nothing about the group is said before a key is pressed, and nothing at all once the session changed or the
/// person said stop, although the phone was ringing already.
/// </summary>
public sealed partial class CallTalk
{
    private readonly IDbContextFactory<GroupsDb> _databases;
    private readonly ILedger _ledger;
    private readonly MessageWording _wording;
    private readonly RecordAnswer _record;
    private readonly AnswerDuty _answerDuty;
    private readonly AnswerGroup _answerGroup;
    private readonly EndCalls _endCalls;
    private readonly JobsOptions _options;
    private readonly IClock _clock;

    internal CallTalk(
        IDbContextFactory<GroupsDb> databases, ILedger ledger, MessageWording wording, RecordAnswer record, AnswerDuty answerDuty, AnswerGroup answerGroup, EndCalls endCalls,
        JobsOptions options, IClock clock) =>
        (_databases, _ledger, _wording, _record, _answerDuty, _answerGroup, _endCalls, _options, _clock) = (databases, ledger, wording, record, answerDuty, answerGroup, endCalls, options, clock);

    /// <summary>Somebody or something picked up.</summary>
    /// <param name="messageId">The ledger row.</param>
    /// <param name="attempt">Which try of that row it is.</param>
    /// <param name="callId">The provider's id of the call.</param>
    /// <param name="answeredBy">The provider's word for who answered: "human", "machine_start", "unknown" and so on; null where it did not look.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    public async Task<CallStep> AnsweredAsync(Guid messageId, int attempt, string callId, string? answeredBy, CancellationToken stop = default)
    {
        if (await FindAsync(messageId, attempt, callId, stop) is not { } talk)
        {
            return CallStep.HangUp;
        }

        if (IsMachine(answeredBy))
        {
            return MayLeaveMessage(talk.Person, talk.Message) ? new(Line(talk, CallLine.Voicemail), talk.Voice) : CallStep.HangUp;
        }

        return new(Line(talk, CallLine.Opening), talk.Voice, CallMenu.Opening);
    }

    /// <summary>A key was pressed. What comes twice changes nothing.</summary>
    public async Task<CallStep> PressedAsync(Guid messageId, int attempt, string callId, CallMenu menu, string key, CancellationToken stop = default)
    {
        if (await FindAsync(messageId, attempt, callId, stop) is not { } talk)
        {
            return CallStep.HangUp;
        }

        await DeliverAsync(talk, callId, stop);
        switch (menu, key)
        {
            case (_, "9"):
                await _endCalls.RunAsync(Viewer.Program, talk.Message.Address!, callId, stop);
                return new(Line(talk, CallLine.NoMore), talk.Voice);
            case (CallMenu.Opening, _) or (_, "3"):
                return Message(talk, null);
            case (_, "1" or "2") when talk.Asks != CallLine.NoChoices:
                return new(Line(talk, await AnswerAsync(talk, key == "1", stop)), talk.Voice);
            case (_, "4") when talk.Asks == CallLine.DutyChoices:
                return new(Line(talk, await TooMuchAsync(talk, stop) ? CallLine.Noted : CallLine.Goodbye), talk.Voice);
            default:
                return Message(talk, Line(talk, CallLine.Unclear));
        }
    }

    internal static bool IsMachine(string? answeredBy) => answeredBy?.StartsWith("machine", StringComparison.Ordinal) == true || answeredBy == "fax";

    /// <summary>A message on a machine is said without knowing who hears it, so it names no group; news of a change is not left there, because it must be heard.</summary>
    internal static bool MayLeaveMessage(Person person, Message message) =>
        person.SafeContact.VoicemailAllowed && message.Kind is MessageKind.DayBefore or MessageKind.SameDay;

    private CallStep Message(Talk talk, string? before) => new(
        string.Join(' ', new[] { before, _wording.CallOf(talk.Facts), Line(talk, talk.Asks) }.OfType<string>()),
        talk.Voice, CallMenu.Message, Line(talk, CallLine.Goodbye));

    /// <summary>In a sensitive group not even the person's name is said before a key is pressed, nor on a machine.</summary>
    private string Line(Talk talk, CallLine line) => talk.Facts.GroupName is null && line is CallLine.Opening or CallLine.Voicemail
        ? Gap().Replace(_wording.CallLine(line, talk.Facts with { Name = "" }), "${mark}").TrimStart(' ', ',', '،', '.')
        : _wording.CallLine(line, talk.Facts);

    /// <summary>Takes the answer; what is said after it.</summary>
    private async Task<CallLine> AnswerAsync(Talk talk, bool yes, CancellationToken stop)
    {
        try
        {
            if (talk.Message.Kind is MessageKind.Vote or MessageKind.ContactList)
            {
                return await _answerGroup.RunAsync(Viewer.Program, talk.Message.Id, yes, AnswerSource.Call, stop) switch
                {
                    GroupAnswer.Noted => CallLine.Noted,
                    GroupAnswer.VotedAlready => CallLine.VotedAlready,
                    _ => CallLine.Goodbye,
                };
            }

            if (talk.Message.Kind == MessageKind.Duty)
            {
                await _answerDuty.RunAsync(Viewer.Program, talk.Message.SessionId, talk.Message.PersonId, yes ? TurnAnswer.Yes : TurnAnswer.No, AnswerSource.Call, stop);
            }
            else
            {
                await _record.RunAsync(
                    Viewer.Program, talk.Message.SessionId, talk.Message.PersonId, yes ? AnswerValue.Coming : AnswerValue.NotThisTime, AnswerSource.Call, stop);
            }

            return CallLine.Noted;
        }
        catch (Exception late) when (late is RuleViolation or NotFoundException)
        {
            return CallLine.Goodbye;
        }
    }

    private async Task<bool> TooMuchAsync(Talk talk, CancellationToken stop)
    {
        try
        {
            await _answerDuty.TooMuchAsync(Viewer.Program, talk.Message.SessionId, talk.Message.PersonId, AnswerSource.Call, stop);
            return true;
        }
        catch (Exception late) when (late is RuleViolation or NotFoundException)
        {
            return false;
        }
    }

    private Task<bool> DeliverAsync(Talk talk, string callId, CancellationToken stop) => _ledger.ChangeAsync(
        talk.Message.Id,
        (_, message) =>
        {
            if (message.State == MessageState.Delivered || message.Attempts != talk.Message.Attempts)
            {
                return Task.FromResult(false);
            }

            var now = _clock.GetCurrentInstant();
            message.Accept(callId, null, now);
            message.Deliver(now);
            message.RingsUntil(message.SentAt + _options.Real(CallLedger.LongestCall));
            return Task.FromResult(true);
        },
        stop);

    private async Task<Talk?> FindAsync(Guid messageId, int attempt, string callId, CancellationToken stop)
    {
        var since = _clock.GetCurrentInstant() - _options.Real(CallLedger.LongestCall);
        await using var db = await _databases.CreateDbContextAsync(stop);
        var message = await db.Messages.AsNoTracking().FirstOrDefaultAsync(
            m => m.Id == messageId && m.Attempts == attempt && m.Way == ContactWay.Call && m.SentAt > since && (m.ProviderId == null || m.ProviderId == callId)
                && (m.State == MessageState.Sending || m.State == MessageState.Accepted || m.State == MessageState.Unknown || m.State == MessageState.Delivered),
            stop);
        if (message is null)
        {
            return null;
        }

        var person = await db.People.AsNoTracking().Include(p => p.Contacts).SingleAsync(p => p.Id == message.PersonId, stop);
        var session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == message.SessionId, stop);
        var group = await db.Groups.AsNoTracking().SingleAsync(g => g.Id == message.GroupId, stop);
        var status = message.Kind == MessageKind.Cancelled ? SessionStatus.Cancelled : SessionStatus.Planned;
        var stillSo = person is { StoppedAt: null, Consent: not null, SafeContact.IWillContactYou: false } && (message.Kind.IsSentByHand() ? session.StartsAt == message.SessionStart : session.Revision == message.Revision) && session.Status == status
            && group is not { Sensitive: true, Alias: null } && !await db.StoppedNumbers.AnyAsync(s => s.Address == message.Address, stop)
            && (message.State == MessageState.Delivered || person.SafeWays().Any(c => c.Way == ContactWay.Call && c.Address == message.Address));
        if (!stillSo || CallVoices.For(_wording.LanguageFor(person.Language)) is not { } voice)
        {
            return null;
        }

        return new Talk(message, person, (await MessageExtras.ReadAsync(db, [message], stop)).FactsOf(message, person, group, session), voice);
    }

    [GeneratedRegex(@"\s+(?<mark>[.,،!:])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Gap();

    private sealed record Talk(Message Message, Person Person, MessageFacts Facts, CallVoice Voice)
    {
        public CallLine Asks => Message.Kind switch
        {
            MessageKind.Duty => CallLine.DutyChoices,
            MessageKind.Cancelled or MessageKind.Speaker or MessageKind.Relay or MessageKind.RelayTest or MessageKind.StepBack => CallLine.NoChoices,
            MessageKind.Vote or MessageKind.ContactList => CallLine.YesNoChoices,
            _ when Facts.IsSpeaker => CallLine.NoChoices,
            _ => CallLine.Choices,
        };
    }
}
