using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Groups.Testing.Overhearing;

/// <summary>All that was said, each different thing once, with when it was last said. Ids are cut out, so that what differs by nothing else is kept once.</summary>
internal sealed partial class Heard
{
    private readonly ConcurrentDictionary<string, long> _said = new(StringComparer.Ordinal);

    public void Add(string text) => _said[Id().Replace(text, "~")] = Stopwatch.GetTimestamp();

    /// <summary>What was said since a moment of <see cref="Stopwatch"/>.</summary>
    public IEnumerable<string> Since(long moment) => _said.Where(s => s.Value >= moment).Select(s => s.Key);

    /// <summary>Forgets what nobody will ask for any more.</summary>
    public void ForgetBefore(long moment)
    {
        foreach (var said in _said.Where(s => s.Value < moment))
        {
            _said.TryRemove(said);
        }
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}", RegexOptions.None, 10_000)]
    private static partial Regex Id();
}
