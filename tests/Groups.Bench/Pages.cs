using System.Diagnostics;
using System.Globalization;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Bench;

/// <summary>Server time, bytes on the wire and database commands of each page a worker opens, on the demo data, beside a page that asks nothing.</summary>
internal static class Pages
{
    public static async Task<int> RunAsync(int rounds)
    {
        using var commands = new CommandCounter();
        await using var app = await GroupsApp.StartAsync(clock: new FakeClock(SystemClock.Instance.GetCurrentInstant()), settings: "Demo:Enabled=true");
        await using var db = app.Database.Open();
        var worker = await db.Accounts.SingleAsync(a => a.Email == "morag@example.org");
        var cafe = await db.Groups.SingleAsync(g => g.Name == "Women's Café");
        var session = await db.Sessions.Where(s => s.GroupId == cafe.Id && s.Headcount != null).OrderByDescending(s => s.StartsAt).FirstAsync();
        using var browser = await app.BrowserOfAsync(worker.Id);
        browser.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        var pages = new (string Name, string Path)[]
        {
            ("nothing asked (sign-in)", "sign-in"), ("home", ""), ("groups", "groups"), ("group", $"groups/{cafe.Id}"), ("people", $"groups/{cafe.Id}/people"),
            ("sessions", $"groups/{cafe.Id}/sessions"), ("session and register", $"sessions/{session.Id}"), ("handover board", $"groups/{cafe.Id}/handover"),
        };
        var rows = new List<Row>();
        foreach (var (name, path) in pages)
        {
            rows.Add(await MeasureAsync(browser, commands, name, path, rounds));
        }

        var base50 = rows[0].P50;
        Console.WriteLine($"{"page",-26}{"p50 ms",9}{"p95 ms",9}{"× bare",8}{"queries",9}{"kB gzip",9}");
        foreach (var row in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Name,-26}{row.P50,9:0.0}{row.P95,9:0.0}{row.P50 / base50,8:0.0}{row.Queries,9}{row.Bytes / 1000.0,9:0.0}"));
        }

        return 0;
    }

    private static async Task<Row> MeasureAsync(HttpClient browser, CommandCounter commands, string name, string path, int rounds)
    {
        for (var i = 0; i < 20; i++)
        {
            await browser.GetByteArrayAsync(path);
        }

        commands.Take();
        var bytes = (await browser.GetByteArrayAsync(path)).Length;
        var queries = commands.Take();
        var times = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var from = Stopwatch.GetTimestamp();
            await browser.GetByteArrayAsync(path);
            times[i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }

        Array.Sort(times);
        return new Row(name, times[rounds / 2], times[rounds * 95 / 100], queries, bytes);
    }

    private sealed record Row(string Name, double P50, double P95, int Queries, int Bytes);
}
