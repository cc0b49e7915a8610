using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>A group's recent and next sessions as signals and the board need them: numbers and ids, no names.</summary>
/// <param name="History">What signals are worked out from.</param>
/// <param name="Sessions">The recent and next sessions with their turns, the oldest first; called-off ones are left out.</param>
public sealed record GroupHistory(HandoverHistory History, IReadOnlyList<SessionTurns> Sessions)
{
    /// <summary>The last sessions that are over and were planned, the latest first: held or not, and how many came.</summary>
    public IReadOnlyList<RecentSession> Recent { get; init; } = [];

    /// <summary>When each of the last sessions was called off that was called off at short notice.</summary>
    public IReadOnlyList<Instant> ShortNotice { get; init; } = [];

    /// <summary>When those who led lately said that it was too much.</summary>
    public IReadOnlyList<Instant> TooMuch { get; init; } = [];
}

/// <summary>A session that is over, in numbers.</summary>
/// <param name="Date">Local date.</param>
/// <param name="StartTime">Local start time.</param>
/// <param name="Status">Held or not.</param>
/// <param name="Headcount">How many came; null where it was not held.</param>
/// <param name="Newcomers">How many for the first time; null where nobody knows.</param>
public sealed record RecentSession(LocalDate Date, LocalTime StartTime, SessionStatus Status, int? Headcount, int? Newcomers);

/// <summary>A session with who did, or will do, what.</summary>
/// <param name="Id">The session.</param>
/// <param name="Date">Local date.</param>
/// <param name="StartTime">Local start time.</param>
/// <param name="IsAhead">It has not begun.</param>
/// <param name="Turns">The turns.</param>
public sealed record SessionTurns(Guid Id, LocalDate Date, LocalTime StartTime, bool IsAhead, IReadOnlyList<Turn> Turns);

/// <summary>Reads a group's history from the database.</summary>
public static class HistoryReading
{
    /// <summary>How far back is looked. What lies further back says nothing about the group of today.</summary>
    public static readonly Duration Back = Duration.FromDays(400);

    /// <summary>The pace of a pattern: monthly from one session in four weeks downwards; weekly where there is no pattern.</summary>
    /// <param name="rule">The pattern as RFC 5545 writes it, or null.</param>
    public static Pace PaceOf(string? rule) => rule is not null && Recurrence.Parse(rule) is var recurrence
        && (recurrence.Pattern is RecurrencePattern.MonthlyOnWeekday or RecurrencePattern.MonthlyOnDay || (recurrence.Pattern == RecurrencePattern.Weekly && recurrence.Every >= 4))
        ? Pace.Monthly : Pace.Weekly;

    /// <summary>Reads in two queries.</summary>
    /// <param name="db">The database.</param>
    /// <param name="groupId">The group; the caller has checked that the viewer may see it.</param>
    /// <param name="pace">See <see cref="PaceOf"/>.</param>
    /// <param name="willing">Who holds which duty now.</param>
    /// <param name="numbers">The settings.</param>
    /// <param name="now">This moment.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<GroupHistory> ReadAsync(
        GroupsDb db, Guid groupId, Pace pace, IReadOnlySet<(Guid Peer, Duty Duty)> willing, HandoverNumbers numbers, Instant now, CancellationToken stop = default)
    {
        var (since, soon) = (now - Back, now + Duration.FromHours(numbers.ShortNoticeHours));
        var sessions = await db.Sessions.Where(s => s.GroupId == groupId && s.StartsAt > since && (s.StartsAt <= now || s.Status == SessionStatus.Planned || s.StartsAt <= soon))
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .Select(s => new
            {
                s.Id, s.Date, s.StartTime, s.StartsAt, s.Status, s.Headcount, s.Newcomers, s.ChangedAt,
                Turns = db.DutyTurns.Where(t => t.SessionId == s.Id && (t.Answer == null || t.Answer != TurnAnswer.No)).Select(t => new Turn(t.Duty, t.PersonId)).ToList(),
                Pulses = db.LeadPulses.Where(p => p.SessionId == s.Id && !db.GroupWorkers.Any(w => w.GroupId == groupId && w.AccountId == p.AccountId))
                    .Select(p => new { p.Value, p.At }).ToList(),
            }).ToListAsync(stop);
        var held = sessions.Where(s => s.Status == SessionStatus.Held).ToList();
        var named = held.Count <= numbers.ReturnSessions ? since : held[^numbers.ReturnSessions].StartsAt;
        var arrivals = (await db.Facts
            .Where(f => f.Kind == FactKind.Arrived && f.PersonId != null && !db.Facts.Any(u => u.SessionId == f.SessionId && u.Kind == FactKind.Undone && u.Undoes == f.Id))
            .Join(db.Sessions.Where(s => s.GroupId == groupId && s.Status == SessionStatus.Held && s.StartsAt >= named), f => f.SessionId, s => s.Id, (f, s) => new
            {
                f.SessionId,
                PersonId = f.PersonId!.Value,
                First = !db.Members.Any(m => m.GroupId == groupId && m.PersonId == f.PersonId && m.FirstCameAt < s.StartsAt) && !db.Facts.Any(e => e.PersonId == f.PersonId && e.Kind == FactKind.Arrived
                    && db.Sessions.Any(b => b.Id == e.SessionId && b.GroupId == groupId && b.StartsAt < s.StartsAt)
                    && !db.Facts.Any(u => u.SessionId == e.SessionId && u.Kind == FactKind.Undone && u.Undoes == e.Id)),
            }).ToListAsync(stop)).ToLookup(a => a.SessionId);
        var over = sessions.Where(s => s.StartsAt <= now && s.Status != SessionStatus.Planned).ToList();
        var next = sessions.Where(s => s.StartsAt > now && s.Status == SessionStatus.Planned).Take(numbers.NextSessions).ToList();
        var window = numbers.Window(pace);
        return new GroupHistory(
            new HandoverHistory(
                pace,
                held.ConvertAll(s => new HeldSession(
                    s.Headcount ?? 0, s.Newcomers, s.Turns,
                    arrivals[s.Id].Select(a => a.PersonId).ToHashSet(),
                    arrivals[s.Id].Where(a => a.First).Select(a => a.PersonId).ToHashSet()) { Pulses = s.Pulses.ConvertAll(p => p.Value) }),
                over.ConvertAll(s => s.Status == SessionStatus.Held), willing, next.ConvertAll(s => (IReadOnlyList<Turn>)s.Turns)),
            [.. sessions.Where(s => s.StartsAt <= now && s.Status is (SessionStatus.Held or SessionStatus.Planned)).TakeLast(numbers.NextSessions).Concat(next)
                .Select(s => new SessionTurns(s.Id, s.Date, s.StartTime, s.StartsAt > now, s.Turns))])
        {
            Recent = [.. over.TakeLast(window).Select(s => new RecentSession(s.Date, s.StartTime, s.Status, s.Headcount, s.Newcomers)).Reverse()],
            ShortNotice = [.. sessions.Where(s => s.StartsAt <= now ? s.Status != SessionStatus.Planned : s.Status == SessionStatus.Cancelled).TakeLast(window)
                .Where(s => s.Status == SessionStatus.Cancelled && s.ChangedAt > s.StartsAt - Duration.FromHours(numbers.ShortNoticeHours)).Select(s => s.ChangedAt!.Value)],
            TooMuch = [.. held.TakeLast(numbers.PulseSessions).SelectMany(s => s.Pulses).Where(p => p.Value == Pulse.TooMuch).Select(p => p.At)],
        };
    }
}
