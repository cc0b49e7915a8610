using System.Diagnostics;
using System.Globalization;
using Groups.Domain.Data;
using Groups.Testing;
using NodaTime;

namespace Groups.Bench.Handover;

/// <summary>
/// The board of a group with five years of weekly sessions and 60 members, beside a page that asks nothing, with 1, 10, 100 and 1,000 groups in the
/// database (each of the others with a year and 15 members); and the home page of a worker with 200 groups.
/// </summary>
internal static class HandoverBench
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 25, 9, 0);

    public static async Task<int> RunAsync(string[] wanted)
    {
        var most = wanted.Select(w => int.TryParse(w, out var n) ? n : 0).FirstOrDefault(n => n > 0) is var given and > 0 ? given : 1000;
        var rounds = wanted.Where(w => w.StartsWith("rounds=", StringComparison.Ordinal)).Select(w => int.Parse(w["rounds=".Length..], CultureInfo.InvariantCulture)).FirstOrDefault(60);
        Console.WriteLine($"{"",-58}{"p50 ms",9}{"p95 ms",9}{"× bare",8}{"queries",9}");
        foreach (var provider in wanted.Contains("sqlite", StringComparer.Ordinal) ? [DataProvider.Sqlite]
            : wanted.Contains("postgres", StringComparer.Ordinal) ? [DataProvider.Postgres] : new[] { DataProvider.Sqlite, DataProvider.Postgres })
        {
            await BoardsAsync(provider, most, rounds);
            await HomeAsync(provider, rounds);
        }

        return 0;
    }

    private static async Task BoardsAsync(DataProvider provider, int most, int rounds)
    {
        using var commands = new CommandCounter();
        await using var app = await GroupsApp.StartAsync(provider, new FakeClock(Now), settings: "Role=web");
        var (worker, group) = await HandoverWorld.GroupAsync(app.Database, "Laura", 60, 260, Now);
        using var browser = await app.BrowserOfAsync(worker);
        var (light, there, first) = (Guid.Empty, 1, 0.0);
        foreach (var groups in new[] { 1, 10, 100, 1000 }.Where(g => g <= Math.Max(1, most)))
        {
            if (there == 1 && groups > 1)
            {
                (_, light) = await HandoverWorld.GroupAsync(app.Database, "Fiona", 15, 52, Now);
                there = 2;
            }

            if (groups > there)
            {
                await HandoverWorld.CopyAsync(app.Database, light, there, groups);
                there = groups;
            }

            var (bare, board) = await TimeAsync(browser, $"groups/{group}/handover", rounds);
            commands.Take();
            await browser.GetByteArrayAsync($"groups/{group}/handover");
            first = first == 0 ? board.P50 : first;
            Line($"{provider}: board of 5 years, 60 members; {groups} groups", board, bare, commands.Take());
            if (groups == 1000)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  1,000 groups ÷ 1 group, p50: {board.P50 / first:0.00}"));
            }
        }
    }

    private static async Task HomeAsync(DataProvider provider, int rounds)
    {
        using var commands = new CommandCounter();
        await using var app = await GroupsApp.StartAsync(provider, new FakeClock(Now), settings: "Role=web");
        var (worker, group) = await HandoverWorld.GroupAsync(app.Database, "Laura", 15, 52, Now);
        await HandoverWorld.CopyAsync(app.Database, group, 1, 200);
        using var browser = await app.BrowserOfAsync(worker);
        var (bare, home) = await TimeAsync(browser, "", rounds);
        commands.Take();
        await browser.GetByteArrayAsync("");
        Line($"{provider}: home of a worker with 200 groups", home, bare, commands.Take());
    }

    private static void Line(string what, (double P50, double P95) page, (double P50, double P95) bare, int queries) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{what,-58}{page.P50,9:0.0}{page.P95,9:0.0}{page.P50 / bare.P50,8:0.0}{queries,9}"));

    /// <summary>A page and one that asks nothing, in turns, after both are warm: what else the machine does hits both alike.</summary>
    private static async Task<((double P50, double P95) Bare, (double P50, double P95) Page)> TimeAsync(HttpClient browser, string path, int rounds)
    {
        var (bare, page) = (new double[rounds], new double[rounds]);
        for (var i = -40; i < rounds; i++)
        {
            var (first, second) = (await OnceAsync(browser, "sign-in"), await OnceAsync(browser, path));
            if (i >= 0)
            {
                (bare[i], page[i]) = (first, second);
            }
        }

        return (Of(bare), Of(page));
    }

    private static async Task<double> OnceAsync(HttpClient browser, string path)
    {
        var from = Stopwatch.GetTimestamp();
        await browser.GetByteArrayAsync(path);
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }

    private static (double P50, double P95) Of(double[] times)
    {
        Array.Sort(times);
        return (times[times.Length / 2], times[times.Length * 95 / 100]);
    }
}
