namespace Groups.Domain.Attendance;

/// <summary>Cuts names to what a peer may see: the first name, with an initial only where two would be the same.</summary>
public static class FirstNames
{
    private static readonly HashSet<string> Openers = new(["Big", "Wee", "Old", "Auld", "Young", "Mr", "Mrs", "Ms", "Miss", "Dr"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The first name of each, in the same order.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> names)
    {
        var first = names.Select(First).ToList();
        var twice = first.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. names.Zip(first, (name, cut) => twice.Contains(cut) && Rest(name, cut) is { Length: > 0 } rest ? $"{cut} {char.ToUpperInvariant(rest[0])}" : cut)];
    }

    private static string First(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words is [var opener, var next, ..] && Openers.Contains(opener.TrimEnd('.')) ? $"{opener} {next}" : words.FirstOrDefault() ?? name;
    }

    private static string Rest(string name, string cut) => name.Trim()[Math.Min(cut.Length, name.Trim().Length)..].Trim();
}
