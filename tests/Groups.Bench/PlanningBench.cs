using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Groups.Domain.Data;
using Groups.Jobs;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Groups.Bench;

/// <summary>Planning many groups from nothing, and the sweep when nothing changed, beside pg-boss inserting as many rows on the same server.</summary>
internal static class PlanningBench
{
    private const int People = 15;
    private const int Weeks = 4;

    public static async Task<int> RunAsync(int groups)
    {
        var results = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var provider in new[] { DataProvider.Postgres, DataProvider.Sqlite })
        {
            await PlanAsync(provider, groups, results);
        }

        await PgBossAsync(groups * People * Weeks * 2, results);
        foreach (var (name, value) in results)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-46}{value,14:#,0.00}"));
        }

        Console.WriteLine(JsonSerializer.Serialize(results));
        return 0;
    }

    private static async Task PlanAsync(DataProvider provider, int groups, Dictionary<string, double> results)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await PlanningWorld.FillAsync(database, groups, People, Weeks);
        await RefreshStatisticsAsync(database);
        var sweep = new PlanMessages(database.Factory, new FakeClock(PlanningWorld.Start), NullLogger<PlanMessages>.Instance);
        var planning = await SecondsAsync(sweep);
        await using var db = database.Open();
        var rows = await db.Messages.CountAsync();
        results[$"planned rows, {provider}"] = rows;
        results[$"planning from nothing, s, {provider}"] = planning;
        results[$"planned rows/s, {provider}"] = rows / planning;
        results[$"idle sweep after that, s, {provider}"] = await SecondsAsync(sweep);
        await RefreshStatisticsAsync(database);
        double[] idle = [await SecondsAsync(sweep), await SecondsAsync(sweep), await SecondsAsync(sweep)];
        results[$"idle sweep, s (median of 3), {provider}"] = idle.Order().ElementAt(1);
        if (await db.Messages.CountAsync() != rows)
        {
            throw new InvalidOperationException("An idle sweep added rows.");
        }
    }

    private static async Task<double> SecondsAsync(PlanMessages sweep)
    {
        var from = Stopwatch.GetTimestamp();
        await sweep.RunAsync();
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    private static async Task RefreshStatisticsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    private static async Task PgBossAsync(int rows, Dictionary<string, double> results)
    {
        await using var postgres = await PostgresServer.EmptyAsync();
        var parts = new NpgsqlConnectionStringBuilder(postgres.Connection);
        var address = $"postgres://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}";
        var lines = await NodeTool.RunAsync("pg-boss-insert.mjs", null, address, rows.ToString(CultureInfo.InvariantCulture), "500", "2000", "10000");
        foreach (var line in lines.Split('\n'))
        {
            using var said = JsonDocument.Parse(line);
            var size = said.RootElement.GetProperty("size").GetInt32();
            results[$"pg-boss insert, rows/s, {size} a batch"] = said.RootElement.GetProperty("perSecond").GetDouble();
        }
    }
}
