using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Domain.Tests.Messaging.Histories;

/// <summary>Which reminders the facts of one moment call for, said slowly and without the plan.</summary>
internal static class Expectations
{
    public static readonly MessageKind[] Reminders = [MessageKind.DayBefore, MessageKind.SameDay];

    /// <summary>The moment of a reminder, or null where the facts call for none.</summary>
    public static Instant? ReminderAt(Facts facts, Session session, Guid personId, MessageKind kind)
    {
        if (session.Status != SessionStatus.Planned || !facts.Members.TryGetValue(personId, out var member) || member.NotYet
            || facts.AnswerOf(session.Id, personId) == AnswerValue.NotThisTime || !facts.MayBeContacted(personId))
        {
            return null;
        }

        var zone = DateTimeZoneProviders.Tzdb[session.Zone];
        var wanted = kind == MessageKind.DayBefore
            ? facts.Rules.DayBefore && member.Wants is ReminderChoice.All or ReminderChoice.DayBefore
            : facts.Rules.SameDay && member.Wants is ReminderChoice.All or ReminderChoice.SameDay;
        var due = kind == MessageKind.DayBefore
            ? OnTheClock(session.Date.PlusDays(-1) + facts.Rules.DayBeforeAt, zone)
            : Later(session.StartsAt - Duration.FromMinutes(facts.Rules.SameDayMinutesBefore), OnTheClock(session.Date + facts.Rules.SameDayNotBefore, zone));
        return wanted && due < NotAfter(session, kind) && due > member.JoinedAt ? due : null;
    }

    public static Instant NotAfter(Session session, MessageKind kind) => kind switch
    {
        MessageKind.DayBefore => session.StartsAt - Duration.FromHours(4),
        MessageKind.SameDay or MessageKind.Welcome => session.StartsAt - Duration.FromMinutes(30),
        MessageKind.Cancelled => session.StartsAt,
        _ => session.StartsAt - Duration.FromMinutes(15),
    };

    /// <summary>The first of the two moments where the clocks go back; where they jump, the moment as if they had not yet.</summary>
    private static Instant OnTheClock(LocalDateTime local, DateTimeZone zone)
    {
        var moments = zone.MapLocal(local);
        return moments.Count > 0 ? moments.First().ToInstant() : local.WithOffset(moments.EarlyInterval.WallOffset).ToInstant();
    }

    private static Instant Later(Instant one, Instant other) => one > other ? one : other;
}
