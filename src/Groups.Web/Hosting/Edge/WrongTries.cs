using NodaTime;

namespace Groups.Web.Hosting.Edge;

/// <summary>
/// Counts wrong links and wrong codes from each address, so that nobody can go on guessing. What is right counts nothing, so a full room or practice behind one
/// router is never in its own way, and one address's guesses stop no other. Counted in each process.
/// </summary>
internal sealed class WrongTries(EdgeLimits limits, IClock clock)
{
    // Only a flood from everywhere comes so far: then the oldest counts go, never the right answers.
    private const int MostAddresses = 100_000;

    private static readonly object Wrong = new();

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Instant Since, int Tries)> _counts = new(StringComparer.Ordinal);

    private Duration Window => Duration.FromMinutes(limits.Minutes);

    /// <summary>How long whoever asks has to wait until the next try; null where they need not.</summary>
    public Duration? WaitOf(HttpContext http) => WaitOf(RemoteAddress.Of(http), limits.WrongTries);

    /// <summary>Counts a wrong link.</summary>
    public void Count(HttpContext http) => Add(RemoteAddress.Of(http), 1);

    /// <summary>Takes one try of a short code before it is looked up; how long to wait where there were too many, here or everywhere.</summary>
    public Duration? TakeCode(HttpContext http)
    {
        var address = CodesOf(http);
        lock (_gate)
        {
            if ((WaitOf(address, limits.WrongTries) ?? WaitOf("", limits.WrongCodesInAll)) is { } wait)
            {
                return wait;
            }

            Add(address, 1);
            Add("", 1);
            return null;
        }
    }

    /// <summary>Gives a try back: the code was right.</summary>
    public void GiveBackCode(HttpContext http)
    {
        Add(CodesOf(http), -1);
        Add("", -1);
    }

    /// <summary>Says of a request that its key opened nothing, where its answer is a page like any other.</summary>
    public static void Mark(HttpContext http) => http.Items[Wrong] = Wrong;

    /// <summary>Whether <see cref="Mark"/> said so.</summary>
    public static bool IsMarked(HttpContext http) => http.Items.ContainsKey(Wrong);

    // Apart from links: whoever mistyped a code may still come by the picture beside it.
    private static string CodesOf(HttpContext http) => $"code {RemoteAddress.Of(http)}";

    private Duration? WaitOf(string key, int most)
    {
        lock (_gate)
        {
            return Current(key) is var (since, tries) && tries >= most ? since + Window - clock.GetCurrentInstant() : null;
        }
    }

    private void Add(string key, int tries)
    {
        lock (_gate)
        {
            var (since, before) = Current(key) ?? (clock.GetCurrentInstant(), 0);
            _counts[key] = (since, Math.Max(0, before + tries));
            if (_counts.Count > MostAddresses)
            {
                Forget();
            }
        }
    }

    private (Instant Since, int Tries)? Current(string key)
    {
        if (!_counts.TryGetValue(key, out var count))
        {
            return null;
        }

        var now = clock.GetCurrentInstant();
        return count.Since <= now && now < count.Since + Window ? count : null;
    }

    private void Forget()
    {
        foreach (var key in _counts.OrderBy(c => c.Value.Since).Select(c => c.Key).Where(key => key.Length > 0).Take(MostAddresses / 2).ToList())
        {
            _counts.Remove(key);
        }
    }
}
