namespace Groups.Domain.Data.Backups;

/// <summary>Says, until disposed, that this process uses a database, so that no restore puts another in its place.</summary>
public sealed class DatabaseInUse : IDisposable
{
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

    /// <inheritdoc/>
    public void Dispose() => _use?.Dispose();

    /// <summary>Holds a SQLite database that no program uses; null when one does.</summary>
    internal static IDisposable? TryHold(string database) => FileLock.TryOpen(Of(database), FileAccess.ReadWrite, FileShare.None);

    private static string Of(string database) => database + ".in-use";
}
