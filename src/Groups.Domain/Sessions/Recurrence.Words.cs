using NodaTime;
using NodaTime.Text;

namespace Groups.Domain.Sessions;

public sealed partial record Recurrence
{
    private static readonly LocalDatePattern LongDate = LocalDatePattern.CreateWithInvariantCulture("dddd d MMMM uuuu");

    /// <summary>The pattern in English, as it would stand in a sentence: "every Wednesday, 10 times".</summary>
    public string InWords() => PatternInWords() + EndInWords();

    private string PatternInWords() => (Pattern, Every) switch
    {
        (RecurrencePattern.Once, _) => "once",
        (RecurrencePattern.Weekly, 1) when Days.Count == 7 => "every day",
        (RecurrencePattern.Weekly, 1) => $"every {Listed(Days)}",
        (RecurrencePattern.Weekly, _) when Days.Count == 7 => $"every {Every} weeks on every day",
        (RecurrencePattern.Weekly, _) => $"every {Every} weeks on {Listed(Days)}",
        (RecurrencePattern.MonthlyOnWeekday, 1) => $"the {NthInWords()} {OnlyDay} of every month",
        (RecurrencePattern.MonthlyOnWeekday, _) => $"every {Every} months on the {NthInWords()} {OnlyDay}",
        (_, 1) => $"on day {DayOfMonth} of every month",
        _ => $"every {Every} months on day {DayOfMonth}",
    };

    private string EndInWords() => (Until, Count) switch
    {
        ({ } until, _) => $", until {LongDate.Format(until)}",
        (_, 1) => ", 1 time",
        (_, { } count) => $", {count} times",
        _ => "",
    };

    private string NthInWords() => Nth switch { 1 => "first", 2 => "second", 3 => "third", 4 => "fourth", _ => "last" };

    private static string Listed(IReadOnlyList<IsoDayOfWeek> days) =>
        days.Count == 1 ? $"{days[0]}" : $"{string.Join(", ", days.Take(days.Count - 1))} and {days[^1]}";
}
