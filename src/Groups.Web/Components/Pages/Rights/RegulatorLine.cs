using System.Globalization;
using NodaTime;

namespace Groups.Web.Components.Pages.OfRights;

/// <summary>Who watches over data, from <c>Complaints:Regulator:Name</c>, <c>:Number</c> and <c>:CheckedOn</c> (2026-11-22).</summary>
/// <param name="Name">Their name.</param>
/// <param name="Number">As people dial it.</param>
/// <param name="CheckedOn">When somebody here last checked it; null when nobody has said so yet.</param>
internal sealed record RegulatorLine(string Name, string Number, LocalDate? CheckedOn)
{
    /// <summary>Without spaces, for a link that dials.</summary>
    public string Dial => string.Concat(Number.Where(c => char.IsAsciiDigit(c) || c == '+'));

    public static RegulatorLine Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Complaints:Regulator");
        return new(
            section["Name"] is { Length: > 0 } name ? name : "Information Commissioner's Office",
            section["Number"] is { Length: > 0 } number ? number : "0303 123 1113",
            DateOnly.TryParseExact(section["CheckedOn"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? LocalDate.FromDateOnly(day) : null);
    }
}
