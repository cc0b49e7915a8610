using System.Globalization;
using Groups.Domain.Attendance;

namespace Groups.Web.Components.Pages.Sessions.Running;

/// <summary>Finds who is meant by a name typed from paper: the whole name, or as much of its beginning as only one has.</summary>
internal static class TypedNames
{
    /// <summary>More lines than any sheet has.</summary>
    public const int Most = 100;

    private static readonly CompareInfo Letters = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>The names, one of each line; empty lines are passed over.</summary>
    public static IReadOnlyList<string> Lines(string? typed) =>
        [.. (typed ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(Most)];

    /// <summary>Who may be meant, the one if it is clear.</summary>
    public static IReadOnlyList<RegisterRow> Fits(string typed, IEnumerable<RegisterRow> people)
    {
        var fits = people.Where(p => p.MayTick && Letters.IsPrefix(p.Name, typed, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace)).ToList();
        var whole = fits.Where(p => Letters.Compare(p.Name, typed, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) == 0).ToList();
        return whole.Count == 1 ? whole : fits;
    }
}
