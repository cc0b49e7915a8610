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

/// <summary>
/// Planning many groups from nothing, and the sweep when nothing changed, beside pg-boss inserting as many rows on the same server. Both take turns,
/// so that what else the machine does hits both alike; the median of the rounds counts.
/// </summary>
internal static class PlanningBench
{
    private const int People = 15;
    private const int Weeks = 4;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(int groups)
    {
        var rows = groups * People * Weeks * 2;
        var results = new Dictionary<string, double>(StringComparer.Ordinal) { ["groups"] = groups, ["planned rows"] = rows };
        foreach (var provider in new[] { DataProvider.Postgres, DataProvider.Sqlite })
        {
            await using (var warm = await TestDatabase.CreateAsync(provider))
            {
                await PlanningWorld.FillAsync(warm, 300, People, 1);
                await SweepOf(warm).RunAsync();
                await SweepOf(warm).RunAsync();
            }

            await PlanAsync(provider, groups, rows, results);
        }

        results["planning ÷ pg-boss, PostgreSQL"] = results["planned rows/s, Postgres"] / results["pg-boss insert, rows/s"];
        foreach (var (name, value) in results)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-46}{value,14:#,0.00}"));
        }

        Console.WriteLine(JsonSerializer.Serialize(results));
        return 0;
    }

    private static async Task PlanAsync(DataProvider provider, int groups, int rows, Dictionary<string, double> results)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await PlanningWorld.FillAsync(database, groups, People, Weeks);
        var (planning, processor, boss) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            await ForgetAsync(database);
            if (provider == DataProvider.Postgres)
            {
                boss.Add(await PgBossAsync(rows));
            }

            var before = Process.GetCurrentProcess().TotalProcessorTime;
            planning.Add(await SecondsAsync(SweepOf(database)));
            processor.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }

        await database.Factory.RunAsync("ANALYZE");
        double[] idle = [await SecondsAsync(SweepOf(database)), await SecondsAsync(SweepOf(database)), await SecondsAsync(SweepOf(database))];
        await using var db = database.Open();
        if (await db.Messages.CountAsync() is var held && held != rows)
        {
            throw new InvalidOperationException($"{held} rows were planned, not {rows}.");
        }

        results[$"planning from nothing, s, {provider}"] = Median(planning);
        results[$"  of it processor in this process, s, {provider}"] = Median(processor);
        results[$"planned rows/s, {provider}"] = rows / Median(planning);
        results[$"idle sweep, s, {provider}"] = Median(idle);
        results[$"idle sweep per 120,000 rows, s, {provider}"] = Median(idle) * 120_000 / rows;
        if (boss.Count > 0)
        {
            results["pg-boss insert, rows/s"] = Median(boss);
        }
    }

    private static PlanMessages SweepOf(TestDatabase database) => new(database.Factory, new FakeClock(PlanningWorld.Start), NullLogger<PlanMessages>.Instance);

    private static async Task<double> SecondsAsync(PlanMessages sweep)
    {
        var from = Stopwatch.GetTimestamp();
        await sweep.RunAsync();
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    /// <summary>Empties the ledger, with nothing left of it on disk, and on fresh statistics.</summary>
    private static async Task ForgetAsync(TestDatabase database)
    {
        await database.Factory.RunAsync(database.Provider == DataProvider.Postgres ? "TRUNCATE \"Messages\"" : "DELETE FROM \"Messages\"");
        await database.Factory.RunAsync("ANALYZE");
    }

    private static async Task RunAsync(this IDbContextFactory<GroupsDb> databases, string sql)
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>Rows a second of pg-boss, at the batch size it likes best.</summary>
    private static async Task<double> PgBossAsync(int rows)
    {
        await using var postgres = await PostgresServer.EmptyAsync();
        var parts = new NpgsqlConnectionStringBuilder(postgres.Connection);
        var address = $"postgres://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}";
        var lines = await NodeTool.RunAsync("pg-boss-insert.mjs", null, address, rows.ToString(CultureInfo.InvariantCulture), "1000", "5000");
        return lines.Split('\n').Max(line => JsonDocument.Parse(line).RootElement.GetProperty("perSecond").GetDouble());
    }

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}
