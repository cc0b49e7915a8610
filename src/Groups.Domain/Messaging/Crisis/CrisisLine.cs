using System.Globalization;
using System.Text.Json;

namespace Groups.Domain.Messaging;

/// <summary>Somebody to phone in a crisis.</summary>
/// <param name="Name">Who answers.</param>
/// <param name="Number">As people dial it.</param>
/// <param name="When">What for, and when it is open.</param>
/// <param name="CheckedOn">When somebody here last checked that it works; null when nobody has said so yet.</param>
public sealed record CrisisLine(string Name, string Number, string When, DateOnly? CheckedOn)
{
    /// <summary>Without spaces, for a link that dials.</summary>
    public string Dial => string.Concat(Number.Where(c => char.IsAsciiDigit(c) || c == '+'));
}

/// <summary>The lines on the crisis card and in the crisis answer: a setting with dates, or else the resource file that ships.</summary>
/// <param name="All">In the order they are shown.</param>
public sealed record CrisisLines(IReadOnlyList<CrisisLine> All)
{
    /// <summary>The lines that ship, checked by nobody here yet.</summary>
    public static CrisisLines Shipped { get; } = Read();

    /// <summary>"Samaritans 116 123, NHS 24 111".</summary>
    public string InWords => string.Join(", ", All.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Name} {line.Number}")));

    private static CrisisLines Read()
    {
        using var stream = typeof(CrisisLines).Assembly.GetManifestResourceStream("crisis.lines")!;
        return new(JsonSerializer.Deserialize<List<CrisisLine>>(stream, JsonSerializerOptions.Web)!);
    }
}
