using System.Data.Common;
using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace Groups.Testing.Overhearing;

/// <summary>What stands of jobs in a database: when they ran, why a channel rests, what a provider said of a message, and the tables that are the engine's own.</summary>
internal static class JobStorage
{
    public static async Task<IReadOnlyList<string>> OfAsync(TestDatabase database)
    {
        try
        {
            await using var db = database.Open();
            List<string> rows =
            [
                .. await db.Heartbeats.Select(h => h.Name).ToListAsync(),
                .. (await db.ChannelHealth.AsNoTracking().ToListAsync()).Select(c => $"{c.Name} {c.Sentence}"),
                .. (await db.Messages.Select(m => new { m.Reason, m.ProviderCode, m.ProviderId }).Distinct().ToListAsync()).Select(m => $"{m.Reason} {m.ProviderCode} {m.ProviderId}"),
            ];
            if (database.Provider == DataProvider.Postgres)
            {
                rows.AddRange(await db.Database.SqlQuery<string>(
                    $"SELECT query_to_xml(format('SELECT * FROM %I.%I', schemaname, tablename), true, false, '')::text AS \"Value\" FROM pg_tables WHERE schemaname NOT IN ('public', 'pg_catalog', 'information_schema')").ToListAsync());
            }

            return rows;
        }
        catch (DbException)
        {
            // The test took the database apart.
            return [];
        }
    }
}
