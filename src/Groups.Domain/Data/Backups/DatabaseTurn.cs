using Npgsql;

namespace Groups.Domain.Data.Backups;

/// <summary>
/// One turn at a time, over all processes and machines, for upgrades, restores and nightly backups of a database. The operating system or PostgreSQL takes it
/// back when its process dies in whatever way.
/// </summary>
public static class DatabaseTurn
{
    private const long TurnKey = 0x47_72_6f_75_70_73_01;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the turn.</summary>
    public static async Task<IAsyncDisposable> TakeAsync(BackupPlace place, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (place.Provider == DataProvider.Postgres)
        {
            return (await PostgresTurnAsync(place.Connection, "SELECT pg_advisory_lock($1), true", stop))!;
        }

        while (true)
        {
            if (FileLock.TryOpen(place.DatabaseFile + ".turn", FileAccess.ReadWrite, FileShare.None) is { } turn)
            {
                return turn;
            }

            await Task.Delay(Pause, stop);
        }
    }

    /// <summary>Takes the turn if it is free; null otherwise.</summary>
    public static async Task<IAsyncDisposable?> TryTakeAsync(BackupPlace place, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Provider == DataProvider.Postgres
            ? await PostgresTurnAsync(place.Connection, "SELECT null, pg_try_advisory_lock($1)", stop)
            : FileLock.TryOpen(place.DatabaseFile + ".turn", FileAccess.ReadWrite, FileShare.None);
    }

    private static async Task<NpgsqlConnection?> PostgresTurnAsync(string connectionString, string sql, CancellationToken stop)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0, KeepAlive = 30 }.ConnectionString);
        try
        {
            await connection.OpenAsync(stop);
#pragma warning disable CA2100 // one of the two above
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = TurnKey } } };
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(stop);
            await reader.ReadAsync(stop);
            if (reader.GetBoolean(1))
            {
                return connection;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }
}
