using NodaTime;

namespace Groups.Domain.Sessions;

public sealed partial record Recurrence
{
    /// <summary>After 400 years the calendar repeats itself, so what has not come round by then never will.</summary>
    private const int MonthsInCalendarCycle = 400 * 12;

    private const int MonthsAfterTheLast = 10_000 * 12;

    /// <summary>
    /// The dates from this day on, earliest first, worked out one at a time. <paramref name="first"/> need not fit the
    /// pattern; it is the first date that may come, and its week or month is the one that <see cref="Every"/> counts from.
    /// A pattern that never comes round gives nothing; one without an end runs to the end of the calendar.
    /// </summary>
    public IEnumerable<LocalDate> DatesFrom(LocalDate first)
    {
        var dates = Pattern switch
        {
            RecurrencePattern.Once => [first],
            RecurrencePattern.Weekly => WeeklyFrom(first),
            _ => MonthlyFrom(first),
        };
        dates = dates.SkipWhile(date => date < first);
        return (Until, Count) switch
        {
            ({ } until, _) => dates.TakeWhile(date => date <= until),
            (_, { } count) => dates.Take(count),
            _ => dates,
        };
    }

    private IEnumerable<LocalDate> WeeklyFrom(LocalDate first)
    {
        var days = Days;
        var daysIn = (int)first.DayOfWeek - 1;
        var last = Period.DaysBetween(first, LocalDate.MaxIsoValue);
        for (var monday = -daysIn; monday <= last; monday += 7 * Every)
        {
            foreach (var day in days)
            {
                var ahead = monday + (int)day - 1;
                if (ahead >= 0 && ahead <= last)
                {
                    yield return first.PlusDays(ahead);
                }
            }
        }
    }

    private IEnumerable<LocalDate> MonthlyFrom(LocalDate first)
    {
        var start = (first.Year * 12) + first.Month - 1;
        var lastFound = start;
        for (var month = start; month < MonthsAfterTheLast && month - lastFound <= MonthsInCalendarCycle; month += Every)
        {
            if (DateIn(month / 12, (month % 12) + 1) is { } date)
            {
                lastFound = month;
                yield return date;
            }
        }
    }

    private LocalDate? DateIn(int year, int month)
    {
        var length = CalendarSystem.Iso.GetDaysInMonth(year, month);
        if (Pattern == RecurrencePattern.MonthlyOnDay)
        {
            return DayOfMonth <= length ? new LocalDate(year, month, DayOfMonth) : null;
        }

        var from = new LocalDate(year, month, Nth == -1 ? length - 6 : (7 * (Nth - 1)) + 1);
        var ahead = ((int)OnlyDay - (int)from.DayOfWeek + 7) % 7;
        return from.PlusDays(ahead);
    }
}
