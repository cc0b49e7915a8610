using System.Globalization;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover;

/// <summary>Days of the past and of far ahead, with their year, as the pages of handover say them.</summary>
internal static class DayWords
{
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    /// <summary>"5 August 2026".</summary>
    public static string Of(LocalDate date) => date.ToString("d MMMM uuuu", CultureInfo.GetCultureInfo("en-GB"));

    /// <summary>The day of a moment: "5 August 2026".</summary>
    public static string Of(Instant at) => Of(DateOf(at));

    /// <summary>The day of a moment.</summary>
    public static LocalDate DateOf(Instant at) => at.InZone(London).Date;
}
