using Groups.Domain.Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Data;

/// <summary>Brings a database to today's schema.</summary>
public static class DatabaseSetup
{
    /// <summary>Creates the database if it is not there, and brings an older one to today's schema. Several programs may start at once.</summary>
    public static async Task PrepareAsync(IDbContextFactory<GroupsDb> databases, CancellationToken stop = default)
    {
        await using (var db = await databases.CreateDbContextAsync(stop))
        {
            await db.Database.MigrateAsync(stop);
        }

        await SealDatabase.OpenAsync(databases, stop);
    }
}
