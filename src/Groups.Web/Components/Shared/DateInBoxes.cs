using NodaTime;

namespace Groups.Web.Components.Shared;

/// <summary>A date typed into three boxes, kept as it was typed.</summary>
public sealed class DateInBoxes
{
    /// <summary>Day of the month.</summary>
    public string? Day { get; set; }

    /// <summary>Month, as a number.</summary>
    public string? Month { get; set; }

    /// <summary>Year in four digits.</summary>
    public string? Year { get; set; }

    /// <summary>The date, or nothing where the boxes hold none.</summary>
    public LocalDate? ToDate() =>
        int.TryParse(Day, out var day) && int.TryParse(Month, out var month) && int.TryParse(Year, out var year)
        && year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : null;
}
