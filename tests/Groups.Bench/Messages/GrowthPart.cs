using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Bench;

/// <summary>What a message costs beside a ledger that grows.</summary>
internal static class GrowthPart
{
    private const int Due = 5_000;

    public static async Task RunAsync(Lines lines)
    {
        foreach (var provider in new[] { DataProvider.Postgres, DataProvider.Sqlite })
        {
            var costs = new Dictionary<int, double>();
            foreach (var rows in new[] { 1_000, 10_000, 100_000, 1_000_000 })
            {
                await using var database = await TestDatabase.CreateAsync(provider);
                await DueMessages.FillAsync(database, Due);
                await AddSentAsync(database, rows);
                await ClaimPart.AnalyzeAsync(database);
                costs[rows] = 1e6 / await ClaimPart.RaceAsync(database, 1, ahead: true);
                lines.Add($"beside {rows:#,0} rows, {provider}, µs a message", costs[rows]);
            }

            lines.Add($"1,000,000 ÷ 10,000, {provider}", costs[1_000_000] / costs[10_000], "at most 1.3");
        }
    }

    /// <summary>Rows of messages sent long ago, to the people that are there, about other sessions than theirs: one for a person and session, as in life.</summary>
    public static async Task AddSentAsync(TestDatabase database, int rows)
    {
        await using var db = database.Open();
        db.Database.SetCommandTimeout(600);
        var (id, numbers) = database.Provider == DataProvider.Postgres
            ? ("gen_random_uuid()", $"generate_series(1, {rows}) AS n(i)")
            : ("upper(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6)))",
                $"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) SELECT i FROM n) AS n");
        var people = await db.People.CountAsync();
        var sessions = await db.Sessions.CountAsync();
#pragma warning disable EF1002 // numbers and fixed words only
        await db.Database.ExecuteSqlRawAsync($"""
            INSERT INTO "Messages" ("Id", "GroupId", "SessionId", "PersonId", "Kind", "Revision", "SessionStart", "State", "CalledFor", "DueAt", "NotAfter", "Way", "Address",
                "Attempts", "ProviderId", "Parts", "PlannedAt", "SentAt", "ChangedAt")
            SELECT {id}, m."GroupId", s."Id", m."PersonId", 'DayBefore', -n.i, m."SessionStart", 'Accepted', m."CalledFor", m."DueAt", m."NotAfter", 'Text', (SELECT "Address" FROM "ContactMethods" LIMIT 1),
                1, 'SM' || n.i, 1, m."PlannedAt", m."DueAt", m."DueAt"
            FROM {numbers}
            JOIN (SELECT *, row_number() OVER (ORDER BY "SessionId", "Id") - 1 AS r FROM "Messages") m ON m.r = n.i % {people}
            JOIN (SELECT "Id", row_number() OVER (ORDER BY "Id") - 1 AS k FROM "Sessions") s ON s.k = (m.r * {sessions} / {people} + 1 + n.i / {people}) % {sessions}
            """);
#pragma warning restore EF1002
    }
}
