using System.Data.Common;
using Groups.Domain.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Groups.Domain.Data;

/// <summary>Writes as one transaction each.</summary>
public static class Writes
{
    /// <summary>Runs <paramref name="work"/> in a new context and one transaction, saves and commits.</summary>
    /// <exception cref="RuleViolation">Somebody else changed the same thing at the same moment.</exception>
    public static async Task<T> WriteAsync<T>(this IDbContextFactory<GroupsDb> databases, Func<GroupsDb, Task<T>> work, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        try
        {
            var result = await work(db);
            await db.SaveChangesAsync(stop);
            await db.WriteNotedAsync(stop);
            await transaction.CommitAsync(stop);
            return result;
        }
        catch (DbUpdateException changed) when (changed is DbUpdateConcurrencyException || IsTaken(changed.InnerException))
        {
            throw new RuleViolation("Somebody else changed this at the same moment. Look at it again and try once more.");
        }
    }

    /// <summary>As the other one, for what a viewer does: the audit record says who.</summary>
    /// <exception cref="RuleViolation">Somebody else changed the same thing at the same moment.</exception>
    public static Task<T> WriteAsync<T>(this IDbContextFactory<GroupsDb> databases, Viewer viewer, Func<GroupsDb, Task<T>> work, CancellationToken stop = default) =>
        databases.WriteAsync(db =>
        {
            db.Viewer = viewer;
            return work(db);
        }, stop);

    /// <inheritdoc cref="WriteAsync{T}(IDbContextFactory{GroupsDb}, Viewer, Func{GroupsDb, Task{T}}, CancellationToken)"/>
    public static Task WriteAsync(this IDbContextFactory<GroupsDb> databases, Viewer viewer, Func<GroupsDb, Task> work, CancellationToken stop = default) =>
        databases.WriteAsync(db =>
        {
            db.Viewer = viewer;
            return work(db);
        }, stop);

    /// <inheritdoc cref="WriteAsync{T}(IDbContextFactory{GroupsDb}, Func{GroupsDb, Task{T}}, CancellationToken)"/>
    public static Task WriteAsync(this IDbContextFactory<GroupsDb> databases, Func<GroupsDb, Task> work, CancellationToken stop = default) =>
        databases.WriteAsync(async db =>
        {
            await work(db);
            return true;
        }, stop);

    /// <summary>Two writes waited for each other and this one was given up, or both wrote the same: it may be done again.</summary>
    internal static bool IsClash(Exception failure) => failure is RuleViolation
        || failure is DbException { IsTransient: true } || failure is InvalidOperationException or DbUpdateException && failure.InnerException is { } cause && IsClash(cause);

    /// <summary>A row that may be there only once was written by somebody else in the meantime.</summary>
    private static bool IsTaken(Exception? cause) => cause is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
        or SqliteException { SqliteExtendedErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE or SQLitePCL.raw.SQLITE_CONSTRAINT_PRIMARYKEY };
}
