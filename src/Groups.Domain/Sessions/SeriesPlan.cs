using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>What somebody wants planned: a pattern from a first date on, at a local time.</summary>
/// <param name="Recurrence">How the dates follow each other.</param>
/// <param name="FirstDate">The first day the pattern may hit; its week or month is the one counted from.</param>
/// <param name="StartTime">Local start time.</param>
/// <param name="Minutes">Length in minutes.</param>
public sealed record SeriesPlan(Recurrence Recurrence, LocalDate FirstDate, LocalTime StartTime, int Minutes)
{
    /// <summary>How far ahead sessions are written as rows.</summary>
    public const int WeeksAhead = 26;

    private const int YearsAhead = 2;

    /// <summary>The length in minutes of a session between two local times of one day.</summary>
    /// <exception cref="RuleViolation">The end is not after the start, or the length is not 15 minutes to 12 hours.</exception>
    public static int MinutesBetween(LocalTime start, LocalTime end) =>
        Session.CheckedLength((int)Math.Max(0, Period.Between(start, end, PeriodUnits.Minutes).Minutes));

    /// <summary>The first dates, earliest first, at most as many as asked for.</summary>
    public IReadOnlyList<LocalDate> FirstDates(int most) => [.. Recurrence.DatesFrom(FirstDate).Take(most)];

    /// <summary>Refuses a plan without a session, or one that begins in the past or in a far future that is surely a slip.</summary>
    /// <exception cref="RuleViolation">Says which.</exception>
    public void Check(DateTimeZone zone, Instant now)
    {
        Session.CheckedLength(Minutes);
        CheckTime(FirstDate, new LocalTime(23, 59), zone, now, nameof(FirstDate));
        Recurrence.CheckFrom(FirstDate);
        CheckTime(Recurrence.DatesFrom(FirstDate).First(), StartTime, zone, now, nameof(FirstDate));
    }

    /// <summary>Refuses a time that has passed or lies more than two years ahead.</summary>
    /// <exception cref="RuleViolation">Says which.</exception>
    internal static void CheckTime(LocalDate date, LocalTime start, DateTimeZone zone, Instant now, string field)
    {
        var today = now.InZone(zone).Date;
        if (SessionTime.StartsAt(date, start, zone) <= now)
        {
            throw new RuleViolation(date == today
                ? "That time today has already passed. Choose a time that is still to come."
                : "That date has already passed. Choose a date that is still to come.", field);
        }

        if (date > today.PlusYears(YearsAhead))
        {
            throw new RuleViolation($"That date is more than {YearsAhead} years away. Choose an earlier one.", field);
        }
    }

    /// <summary>The days to write as rows now: those within <see cref="WeeksAhead"/>, and in any case the first.</summary>
    internal IEnumerable<LocalDate> DatesToWrite(LocalDate today)
    {
        var until = today.PlusWeeks(WeeksAhead);
        return Recurrence.DatesFrom(FirstDate).TakeWhile((date, index) => index == 0 || date <= until);
    }
}
