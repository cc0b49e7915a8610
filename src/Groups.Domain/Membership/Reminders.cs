using NodaTime;

namespace Groups.Domain.Membership;

/// <summary>A group's reminder rules. A change never causes a message for a moment already past.</summary>
/// <param name="DayBefore">Remind the day before.</param>
/// <param name="DayBeforeAt">Local time of that reminder.</param>
/// <param name="SameDay">Remind on the day.</param>
/// <param name="SameDayMinutesBefore">Elapsed minutes before the start.</param>
/// <param name="SameDayNotBefore">Earliest local time of the reminder on the day.</param>
public sealed record Reminders(
    bool DayBefore,
    LocalTime DayBeforeAt,
    bool SameDay,
    int SameDayMinutesBefore,
    LocalTime SameDayNotBefore)
{
    /// <summary>The day before at 10:00; on the day 2½ hours before, never before 08:30.</summary>
    public static Reminders Default { get; } = new(true, new LocalTime(10, 0), true, 150, new LocalTime(8, 30));

    /// <summary>How many days before a session, at <see cref="DayBeforeAt"/>, peers are asked whether they can do their duty; 0: they are not asked.</summary>
    public int DutyDaysBefore { get; init; } = 3;

    internal static bool IsFit(LocalTime time) => time >= new LocalTime(8, 30) && time <= new LocalTime(20, 30);
}
