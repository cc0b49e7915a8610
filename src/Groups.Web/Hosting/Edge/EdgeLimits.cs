using System.Globalization;

namespace Groups.Web.Hosting.Edge;

/// <summary>The section <c>Limits</c>: how much, how often and how slowly somebody may ask. Every number is said in docs/operating.md.</summary>
internal sealed record EdgeLimits
{
    /// <summary>The time that tries and posts are counted in.</summary>
    public int Minutes { get; private set; } = 10;

    /// <summary>Wrong links from one address, and as many wrong codes.</summary>
    public int WrongTries { get; private set; } = 30;

    /// <summary>Wrong codes at the door from all addresses together: so few that guessing one of 85 million finds nothing in the hours a code is good for.</summary>
    public int WrongCodesInAll { get; private set; } = 300;

    /// <summary>Forms from one address: many people behind one router of a practice.</summary>
    public int PostsPerAddress { get; private set; } = 3_000;

    /// <summary>Forms from one account.</summary>
    public int PostsPerAccount { get; private set; } = 600;

    /// <summary>Calls of hooks from one address.</summary>
    public int HooksPerAddress { get; private set; } = 60_000;

    /// <summary>The largest request; imports and hooks have their own size.</summary>
    public int BodyKilobytes { get; private set; } = 1_024;

    /// <summary>The time in which the head of a request has to be there.</summary>
    public int HeadSeconds { get; private set; } = 15;

    /// <summary>The slowest a request may come.</summary>
    public int BytesPerSecond { get; private set; } = 240;

    /// <summary>For how long it may come more slowly.</summary>
    public int SlowSeconds { get; private set; } = 10;

    /// <summary>Reads the section; what is wrong is added as a sentence that names the key.</summary>
    public static EdgeLimits Read(IConfiguration configuration, List<string> problems)
    {
        var limits = new EdgeLimits();
        foreach (var given in configuration.GetSection("Limits").GetChildren())
        {
            if (Array.Find(Known, known => string.Equals(known.Name, given.Key, StringComparison.OrdinalIgnoreCase)) is not { Name.Length: > 0 } known)
            {
                problems.Add($"Limits:{given.Key} is not known; there are {string.Join(", ", Known.Select(k => k.Name))}.");
            }
            else if (int.TryParse(given.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= known.Least && number <= known.Most)
            {
                known.Set(limits, number);
            }
            else
            {
                problems.Add($"Limits:{known.Name} is \"{given.Value}\"; write a whole number from {known.Least} to {known.Most}.");
            }
        }

        return limits;
    }

    private static readonly (string Name, int Least, int Most, Action<EdgeLimits, int> Set)[] Known =
    [
        (nameof(Minutes), 1, 1_440, (l, n) => l.Minutes = n),
        (nameof(WrongTries), 1, 1_000_000, (l, n) => l.WrongTries = n),
        (nameof(WrongCodesInAll), 1, 1_000_000, (l, n) => l.WrongCodesInAll = n),
        (nameof(PostsPerAddress), 1, 10_000_000, (l, n) => l.PostsPerAddress = n),
        (nameof(PostsPerAccount), 1, 10_000_000, (l, n) => l.PostsPerAccount = n),
        (nameof(HooksPerAddress), 1, 10_000_000, (l, n) => l.HooksPerAddress = n),
        (nameof(BodyKilobytes), 64, 30_000, (l, n) => l.BodyKilobytes = n),
        (nameof(HeadSeconds), 1, 600, (l, n) => l.HeadSeconds = n),
        (nameof(BytesPerSecond), 1, 1_000_000, (l, n) => l.BytesPerSecond = n),
        (nameof(SlowSeconds), 2, 600, (l, n) => l.SlowSeconds = n),
    ];
}
