using System.Globalization;
using Groups.Domain.Attendance;
using Groups.Testing;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Groups.Jobs.Tests.Kill;

/// <summary>SIGKILL in the middle of writes on SQLite: what was said to be stored is stored, nothing is half there, the file is whole.</summary>
public sealed class KillWhileWritingTests
{
    private const int Kills = 25;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Two databases beside each other, 25 kills each.
    [Fact]
    public Task Fifty_kills_during_writes_lose_nothing_and_leave_nothing_half_written() =>
        Task.WhenAll(Task.Run(() => RunAsync(new Random(1)), Stop), Task.Run(() => RunAsync(new Random(2)), Stop));

    private static async Task RunAsync(Random random)
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.SessionAsync(plan: false);
        var today = await world.Cafe.SessionAsync(new LocalDateTime(2026, 8, 3, 9, 0));
        var next = Start(world, today);
        var stored = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                // the next one starts meanwhile, and waits: SQLite gives the turn to whoever is quickest, and a slow one would never write
                using var dying = next;
                next = kill < Kills - 1 ? Start(world, today) : null!;
                await dying.WriteLineAsync("write");
                var lines = random.Next(1, 40);
                await Wait.UntilAsync(() => Ended(dying) || dying.Lines.Count >= lines, "the writer writes", Wait.PatienceWithProcesses);
                dying.Kill();
                await dying.ExitAsync();
                stored.UnionWith(dying.Lines);
                await CheckAsync(world.Database.Connection, stored);
            }
        }
        finally
        {
            next?.Dispose();
        }

        stored.Count.ShouldBeGreaterThan(Kills);
    }

    private static ChildProcess Start(MessageWorld world, Guid session) => ChildProcess.Start(
        "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Groups.Worker.dll"), "--Write=actions", $"--Keys:Secret={TestKeys.Secret}", $"--Time={MessageWorld.Monday}", "--Data:Provider=Sqlite",
            $"--Data:Connection={world.Database.Connection}", $"--Group={world.Cafe.Id}", $"--Session={session}", $"--Account={world.Cafe.WorkerAccount}",
        ],
        environment: new Dictionary<string, string?> { ["DOTNET_TieredPGO"] = "0" });

    private static bool Ended(ChildProcess writer) => writer.HasExited ? throw new InvalidOperationException($"The writer ended:\n{writer.Output}") : false;

    private static async Task CheckAsync(string connectionString, HashSet<string> stored)
    {
        await using var connection = new SqliteConnection(connectionString + ";Pooling=False");
        await connection.OpenAsync(Stop);
        (await AskAsync("PRAGMA integrity_check")).ShouldBe(["ok"]);
        (await AskAsync("PRAGMA foreign_key_check")).ShouldBeEmpty();
        // one transaction each: a person, their place and their two messages; an arrival of somebody who is there
        (await AskAsync("SELECT Id FROM People p WHERE (SELECT count(*) FROM Members WHERE PersonId = p.Id) <> 1 OR (SELECT count(*) FROM Messages WHERE PersonId = p.Id) <> 2")).ShouldBeEmpty();
        (await AskAsync("SELECT Id FROM Messages WHERE State <> 'Planned' OR LeaseToken IS NOT NULL OR PersonId NOT IN (SELECT Id FROM People)")).ShouldBeEmpty();
        (await AskAsync("SELECT PersonId FROM Messages GROUP BY SessionId, PersonId, Kind, Revision HAVING count(*) > 1")).ShouldBeEmpty();
        (await AskAsync("SELECT PersonId FROM Facts WHERE PersonId NOT IN (SELECT Id FROM People) OR Kind <> 'Arrived'")).ShouldBeEmpty();
        var there = (await AskAsync("SELECT 'person ' || lower(Id) FROM People UNION ALL SELECT 'arrived ' || lower(PersonId) FROM Facts")).ToHashSet(StringComparer.Ordinal);
        stored.Except(there).ShouldBeEmpty("what was said to be stored is lost");

        async Task<List<string>> AskAsync(string sql)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the questions above
            command.CommandText = sql;
#pragma warning restore CA2100
            var rows = new List<string>();
            await using var reader = await command.ExecuteReaderAsync(Stop);
            while (await reader.ReadAsync(Stop))
            {
                rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
            }

            return rows;
        }
    }
}
