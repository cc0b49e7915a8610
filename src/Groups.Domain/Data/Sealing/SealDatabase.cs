using Groups.Domain.Audit;
using Groups.Domain.Data.Backups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Domain.Data.Sealing;

/// <summary>Keeps a database sealed with one key: finds out which, seals what is still clear, and changes the key.</summary>
public static class SealDatabase
{
    /// <summary>
    /// Uses the key the database was sealed with. What is stored in clear, by a version before there was a seal, is sealed, and the pages it stood on are
    /// written anew so that nothing of it stays in the file.
    /// </summary>
    /// <exception cref="RuleViolation">The key is not here.</exception>
    public static async Task OpenAsync(IDbContextFactory<GroupsDb> databases, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(databases);
        await using (var look = await databases.CreateDbContextAsync(stop))
        {
            if (await look.DataKeysInUse.AsNoTracking().OrderBy(k => k.Id).FirstOrDefaultAsync(stop) is { } known)
            {
                look.Sealing!.Use(known.KeyId);
                return;
            }
        }

        await using var db = await databases.CreateDbContextAsync(stop);
        IReadOnlyList<string> changed;
        await using (var transaction = await db.Database.BeginTransactionAsync(stop))
        {
            await LockAsync(db, stop);
            if (await db.DataKeysInUse.AsNoTracking().OrderBy(k => k.Id).FirstOrDefaultAsync(stop) is { } first)
            {
                db.Sealing!.Use(first.KeyId);
                return;
            }

            changed = await SealRows.RunAsync(db, db.Sealer, onlyClear: true, stop);
            db.DataKeysInUse.Add(new DataKeyInUse(db.Sealer.KeyId));
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }

        await CleanAsync(db, changed, stop);
    }

    /// <summary>Seals everything anew with the newest key, in one transaction.</summary>
    /// <param name="place">The database; it is there and of today's schema.</param>
    /// <param name="keys">The keys, asked for once nobody else uses the database; the newest last.</param>
    /// <param name="stop">Stops before anything is changed.</param>
    /// <returns>The id of the key now in use.</returns>
    /// <exception cref="RuleViolation">A program uses the database, or the newest key is in use already.</exception>
    public static async Task<string> ChangeKeyAsync(BackupPlace place, Func<DataKeys> keys, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(keys);
        using var alone = await DatabaseInUse.AloneAsync(place, stop);
        await using var services = new ServiceCollection().AddGroupsData(place.Provider, place.Connection, keys()).BuildServiceProvider();
        var databases = services.GetRequiredService<IDbContextFactory<GroupsDb>>();
        await OpenAsync(databases, stop);
        await using var db = await databases.CreateDbContextAsync(stop);
        var all = db.Sealing!.Keys;
        if (db.Sealer.KeyId == all.NewestId)
        {
            throw new RuleViolation("There is no newer key than the one in use; run ./run keys new and add what it prints at the end of Keys:Secret, after a comma.");
        }

        var next = new Sealer(all, all.NewestId);
        IReadOnlyList<string> changed;
        await using (var transaction = await db.Database.BeginTransactionAsync(stop))
        {
            await LockAsync(db, stop);
            changed = await SealRows.RunAsync(db, next, onlyClear: false, stop);
            await db.DataKeysInUse.ExecuteUpdateAsync(set => set.SetProperty(k => k.KeyId, next.KeyId), stop);
            db.Note(new AuditLine(AuditAct.ChangedKey, Detail: next.KeyId));
            await db.WriteNotedAsync(stop);
            await transaction.CommitAsync(stop);
        }

        await CleanAsync(db, changed, stop);
        return next.KeyId;
    }

    private static async Task LockAsync(GroupsDb db, CancellationToken stop)
    {
        if (db is PostgresGroupsDb)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7200401)", stop);
        }
    }

    private static async Task CleanAsync(GroupsDb db, IReadOnlyList<string> changed, CancellationToken stop)
    {
        if (changed.Count == 0)
        {
            return;
        }

        if (db is PostgresGroupsDb)
        {
            foreach (var table in changed)
            {
#pragma warning disable EF1002 // The names are the model's own.
                await db.Database.ExecuteSqlRawAsync($"VACUUM FULL \"{table}\"", stop);
#pragma warning restore EF1002
            }
        }
        else
        {
            await db.Database.ExecuteSqlRawAsync("VACUUM", stop);
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", stop);
        }
    }
}

/// <summary>Says which key the database is sealed with: one row, changed in the same transaction as what is sealed.</summary>
public sealed class DataKeyInUse
{
    private DataKeyInUse()
    {
    }

    internal DataKeyInUse(string keyId) => KeyId = keyId;

    /// <summary>Always 1.</summary>
    public int Id { get; private set; } = 1;

    /// <summary>The key's id, not the key.</summary>
    public string KeyId { get; private set; } = "";
}
