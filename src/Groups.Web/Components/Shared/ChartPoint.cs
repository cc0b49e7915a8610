using System.Globalization;

namespace Groups.Web.Components.Shared;

/// <summary>One number of a chart.</summary>
/// <param name="Label">What it belongs to: a day in words, a name.</param>
/// <param name="Value">The number; nothing where there is none or it may not be shown.</param>
/// <param name="Note">What the table says instead of, or after, the number: "cancelled", "fewer than 5".</param>
public sealed record ChartPoint(string Label, double? Value, string? Note = null)
{
    internal string InWords => string.Join(", ", new[] { Value?.ToString("0.##", CultureInfo.CurrentCulture), Note }.Where(word => word is not null)) is { Length: > 0 } words ? words : "–";
}
