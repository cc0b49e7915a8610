using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Groups.Domain.Sessions;

public sealed partial record Recurrence
{
    private static readonly string[] Codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    private static readonly LocalDatePattern RuleDate = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>The pattern as the value of an RFC 5545 RRULE, which is also how it is stored. A one-off is one day once.</summary>
    public string ToRule()
    {
        List<string> parts = Pattern switch
        {
            RecurrencePattern.Once => ["FREQ=DAILY", "COUNT=1"],
            RecurrencePattern.Weekly => ["FREQ=WEEKLY", $"BYDAY={string.Join(',', Days.Select(Code))}"],
            RecurrencePattern.MonthlyOnWeekday => ["FREQ=MONTHLY", string.Create(CultureInfo.InvariantCulture, $"BYDAY={Nth}{Code(OnlyDay)}")],
            _ => ["FREQ=MONTHLY", string.Create(CultureInfo.InvariantCulture, $"BYMONTHDAY={DayOfMonth}")],
        };
        if (Every > 1)
        {
            parts.Insert(1, string.Create(CultureInfo.InvariantCulture, $"INTERVAL={Every}"));
        }

        if (Until is { } until)
        {
            parts.Add($"UNTIL={RuleDate.Format(until)}");
        }

        if (Count is { } count)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"COUNT={count}"));
        }

        return string.Join(';', parts);
    }

    /// <summary>Reads what <see cref="ToRule"/> writes, in any order of its parts and in any case.</summary>
    /// <exception cref="RuleViolation">It is not a rule, or one that this program does not know.</exception>
    public static Recurrence Parse(string rule)
    {
        var parts = Split(rule);
        string? Take(string name) => parts.Remove(name, out var value) ? value : null;
        int? TakeNumber(string name) => Take(name) is { } value ? Number(value) : null;

        var (freq, every, byDay, byMonthDay) = (Take("FREQ"), TakeNumber("INTERVAL") ?? 1, Take("BYDAY"), TakeNumber("BYMONTHDAY"));
        var (until, count, weekStart) = (Take("UNTIL"), TakeNumber("COUNT"), Take("WKST") ?? "MO");
        if (parts.Count > 0 || weekStart != "MO" || (until is not null && count is not null))
        {
            throw Unknown();
        }

        var pattern = (freq, byDay, byMonthDay) switch
        {
            ("DAILY", null, null) when every == 1 && count == 1 => Once,
            ("WEEKLY", { } days, null) => Weekly(every, days.Split(',').Select(Weekday)),
            ("MONTHLY", { Length: > 2 } day, null) => MonthlyOnWeekday(every, Number(day[..^2]), Weekday(day[^2..])),
            ("MONTHLY", null, { } day) => MonthlyOnDay(every, day),
            _ => throw Unknown(),
        };
        return (until, count) switch
        {
            _ when pattern.Pattern == RecurrencePattern.Once => pattern,
            ({ } text, _) => pattern.EndingOn(RuleDate.Parse(text).TryGetValue(default, out var date) ? date : throw Unknown()),
            (_, { } times) => pattern.EndingAfter(times),
            _ => pattern,
        };
    }

    private static Dictionary<string, string> Split(string rule)
    {
        var text = rule.Trim().ToUpperInvariant();
        text = text.StartsWith("RRULE:", StringComparison.Ordinal) ? text[6..] : text;
        Dictionary<string, string> parts = new(StringComparer.Ordinal);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=') is not [var name, var value] || !parts.TryAdd(name, value))
            {
                throw Unknown();
            }
        }

        return parts;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Unknown();

    private static string Code(IsoDayOfWeek day) => Codes[(int)day - 1];

    private static IsoDayOfWeek Weekday(string code) =>
        Array.IndexOf(Codes, code) is >= 0 and var index ? (IsoDayOfWeek)(index + 1) : throw Unknown();

    private static RuleViolation Unknown() =>
        new("This repeat rule cannot be read: choose weekly, monthly or once.");
}
