using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Groups.Testing;

namespace Groups.Bench.Register;

/// <summary>What a phone fetches when it opens the register for the first time, and how long the server takes.</summary>
internal static partial class PagePart
{
    private const int Rounds = 100;

    public static async Task RunAsync(Lines lines)
    {
        using var commands = new CommandCounter();
        await using var site = await RegisterSite.StartAsync();
        using var browser = await site.App.BrowserOfAsync(site.Cafe.WorkerAccount);
        browser.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
        var (bare, _) = await TimeAsync(browser, "sign-in");
        lines.Add("a page that asks nothing, p50 ms", bare);
        foreach (var (name, path) in new[] { ("register of 40", $"sessions/{site.Session}/register"), ("session", $"sessions/{site.Session}") })
        {
            var (p50, p95) = await TimeAsync(browser, path);
            lines.Add($"{name}, p50 ms", p50);
            lines.Add($"{name}, p95 ms", p95);
            commands.Take();
            await browser.GetByteArrayAsync(path);
            lines.Add($"{name}, queries", commands.Take());
        }

        await WeighAsync(lines, browser, $"sessions/{site.Session}/register");
    }

    private static async Task<(double P50, double P95)> TimeAsync(HttpClient browser, string path)
    {
        var times = new double[Rounds];
        for (var i = -10; i < Rounds; i++)
        {
            var from = Stopwatch.GetTimestamp();
            await browser.GetByteArrayAsync(path);
            times[Math.Max(i, 0)] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }

        Array.Sort(times);
        return (times[Rounds / 2], times[Rounds * 95 / 100]);
    }

    /// <summary>The page, its styles, pictures and scripts, and what the scripts import.</summary>
    private static async Task WeighAsync(Lines lines, HttpClient browser, string path)
    {
        var weights = new Dictionary<string, int>(StringComparer.Ordinal);
        var next = new Queue<Uri>([new Uri(browser.BaseAddress!, path)]);
        while (next.TryDequeue(out var address))
        {
            if (weights.ContainsKey(address.AbsolutePath))
            {
                continue;
            }

            using var packed = await browser.GetAsync(address);
            weights[address.AbsolutePath] = (await packed.Content.ReadAsByteArrayAsync()).Length;
            using var plain = new HttpRequestMessage(HttpMethod.Get, address);
            plain.Headers.AcceptEncoding.ParseAdd("identity");
            using var answer = await browser.SendAsync(plain);
            var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
            var wanted = answer.Content.Headers.ContentType?.MediaType switch
            {
                "text/html" => Linked().Matches(text).Select(m => new Uri(browser.BaseAddress!, m.Groups["to"].Value)),
                "text/javascript" when !address.AbsolutePath.Contains("_framework", StringComparison.Ordinal) => Imported().Matches(text).Select(m => new Uri(address, m.Groups["to"].Value)),
                _ => [],
            };
            foreach (var one in wanted)
            {
                next.Enqueue(one);
            }
        }

        var blazor = weights.Where(w => w.Key.Contains("_framework", StringComparison.Ordinal)).Sum(w => w.Value);
        lines.Add("first load besides Blazor's script, kB compressed", (weights.Values.Sum() - blazor) / 1000.0, "at most 100");
        lines.Add("  the page itself, kB compressed", weights["/" + path] / 1000.0);
        lines.Add("  Blazor's script, kB compressed", blazor / 1000.0);
        lines.Add("  requests", weights.Count);
        foreach (var (address, bytes) in weights.OrderByDescending(w => w.Value).Take(30))
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {bytes,8} {address}"));
        }
    }

    [GeneratedRegex("""<(?:link|script|img)\b[^>]*?\s(?:href|src)="(?<to>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Linked();

    [GeneratedRegex("""(?:from|import\(?)\s*'(?<to>\.[^']+)'""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Imported();
}
