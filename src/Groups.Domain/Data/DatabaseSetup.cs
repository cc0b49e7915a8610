using System.Reflection;
using Groups.Domain.Data.Backups;
using Groups.Domain.Data.Sealing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Groups.Domain.Data;

/// <summary>Brings a database to today's schema.</summary>
public static class DatabaseSetup
{
    /// <summary>
    /// Creates the database if it is not there, and brings an older one to today's schema. Several programs may start at once: one does it, the others wait.
    /// On SQLite what was there is first copied beside it.
    /// </summary>
    /// <param name="databases">The database.</param>
    /// <param name="place">What a copy holds besides the database, where it is sealed; null for nothing.</param>
    /// <param name="key">Seals the copy; null for a copy that only this user may read.</param>
    /// <param name="stop">Stops waiting.</param>
    /// <exception cref="RuleViolation">The database is of a newer version of the program.</exception>
    public static async Task PrepareAsync(IDbContextFactory<GroupsDb> databases, BackupPlace? place = null, BackupKey? key = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(databases);
        await BringUpAsync(databases, place, key, stop);
        await SealDatabase.OpenAsync(databases, stop);
    }

    /// <summary>The migrations this program knows, oldest first.</summary>
    public static IReadOnlyList<string> Migrations(DataProvider provider)
    {
        var context = provider == DataProvider.Postgres ? typeof(PostgresGroupsDb) : typeof(SqliteGroupsDb);
        return [.. typeof(DatabaseSetup).Assembly.GetTypes().Where(t => t.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal)];
    }

    private static async Task BringUpAsync(IDbContextFactory<GroupsDb> databases, BackupPlace? place, BackupKey? key, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var provider = db is PostgresGroupsDb ? DataProvider.Postgres : DataProvider.Sqlite;
        var at = place ?? new BackupPlace(provider, db.Database.GetConnectionString()!, "");
        if (!await IsBehindAsync(db, stop))
        {
            return;
        }

        if (provider == DataProvider.Postgres)
        {
            await CreateAsync(db, stop);
        }

        await using var turn = await DatabaseTurn.TakeAsync(at, stop);
        if (!await IsBehindAsync(db, stop))
        {
            return;
        }

        if (provider == DataProvider.Sqlite)
        {
            await new UpgradeCopies(at, key).MakeAsync(db.Database.GetMigrations().Last(), stop);
            await ForgetDeadUpgradeAsync(db, stop);
        }

        await db.Database.MigrateAsync(stop);
    }

    private static async Task<bool> IsBehindAsync(GroupsDb db, CancellationToken stop)
    {
        var (known, applied) = (db.Database.GetMigrations().ToList(), (await db.Database.GetAppliedMigrationsAsync(stop)).ToList());
        return applied.Exists(a => !known.Contains(a))
            ? throw new RuleViolation("The database was used by a newer version of Groups; start that version, or restore a backup made by this one.")
            : applied.Count < known.Count;
    }

    /// <summary>Who holds the turn is alone, so a lock in the database is of a program that died in the middle of an upgrade: its work was undone, its lock was not.</summary>
    private static async Task ForgetDeadUpgradeAsync(GroupsDb db, CancellationToken stop)
    {
        try
        {
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", stop);
        }
        catch (SqliteException missing) when (missing.SqliteErrorCode == SQLitePCL.raw.SQLITE_CANTOPEN)
        {
            // EF makes the file
        }
    }

    private static async Task CreateAsync(GroupsDb db, CancellationToken stop)
    {
        var creator = (IRelationalDatabaseCreator)db.GetService<IDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(stop))
            {
                await creator.CreateAsync(stop);
            }
        }
        catch (PostgresException taken) when (taken.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // another program made it at the same moment
        }
    }
}
