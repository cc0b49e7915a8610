using System.Globalization;

namespace Groups.Web.Components.Pages.Crisis;

/// <summary>Somebody to phone in a crisis.</summary>
/// <param name="Name">Who answers.</param>
/// <param name="Number">As people dial it.</param>
/// <param name="When">What for, and when it is open.</param>
/// <param name="CheckedOn">When somebody here last checked that it works; null when nobody has said so yet.</param>
internal sealed record CrisisLine(string Name, string Number, string When, DateOnly? CheckedOn)
{
    private static readonly CrisisLine[] BuiltIn =
    [
        new("Emergency services", "999", "Life is in danger now", null),
        new("Samaritans", "116 123", "To talk, day and night, free", null),
        new("NHS 24", "111", "Urgent help with mental or physical health, day and night, free", null),
        new("Breathing Space", "0800 83 85 87", "Feeling low or anxious; evenings, nights and weekends, free", null),
    ];

    /// <summary>Without spaces, for a link that dials.</summary>
    public string Dial => string.Concat(Number.Where(c => char.IsAsciiDigit(c) || c == '+'));

    /// <summary>The lines from <c>Crisis:Lines:0:Name</c>, <c>:Number</c>, <c>:When</c>, <c>:CheckedOn</c> (2026-08-03), or the built-in ones where none is given.</summary>
    public static IReadOnlyList<CrisisLine> Read(IConfiguration configuration)
    {
        var given = configuration.GetSection("Crisis:Lines").GetChildren()
            .OrderBy(line => int.TryParse(line.Key, out var place) ? place : int.MaxValue)
            .Select(line => new CrisisLine(
                line["Name"] ?? "", line["Number"] ?? "", line["When"] ?? "",
                DateOnly.TryParseExact(line["CheckedOn"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null))
            .Where(line => line is { Name.Length: > 0, Number.Length: > 0 }).ToList();
        return given.Count > 0 ? given : BuiltIn;
    }
}
