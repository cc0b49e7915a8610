using Microsoft.Data.Sqlite;

namespace Groups.Domain.Data.Backups;

/// <summary>Copies of a SQLite database.</summary>
internal static class SqliteCopies
{
    private const string Copy = "copy";

    /// <summary>
    /// Copies a database as it is at one moment, also while it is written to, into a new file beside it that only this user may read, and answers that file, open.
    /// Dispose deletes it. What is deleted in the database is not in the copy either.
    /// </summary>
    public static async Task<TemporaryFile> TakeAsync(string database, CancellationToken stop)
    {
        TemporaryFile.Sweep(database, Copy);
        var copy = new TemporaryFile(PrivateFile.Beside(database, Copy));
        try
        {
            await using var source = await OpenAsync(database, SqliteOpenMode.ReadWrite, stop);
            await using var vacuum = source.CreateCommand();
            vacuum.CommandText = "VACUUM INTO $file";
            vacuum.Parameters.AddWithValue("$file", copy.Path);
            await vacuum.ExecuteNonQueryAsync(stop);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>The newest migration a database has, or null where it has none.</summary>
    public static async Task<string?> MigrationAsync(SqliteConnection open, CancellationToken stop)
    {
        await using var command = open.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        if ((long)(await command.ExecuteScalarAsync(stop))! == 0)
        {
            return null;
        }

        command.CommandText = "SELECT max(MigrationId) FROM __EFMigrationsHistory";
        return await command.ExecuteScalarAsync(stop) as string;
    }

    /// <summary>Whether SQLite finds nothing wrong with a database.</summary>
    public static async Task<bool> IsWholeAsync(SqliteConnection open, CancellationToken stop)
    {
        await using var command = open.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return await command.ExecuteScalarAsync(stop) as string == "ok";
    }

    /// <summary>Opens a file apart from every pool.</summary>
    public static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken stop)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        await connection.OpenAsync(stop);
        return connection;
    }
}
