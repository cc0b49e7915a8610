using Groups.Domain.Membership;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>Which messages a session calls for. Pure: the same input gives the same rows, and nothing is back-filled.</summary>
public static class MessagePlan
{
    /// <summary>How far ahead rows are written.</summary>
    public static readonly Duration Horizon = Duration.FromDays(28);

    /// <summary>A change this near is told to everyone expected; a later one only to those who knew of the session.</summary>
    public static readonly Duration NearChange = Duration.FromDays(7);

    /// <summary>How long after joining a welcome still makes sense.</summary>
    public static readonly Duration WelcomeFor = Duration.FromDays(3);

    /// <summary>When a speaker is reminded: this many days before, at <see cref="SpeakerAt"/>.</summary>
    public const int SpeakerDaysBefore = 2;

    /// <summary>The local time at which a speaker is reminded.</summary>
    public static readonly LocalTime SpeakerAt = new(10, 0);

    /// <summary>How long after a turn was given late a peer is still asked about it: the sweep may come a little later, a blast never.</summary>
    public static readonly Duration AskedAtOnceWithin = Duration.FromMinutes(15);

    /// <summary>The rows this session wants. A reminder's moment may already be past: then only a row that waits for it is kept. A change is due at once.</summary>
    public static IReadOnlyList<WantedMessage> For(Session session, IEnumerable<PlannedMember> members, Reminders rules, Instant now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(members);
        if (session.StartsAt <= now)
        {
            return [];
        }

        return session.Status switch
        {
            SessionStatus.Planned => [.. members.SelectMany(m => OfPlanned(session, m, rules))],
            SessionStatus.Cancelled => [.. members.SelectMany(m => OfCancelled(session, m))],
            _ => [],
        };
    }

    private static IEnumerable<WantedMessage> OfCancelled(Session session, PlannedMember member)
    {
        if (session.ChangedAt is { } changed && member.Expects is not null && member.Answer != AnswerValue.NotThisTime
            && WantsNewsOf(session.StartsAt, changed, member))
        {
            yield return Row(member, MessageKind.Cancelled, session, changed, session.StartsAt);
        }
    }

    private static IEnumerable<WantedMessage> OfPlanned(Session session, PlannedMember member, Reminders rules)
    {
        if (Change(session, member) is { } change)
        {
            yield return change;
        }

        if (member.WantsWelcome)
        {
            var notAfter = Instant.Min(session.StartsAt - Duration.FromMinutes(30), member.JoinedAt + WelcomeFor);
            yield return Row(member, MessageKind.Welcome, session, member.JoinedAt, notAfter);
        }

        var zone = DateTimeZoneProviders.Tzdb[session.Zone];
        if (OfSpeaker(session, member, zone) is { } speaker)
        {
            yield return speaker;
        }

        if (OfDuty(session, member, rules, zone) is { } duty)
        {
            yield return duty;
        }

        if (member.Answer == AnswerValue.NotThisTime || member.NotYet)
        {
            yield break;
        }

        if (rules.DayBefore && member.Wants is ReminderChoice.All or ReminderChoice.DayBefore)
        {
            var due = SessionTime.StartsAt(session.Date.PlusDays(-1), rules.DayBeforeAt, zone);
            var notAfter = session.StartsAt - Duration.FromHours(4);
            if (due < notAfter && due > member.JoinedAt)
            {
                yield return Row(member, MessageKind.DayBefore, session, due, notAfter);
            }
        }

        if (rules.SameDay && member.Wants is ReminderChoice.All or ReminderChoice.SameDay)
        {
            var due = Instant.Max(
                session.StartsAt - Duration.FromMinutes(rules.SameDayMinutesBefore),
                SessionTime.StartsAt(session.Date, rules.SameDayNotBefore, zone));
            var notAfter = session.StartsAt - Duration.FromMinutes(30);
            if (due < notAfter && due > member.JoinedAt)
            {
                yield return Row(member, MessageKind.SameDay, session, due, notAfter);
            }
        }
    }

    private static WantedMessage? OfSpeaker(Session session, PlannedMember member, DateTimeZone zone)
    {
        var due = SessionTime.StartsAt(session.Date.PlusDays(-SpeakerDaysBefore), SpeakerAt, zone);
        return member.SpeaksSince is { } since && since < due && member.Answer != AnswerValue.NotThisTime
            ? Row(member, MessageKind.Speaker, session, due, session.StartsAt - Duration.FromHours(4))
            : null;
    }

