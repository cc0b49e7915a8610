using NodaTime;
using NodaTime.Text;

namespace Groups.Domain.Sessions;

/// <summary>The date and clock time that a group agreed, as a moment and in words.</summary>
public static class SessionTime
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("dddd d MMMM");
    private static readonly LocalDatePattern DayAndYear = LocalDatePattern.CreateWithInvariantCulture("dddd d MMMM uuuu");

    /// <summary>
    /// The moment at which a clock on the wall shows this. When the clocks go back and it comes twice, the earlier one;
    /// when they go forward and it does not come, later by the length of the gap.
    /// </summary>
    public static Instant StartsAt(LocalDate date, LocalTime time, DateTimeZone zone) =>
        date.At(time).InZoneLeniently(zone).ToInstant();

    /// <summary>"Wednesday 5 August, 5:30pm".</summary>
    public static string InWords(LocalDate date, LocalTime time) => $"{Day.Format(date)}, {TimeInWords(time)}";

    /// <summary>As <see cref="InWords(LocalDate, LocalTime)"/>, with the year when it is not this year.</summary>
    public static string InWords(LocalDate date, LocalTime time, LocalDate today) => $"{DayInWords(date, today)}, {TimeInWords(time)}";

    /// <summary>"Wednesday 5 August", with the year when it is not this year.</summary>
    public static string DayInWords(LocalDate date, LocalDate today) =>
        (date.Year == today.Year ? Day : DayAndYear).Format(date);

    /// <summary>"5:30pm", "5pm", "12 noon", "12 midnight". Seconds are left out.</summary>
    public static string TimeInWords(LocalTime time)
    {
        var half = time.Hour < 12 ? "am" : "pm";
        return (time.Hour, time.Minute) switch
        {
            (0, 0) => "12 midnight",
            (12, 0) => "12 noon",
            (_, 0) => $"{time.ClockHourOfHalfDay}{half}",
            _ => $"{time.ClockHourOfHalfDay}:{time.Minute:00}{half}",
        };
    }
}
