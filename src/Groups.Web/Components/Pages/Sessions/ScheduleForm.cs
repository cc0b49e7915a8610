using System.Globalization;
using Groups.Domain;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>When a group comes together, as it was typed.</summary>
public sealed class ScheduleForm
{
    public string? Pattern { get; set; } = "weekly";

    public int? Every { get; set; } = 1;

    public List<string>? Days { get; set; } = [];

    public string? Nth { get; set; } = "1";

    public string? Weekday { get; set; } = "";

    public int? DayOfMonth { get; set; }

    public DateOnly? FirstDate { get; set; }

    public TimeOnly? StartTime { get; set; }

    public TimeOnly? EndTime { get; set; }

    public string? Ends { get; set; } = "never";

    public DateOnly? Until { get; set; }

    public int? Count { get; set; }

    /// <summary>What the dates were shown for; saving anything else shows them again.</summary>
    public string? Seen { get; set; }

    public bool IsOnce => Pattern == "once";

    /// <summary>The form as one text, to see whether it changed.</summary>
    public string Fingerprint => string.Create(CultureInfo.InvariantCulture,
        $"{Pattern}/{Every}/{string.Join(',', (Days ?? []).Order())}/{Nth}/{Weekday}/{DayOfMonth}/{FirstDate:yyyyMMdd}/{StartTime:HHmm}/{EndTime:HHmm}/{Ends}/{Until:yyyyMMdd}/{Count}");

    /// <exception cref="RuleViolation">Something is missing or does not fit; says beside which field.</exception>
    public SeriesPlan ToPlan()
    {
        var first = LocalDate.FromDateOnly(FirstDate ?? throw new RuleViolation("Choose the day of the first session.", nameof(FirstDate)));
        var start = LocalTime.FromTimeOnly(StartTime ?? throw new RuleViolation("Write when it starts, such as 11:00.", nameof(StartTime)));
        var end = LocalTime.FromTimeOnly(EndTime ?? throw new RuleViolation("Write when it ends, such as 12:30.", nameof(EndTime)));
        return new SeriesPlan(Ending(Repeats(first)), first, start, SeriesPlan.MinutesBetween(start, end));
    }

    /// <summary>A form filled with a series as it is from one of its sessions on.</summary>
    public static ScheduleForm Of(Series series, Session here)
    {
        var rule = series.Recurrence;
        var form = new ScheduleForm
        {
            Pattern = rule.Pattern switch
            {
                RecurrencePattern.MonthlyOnWeekday => "monthly-weekday",
                RecurrencePattern.MonthlyOnDay => "monthly-day",
                _ => "weekly",
            },
            Every = rule.Every,
            Nth = (rule.Nth == 0 ? 1 : rule.Nth).ToString(CultureInfo.InvariantCulture),
            DayOfMonth = rule.DayOfMonth == 0 ? null : rule.DayOfMonth,
            FirstDate = here.Date.ToDateOnly(),
            StartTime = series.StartTime.ToTimeOnly(),
            EndTime = series.StartTime.PlusMinutes(series.Minutes).ToTimeOnly(),
        };
        form.Days = rule.Pattern == RecurrencePattern.Weekly ? [.. rule.Days.Select(d => d.ToString())] : [];
        form.Weekday = rule.Pattern == RecurrencePattern.MonthlyOnWeekday ? rule.Days[0].ToString() : "";
        if (rule.Until is { } until)
        {
            (form.Ends, form.Until) = ("on", until.ToDateOnly());
        }
        else if (rule.Count is { } count)
        {
            (form.Ends, form.Count) = ("after", Math.Max(1, count - rule.DatesFrom(series.FirstDate).TakeWhile(d => d < here.Slot).Count()));
        }

        return form;
    }

    private Recurrence Repeats(LocalDate first) => Pattern switch
    {
        "once" => Recurrence.Once,
        "weekly" => Recurrence.Weekly(Every ?? 1, Days is { Count: > 0 } ? Days.Select(d => Day(d, first)) : [first.DayOfWeek]),
        "monthly-weekday" => Recurrence.MonthlyOnWeekday(Every ?? 1, int.TryParse(Nth, CultureInfo.InvariantCulture, out var nth) ? nth : 0, Day(Weekday, first)),
        "monthly-day" => Recurrence.MonthlyOnDay(Every ?? 1, DayOfMonth ?? first.Day),
        _ => throw new RuleViolation("Choose how often the group meets.", nameof(Pattern)),
    };

    private Recurrence Ending(Recurrence pattern) => (IsOnce, Ends) switch
    {
        (true, _) or (_, "never") => pattern,
        (_, "on") => pattern.EndingOn(LocalDate.FromDateOnly(Until ?? throw new RuleViolation("Choose the last day.", nameof(Until)))),
        (_, "after") => pattern.EndingAfter(Count ?? throw new RuleViolation("Write after how many sessions it ends.", nameof(Count))),
        _ => throw new RuleViolation("Choose whether it ends.", nameof(Ends)),
    };

    private static IsoDayOfWeek Day(string? name, LocalDate first) =>
        string.IsNullOrEmpty(name) ? first.DayOfWeek
        : Enum.TryParse<IsoDayOfWeek>(name, out var day) ? day : throw new RuleViolation("Choose a weekday.", nameof(Weekday));
}
