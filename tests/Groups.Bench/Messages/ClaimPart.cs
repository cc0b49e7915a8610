using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace Groups.Bench;

/// <summary>The ledger without a provider: rows claimed, written ahead and recorded as taken, in groups; beside pg-boss and graphile-worker doing empty jobs.</summary>
internal static class ClaimPart
{
    private const int Due = 20_000;
    private const int Together = 500;
    private const int WarmUp = 1000;


    public static async Task RunAsync(Lines lines)
    {
        var ours = new Dictionary<(DataProvider, int), double>();
        foreach (var provider in new[] { DataProvider.Postgres, DataProvider.Sqlite })
        {
            foreach (var processes in new[] { 1, 2 })
            {
                await using var database = await ReadyAsync(provider);
                ours[(provider, processes)] = await RaceAsync(database, processes, ahead: false);
                lines.Add($"claim and complete, {provider}, {processes} processes, rows/s", ours[(provider, processes)]);
            }

            await using var all = await ReadyAsync(provider);
            lines.Add($"  with the write-ahead and its checks, {provider}, rows/s", await RaceAsync(all, 1, ahead: true));
            await using var beside = await ReadyAsync(provider);
            await GrowthPart.AddSentAsync(beside, 300_000);
            await AnalyzeAsync(beside);
            lines.Add($"beside 300,000 sent rows ÷ without, {provider}", await RaceAsync(beside, 1, ahead: false) / ours[(provider, 1)], "at least 0.8");
        }

        var (boss, graphile) = (await OthersAsync("pg-boss"), await OthersAsync("graphile"));
        lines.Add("pg-boss work(), empty jobs/s", boss);
        lines.Add("graphile-worker tuned, empty jobs/s", graphile);
        lines.Add("ours on PostgreSQL ÷ pg-boss", ours[(DataProvider.Postgres, 1)] / boss, "at least 3");
        lines.Add("ours on PostgreSQL ÷ graphile-worker", ours[(DataProvider.Postgres, 1)] / graphile, "at least 1.2");
        lines.Add("ours on SQLite ÷ ours on PostgreSQL", ours[(DataProvider.Sqlite, 1)] / ours[(DataProvider.Postgres, 1)], "at least 2");
    }

    /// <summary>A process of its own: works until nothing is due, and says how many and how long.</summary>
    public static async Task<int> WorkAsync(DataProvider provider, string connection, bool ahead)
    {
        await using var services = new ServiceCollection().AddLogging().AddGroupsData(provider, connection, TestKeys.Keys).AddGroupsDomain()
            .AddSingleton<IClock>(new FakeClock(DueMessages.DueAt)).BuildServiceProvider();
        var ledger = services.GetRequiredService<ILedger>();
        Dictionary<Guid, string> numbers;
        Dictionary<Guid, string> names;
        await using (var db = await services.GetRequiredService<IDbContextFactory<GroupsDb>>().CreateDbContextAsync())
        {
            numbers = await db.People.Include(p => p.Contacts).Where(p => p.Contacts.Any()).ToDictionaryAsync(p => p.Id, p => p.Contacts[0].Address);
            names = await db.Groups.ToDictionaryAsync(g => g.Id, g => g.Name);
        }

        Func<Message, Departure>? departure = ahead ? m => new Departure(m, ContactWay.Text, numbers[m.PersonId], names[m.GroupId], 1) : null;
        await DrainAsync(ledger, departure, WarmUp);
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        var from = Stopwatch.GetTimestamp();
        var done = await DrainAsync(ledger, departure, int.MaxValue);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"done {done} {Stopwatch.GetElapsedTime(from).TotalSeconds}"));
        return 0;
    }

    private static async Task<int> DrainAsync(ILedger ledger, Func<Message, Departure>? departure, int most)
    {
        var (done, now, lease) = (0, DueMessages.DueAt, Duration.FromMinutes(2));
        while (done < most && await ledger.ClaimDueAsync(most == WarmUp ? 50 : Together, lease, now) is { Looked: > 0 } claim)
        {
            if (departure is null)
            {
                await ledger.SettleAsync([.. claim.Messages.Select(Ended)]);
            }
            else
            {
                var may = await ledger.BeginSendingAsync([.. claim.Messages.Select(departure)], lease, now);
                if (await ledger.AcceptAsync([.. claim.Messages.Where(m => may.Contains(m.Id)).Select(m => new Taken(m, $"SM{m.Id:N}", 1))], now) != claim.Messages.Count)
                {
                    throw new InvalidOperationException("Not all of them went.");
                }
            }

            done += claim.Messages.Count;
        }

        return done;
    }

    public static async Task<double> RaceAsync(TestDatabase database, int processes, bool ahead)
    {
        var workers = Enumerable.Range(0, processes).Select(_ => ChildProcess.Start(
            "dotnet", [typeof(ClaimPart).Assembly.Location, "claim-work", $"{database.Provider}", database.Connection, $"{ahead}"])).ToList();
        try
        {
            await Task.WhenAll(workers.Select(w => w.LineAsync(l => l == "ready", TimeSpan.FromMinutes(1))));
            await Task.WhenAll(workers.Select(w => w.WriteLineAsync("go")));
            var said = await Task.WhenAll(workers.Select(w => w.LineAsync(l => l.StartsWith("done", StringComparison.Ordinal), TimeSpan.FromMinutes(10))));
            var results = said.Select(l => l.Split(' ')).ToList();
            return results.Sum(r => double.Parse(r[1], CultureInfo.InvariantCulture)) / results.Max(r => double.Parse(r[2], CultureInfo.InvariantCulture));
        }
        finally
        {
            workers.ForEach(w => w.Dispose());
        }
    }

    public static async Task AnalyzeAsync(TestDatabase database)
    {
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync(database.Provider == DataProvider.Postgres ? "VACUUM ANALYZE \"Messages\"" : "ANALYZE");
    }

    private static Settled Ended(Message message)
    {
        var token = message.LeaseToken!.Value;
        message.Fail(MessageState.Suppressed, "measured", null, DueMessages.DueAt);
        return new Settled(message, token, MessageState.Claimed);
    }

    private static async Task<TestDatabase> ReadyAsync(DataProvider provider)
    {
        var database = await TestDatabase.CreateAsync(provider);
        await DueMessages.FillAsync(database, Due);
        await AnalyzeAsync(database);
        return database;
    }

    private static async Task<double> OthersAsync(string engine)
    {
        await using var postgres = await PostgresServer.EmptyAsync();
        var parts = new NpgsqlConnectionStringBuilder(postgres.Connection);
        var said = await NodeTool.RunAsync("jobs-race.mjs", null, engine, $"postgres://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}", $"{Due}");
        return JsonDocument.Parse(said.Split('\n')[^1]).RootElement.GetProperty("perSecond").GetDouble();
    }
}
