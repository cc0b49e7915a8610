using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>For how long a register is open: peers today's, workers the last 12 months; nobody before the day.</summary>
public static class RegisterReach
{
    private static readonly Duration Near = Duration.FromHours(12);
    private static readonly Duration Year = Duration.FromDays(366);

    /// <summary>Whether this viewer may look at the session's register now.</summary>
    public static bool MayLook(GroupAccess access, Session session, Instant now) =>
        access.MayCount && (IsToday(session, now) || (access.IsWorker && session.StartsAt > now - Year));

    /// <summary>Whether the session's day has come, so that people can be tapped.</summary>
    public static bool HasCome(Session session, Instant now) => IsToday(session, now) || session.StartsAt <= now;

    /// <summary>The session is on this local day, or begins or ended less than 12 hours from now.</summary>
    public static bool IsToday(Session session, Instant now) =>
        now.InZone(DateTimeZoneProviders.Tzdb[session.Zone]).Date == session.Date || (session.StartsAt - Near <= now && now <= session.EndsAt + Near);

    /// <summary>When the session stops being today's: the end of its local day, or 12 hours after its end if that is later.</summary>
    public static Instant DayEnds(Session session) => Instant.Max(
        DateTimeZoneProviders.Tzdb[session.Zone].AtStartOfDay(session.Date.PlusDays(1)).ToInstant(), session.EndsAt + Near);
}