    /// <summary>A turn given after the usual moment is asked about at once, but not from the day before on: then people talk to each other.</summary>
    private static WantedMessage? OfDuty(Session session, PlannedMember member, Reminders rules, DateTimeZone zone)
    {
        if (member.DutySince is not { } since || rules.DutyDaysBefore <= 0 || member.Answer == AnswerValue.NotThisTime)
        {
            return null;
        }

        var due = SessionTime.StartsAt(session.Date.PlusDays(-rules.DutyDaysBefore), rules.DayBeforeAt, zone);
        var notAfter = session.StartsAt - Duration.FromHours(4);
        if (since < due)
        {
            return Row(member, MessageKind.Duty, session, due, notAfter);
        }

        return since < SessionTime.StartsAt(session.Date.PlusDays(-1), rules.DayBeforeAt, zone)
            ? Row(member, MessageKind.Duty, session, since, notAfter) with { AtOnceUntil = since + AskedAtOnceWithin }
            : null;
    }

    private static WantedMessage? Change(Session session, PlannedMember member)
    {
        if (session.ChangedAt is not { } changed || changed < member.JoinedAt || member.Expects == session.StartsAt)
        {
            return null;
        }

        if (member.Expects is not { } before)
        {
            return Row(member, MessageKind.Restored, session, changed, session.StartsAt - Duration.FromMinutes(15));
        }

        var nearer = Instant.Min(before, session.StartsAt);
        return WantsNewsOf(nearer, changed, member)
            ? Row(member, MessageKind.Moved, session, changed, nearer - Duration.FromMinutes(15))
            : null;
    }

    private static bool WantsNewsOf(Instant start, Instant changed, PlannedMember member) =>
        member.JoinedAt <= changed
        && (member.Answer == AnswerValue.Coming
            || !member.NotYet && (member.KnowsOfIt || start - changed <= NearChange && member.Answer != AnswerValue.NotThisTime));

    private static WantedMessage Row(PlannedMember member, MessageKind kind, Session session, Instant due, Instant notAfter) =>
        new(member.PersonId, kind, session.Revision, due, notAfter);
}

/// <summary>What the plan needs to know of a member of the group.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="JoinedAt">When they joined.</param>
/// <param name="Wants">Which reminders they want.</param>
/// <param name="NotYet">Their standing "not yet".</param>
/// <param name="Answer">What they said about this session.</param>
/// <param name="KnowsOfIt">They were told of this session or answered it.</param>
/// <param name="Expects">The start they have in mind; null when they were told that it is off.</param>
/// <param name="WantsWelcome">They joined with a welcome, this is their first session, and none was sent yet.</param>
/// <param name="SpeaksSince">Since when they are to speak at this session; null when they are not.</param>
/// <param name="DutySince">Since when they have turns at this session about which they have said nothing; null when there is nothing to ask.</param>
public sealed record PlannedMember(
    Guid PersonId,
    Instant JoinedAt,
    ReminderChoice Wants,
    bool NotYet,
    AnswerValue? Answer,
    bool KnowsOfIt,
    Instant? Expects,
    bool WantsWelcome,
    Instant? SpeaksSince = null,
    Instant? DutySince = null)
{
    /// <summary>A speaker who is no member: reminded of speaking and told of changes, nothing else.</summary>
    public static PlannedMember Speaker(Guid personId, Instant since, Instant? expects) =>
        new(personId, since, ReminderChoice.None, false, AnswerValue.Coming, true, expects, false, since);
}

/// <summary>A row the ledger should hold.</summary>
/// <param name="PersonId">To whom.</param>
/// <param name="Kind">What for.</param>
/// <param name="Revision">The session's revision.</param>
/// <param name="DueAt">When it should go.</param>
/// <param name="NotAfter">Past this it is never sent.</param>
public sealed record WantedMessage(Guid PersonId, MessageKind Kind, int Revision, Instant DueAt, Instant NotAfter)
{
    /// <summary>A row due at once may still be added until then; null where the kind decides.</summary>
    public Instant? AtOnceUntil { get; init; }

    /// <summary>It may still be added: a reminder lies ahead; news is due at once, while it is of use.</summary>
    public bool IsAhead(Instant now) => NotAfter > now && (DueAt > now || (Kind is MessageKind.DayBefore or MessageKind.SameDay or MessageKind.Speaker or MessageKind.Duty
        ? AtOnceUntil > now
        : true));
}
