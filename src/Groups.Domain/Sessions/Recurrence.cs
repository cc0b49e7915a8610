using System.Numerics;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>How the dates of a series follow each other.</summary>
public enum RecurrencePattern
{
    /// <summary>One date and no more.</summary>
    Once,

    /// <summary>Every so many weeks, on some weekdays.</summary>
    Weekly,

    /// <summary>Every so many months, on the first to fourth or last of a weekday.</summary>
    MonthlyOnWeekday,

    /// <summary>Every so many months, on a day by number; months without that day are passed over.</summary>
    MonthlyOnDay,
}

/// <summary>
/// When a group comes together: an immutable pattern of dates, with an end by date, by count or not at all.
/// It knows no times and no zone; see <see cref="SessionTime"/>.
/// </summary>
public sealed partial record Recurrence
{
    /// <summary>The most weeks or months between two turns.</summary>
    public const int LongestEvery = 52;

    /// <summary>The most dates that an end by count may ask for.</summary>
    public const int LargestCount = 500;

    private readonly byte weekdays;

    private Recurrence(RecurrencePattern pattern, int every, byte weekdays = 0, int nth = 0, int dayOfMonth = 0)
    {
        if (every is < 1 or > LongestEvery)
        {
            throw new RuleViolation($"Choose a number from 1 to {LongestEvery} for how often it comes round.", nameof(Every));
        }

        (Pattern, Every, Nth, DayOfMonth) = (pattern, every, nth, dayOfMonth);
        this.weekdays = weekdays;
    }

    /// <summary>One date and no more.</summary>
    public static Recurrence Once { get; } = new(RecurrencePattern.Once, 1);

    /// <summary>Which of the four patterns this is.</summary>
    public RecurrencePattern Pattern { get; }

    /// <summary>1 for each week or month, 2 for every other one, and so on; 1 to <see cref="LongestEvery"/>.</summary>
    public int Every { get; }

    /// <summary>Which of its weekdays in the month: 1 to 4, or -1 for the last; 0 unless <see cref="RecurrencePattern.MonthlyOnWeekday"/>.</summary>
    public int Nth { get; }

    /// <summary>The day of the month, 1 to 31; 0 unless <see cref="RecurrencePattern.MonthlyOnDay"/>.</summary>
    public int DayOfMonth { get; }

    /// <summary>The last day on which there may be a session, when the series ends by date.</summary>
    public LocalDate? Until { get; private init; }

    /// <summary>How many dates there are, when the series ends by count.</summary>
    public int? Count { get; private init; }

    /// <summary>The weekdays, Monday first; empty unless the pattern names some.</summary>
    public IReadOnlyList<IsoDayOfWeek> Days => [.. Week.Where(IsOn)];

    private static IEnumerable<IsoDayOfWeek> Week => Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day);

    /// <summary>Every so many weeks on these weekdays. Weeks start on Monday and are counted from the week of the first date.</summary>
    /// <exception cref="RuleViolation">No weekday, or <paramref name="every"/> outside 1 to 52.</exception>
    public static Recurrence Weekly(int every, params IEnumerable<IsoDayOfWeek> days)
    {
        var mask = days.Aggregate(0, (sum, day) => sum | Bit(day));
        return mask == 0
            ? throw new RuleViolation("Choose at least one weekday.", nameof(Days))
            : new(RecurrencePattern.Weekly, every, (byte)mask);
    }

    /// <summary>Every so many months on the <paramref name="nth"/> (1 to 4, or -1 for the last) of a weekday.</summary>
    /// <exception cref="RuleViolation">A number outside its range.</exception>
    public static Recurrence MonthlyOnWeekday(int every, int nth, IsoDayOfWeek day) =>
        nth is -1 or (>= 1 and <= 4)
            ? new(RecurrencePattern.MonthlyOnWeekday, every, (byte)Bit(day), nth)
            : throw new RuleViolation("Choose the first, second, third, fourth or last weekday of the month.", nameof(Nth));

    /// <summary>Every so many months on this day; a month without that day is passed over.</summary>
    /// <exception cref="RuleViolation">A number outside its range.</exception>
    public static Recurrence MonthlyOnDay(int every, int day) =>
        day is >= 1 and <= 31
            ? new(RecurrencePattern.MonthlyOnDay, every, dayOfMonth: day)
            : throw new RuleViolation("Choose a day of the month from 1 to 31.", nameof(DayOfMonth));

    /// <summary>The same pattern, ending with this day at the latest instead of by count.</summary>
    /// <exception cref="RuleViolation">This is a one-off.</exception>
    public Recurrence EndingOn(LocalDate until) => Repeating() with { Until = until, Count = null };

    /// <summary>The same pattern, ending after this many dates instead of by date.</summary>
    /// <exception cref="RuleViolation">This is a one-off, or the count is outside 1 to 500.</exception>
    public Recurrence EndingAfter(int count) =>
        count is >= 1 and <= LargestCount
            ? Repeating() with { Until = null, Count = count }
            : throw new RuleViolation($"Choose a number of sessions from 1 to {LargestCount}.", nameof(Count));

    /// <summary>The same pattern without an end.</summary>
    public Recurrence WithoutEnd() => this with { Until = null, Count = null };

    /// <summary>Refuses a series from this day that could not have a single session.</summary>
    /// <exception cref="RuleViolation">The end lies before <paramref name="first"/>, or no date fits.</exception>
    public void CheckFrom(LocalDate first)
    {
        if (Until < first)
        {
            throw new RuleViolation("The last date is before the first: choose a later last date.", nameof(Until));
        }

        if (DatesFrom(first).Any())
        {
            return;
        }

        throw WithoutEnd().DatesFrom(first).Any()
            ? new RuleViolation("No session falls before the last date: choose a later last date.", nameof(Until))
            : new RuleViolation("This pattern never comes round: choose another day or another number of months.", nameof(DayOfMonth));
    }

    private static int Bit(IsoDayOfWeek day) =>
        day is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday
            ? 1 << ((int)day - 1)
            : throw new RuleViolation("Choose a weekday from Monday to Sunday.", nameof(Days));

    private bool IsOn(IsoDayOfWeek day) => (weekdays & Bit(day)) != 0;

    private IsoDayOfWeek OnlyDay => (IsoDayOfWeek)(BitOperations.TrailingZeroCount((uint)weekdays) + 1);

    private Recurrence Repeating() =>
        Pattern != RecurrencePattern.Once ? this : throw new RuleViolation("A single session needs no end date and no number of sessions.", nameof(Until));
}
