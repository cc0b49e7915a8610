using System.Diagnostics;
using Npgsql;

namespace Groups.Domain.Data.Backups;

/// <summary>Says, until disposed, that this process uses a database, so that no restore puts another in its place.</summary>
public sealed class DatabaseInUse : IDisposable
{
    private static readonly TimeSpan LettingGo = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IDisposable? _use;

    private DatabaseInUse(IDisposable? use) => _use = use;

    /// <summary>Begins. On PostgreSQL the connections say it.</summary>
    /// <exception cref="RuleViolation">The database is being restored.</exception>
    public static DatabaseInUse Begin(BackupPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Provider == DataProvider.Postgres
            ? new(null)
            : new(FileLock.TryOpen(Of(place.DatabaseFile), FileAccess.Read, FileShare.Read) ?? throw new RuleViolation("The database is being restored; start again when that is done."));
    }

    /// <summary>Makes sure, until disposed, that no other process uses the database.</summary>
    /// <exception cref="RuleViolation">One does.</exception>
    internal static async Task<DatabaseInUse> AloneAsync(BackupPlace place, CancellationToken stop)
    {
        if (place.Provider == DataProvider.Sqlite)
        {
            return new(TryHold(place.DatabaseFile) ?? throw Runs());
        }

        NpgsqlConnection.ClearAllPools();
        await using var look = new NpgsqlConnection(place.Connection);
        await look.OpenAsync(stop);
        return await IsSharedAsync(look, 0, stop) ? throw Runs() : new(null);
    }

    /// <inheritdoc/>
    public void Dispose() => _use?.Dispose();

    /// <summary>Whether more than these connections are open beside this one. PostgreSQL takes a moment to let go of one that was closed, such as by a program that has just ended.</summary>
    internal static async Task<bool> IsSharedAsync(NpgsqlConnection look, int ours, CancellationToken stop)
    {
        await using var command = look.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()";
        for (var since = Stopwatch.StartNew(); (long)(await command.ExecuteScalarAsync(stop))! > ours; await Task.Delay(Pause, stop))
        {
            if (since.Elapsed > LettingGo)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Holds a SQLite database that no program uses; null when one does.</summary>
    internal static IDisposable? TryHold(string database) => FileLock.TryOpen(Of(database), FileAccess.ReadWrite, FileShare.None);

    private static RuleViolation Runs() => new("Groups is running on this database; stop it on every machine first.");

    private static string Of(string database) => database + ".in-use";
}
