using System.Globalization;
using System.Text.Json;
using Groups.Domain.Data;
using Groups.Testing;

namespace Groups.Bench;

/// <summary>
/// Tap → durable → seen, of a register of 40 people on many connected clients, side by side with a bare SignalR hub that broadcasts the same bytes; and how
/// many taps a second one node sustains. All clients are in one Node process, whose clock measures.
/// </summary>
internal static class HubBench
{
    private const int Slow = 250;
    private static readonly int[] Rates = [10, 25, 50, 100, 150, 200, 300, 400, 600, 800];

    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args.Select(a => a.Split("rounds=")).Where(a => a.Length == 2).Select(a => int.Parse(a[1], CultureInfo.InvariantCulture)).FirstOrDefault(60);
        var counts = args.Where(a => a.All(char.IsAsciiDigit)).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        var providers = Enum.GetValues<DataProvider>().Where(p => args.Contains($"{p}", StringComparer.OrdinalIgnoreCase)).ToArray();
        PostgresServer.SyncsToDisk = true;
        await using var node = NodeTool.Start("hub-bench.mjs");
        Console.WriteLine($"{"",-34}{"seen by all, ms",26}{"each client, ms",26}{"× bare",9}{"bytes",8}");
        Console.WriteLine($"{"",-34}{"p50",10}{"p95",8}{"p99",8}{"p50",10}{"p95",8}{"p99",8}{"p50",9}");
        foreach (var provider in providers.Length > 0 ? providers : Enum.GetValues<DataProvider>())
        {
            await using var world = await HubWorld.StartAsync(provider);
            await using var bare = await BareHub.StartAsync(await world.SampleAsync());
            string[] one = [await world.CookieAsync()];
            foreach (var count in counts.Length > 0 ? counts : [10, 100, 500, 1000])
            {
                await SeenAsync(node, world, bare.Urls.First(), provider, count, rounds, "one account", one);
            }

            if (!args.Contains("seen", StringComparer.Ordinal))
            {
                await SustainedAsync(node, world, provider, one, 1);
                await SustainedAsync(node, world, provider, one, 20);
            }

            foreach (var count in counts.Length > 0 ? counts : [100, 1000])
            {
                await SeenAsync(node, world, bare.Urls.First(), provider, count, rounds, "as many accounts", await world.CookiesAsync(count));
            }
        }

        return 0;
    }

    private static async Task SeenAsync(ChildProcess node, HubWorld world, string bare, DataProvider provider, int count, int rounds, string who, string[] cookies)
    {
        var sessions = new[] { await world.SessionAsync() };
        var job = new
        {
            what = "seen", count, rounds, people = world.Cafe.People.Values,
            targets = new[] { new { url = $"{bare.Replace("http", "ws", StringComparison.Ordinal)}/bare", cookies, sessions }, new { url = world.Address, cookies, sessions } },
        };
        var answer = (await AskAsync(node, job)).EnumerateArray().ToList();
        Print($"{count,5} clients, bare hub", answer[0], null);
        Print($"{count,5} clients, {provider}, {who}", answer[1], P(answer[1], "all", "p50") / P(answer[0], "all", "p50"));
    }

    private static async Task SustainedAsync(ChildProcess node, HubWorld world, DataProvider provider, string[] cookies, int registers)
    {
        var (best, quick) = (0, "");
        foreach (var rate in Rates)
        {
            var sessions = new List<Guid>();
            for (var i = 0; i < registers; i++)
            {
                sessions.Add(await world.SessionAsync());
            }

            var answer = await AskAsync(node, new { what = "sustain", count = 100, people = world.Cafe.People.Values, rate, seconds = 4, target = new { url = world.Address, cookies, sessions } });
            if (answer.GetProperty("p99") is not { ValueKind: JsonValueKind.Number } p99 || p99.GetDouble() > Slow)
            {
                break;
            }

            (best, quick) = (rate, string.Create(CultureInfo.InvariantCulture, $"p50 {answer.GetProperty("p50").GetDouble():0} ms, p99 {p99.GetDouble():0} ms"));
        }

        Console.WriteLine($"  100 clients on {registers} register(s), {provider}: {best} taps a second with p99 under {Slow} ms ({quick})");
    }

    private static async Task<JsonElement> AskAsync(ChildProcess node, object job)
    {
        var before = node.Lines.Count;
        await node.WriteLineAsync(JsonSerializer.Serialize(job));
        await Wait.UntilAsync(() => Task.FromResult(node.Lines.Count > before || node.HasExited), () => node.Output, TimeSpan.FromMinutes(5));
        return node.Lines.Count > before ? JsonDocument.Parse(node.Lines[before]).RootElement : throw new InvalidOperationException(node.Output);
    }

    private static double P(JsonElement result, string what, string quantile) => result.GetProperty(what).GetProperty(quantile).GetDouble();

    private static void Print(string name, JsonElement result, double? times) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-34}{P(result, "all", "p50"),10:0.0}{P(result, "all", "p95"),8:0.0}{P(result, "all", "p99"),8:0.0}{P(result, "each", "p50"),10:0.0}{P(result, "each", "p95"),8:0.0}{P(result, "each", "p99"),8:0.0}{times,9:0.0}{result.GetProperty("bytes").GetInt32(),8}"));
}
