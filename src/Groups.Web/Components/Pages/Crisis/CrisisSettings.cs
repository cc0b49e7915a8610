using System.Globalization;
using Groups.Domain.Messaging;

namespace Groups.Web.Components.Pages.Crisis;

/// <summary>Whom to phone, from <c>Crisis:Lines:0:Name</c>, <c>:Number</c>, <c>:When</c>, <c>:CheckedOn</c> (2026-08-03).</summary>
internal static class CrisisSettings
{
    /// <summary>The configured lines, or those that ship where none is given.</summary>
    public static CrisisLines Read(IConfiguration configuration)
    {
        var given = configuration.GetSection("Crisis:Lines").GetChildren()
            .OrderBy(line => int.TryParse(line.Key, out var place) ? place : int.MaxValue)
            .Select(line => new CrisisLine(
                line["Name"] ?? "", line["Number"] ?? "", line["When"] ?? "",
                DateOnly.TryParseExact(line["CheckedOn"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null))
            .Where(line => line is { Name.Length: > 0, Number.Length: > 0 }).ToList();
        return given.Count > 0 ? new CrisisLines(given) : CrisisLines.Shipped;
    }
}
