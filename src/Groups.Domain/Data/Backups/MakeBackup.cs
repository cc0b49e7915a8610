using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;

namespace Groups.Domain.Data.Backups;

/// <summary>Makes a backup: the database as it is at one moment, and its keys, sealed, in one file.</summary>
public static class MakeBackup
{
    /// <summary>Backs up to a new file while the program runs. A failure leaves no file.</summary>
    /// <exception cref="RuleViolation">There is something of that name, its folder is not there, there is no database, or PostgreSQL's programs are missing.</exception>
    public static async Task<BackupContent> ToFileAsync(BackupPlace place, BackupKey key, string path, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(key);
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            throw new RuleViolation("There is a file of that name already; choose another name.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new RuleViolation("The folder for the backup is not there; make it first.");
        }

        var partial = PrivateFile.Beside(path, "partial");
        try
        {
            BackupContent content;
            await using (var file = PrivateFile.Create(partial))
            {
                content = place.Provider == DataProvider.Postgres
                    ? await PostgresAsync(place, key, file, now, stop)
                    : await SqliteAsync(place, key, file, now, stop);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: false);
            return content;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static async Task<BackupContent> SqliteAsync(BackupPlace place, BackupKey key, Stream file, Instant now, CancellationToken stop)
    {
        var database = place.DatabaseFile;
        if (!File.Exists(database))
        {
            throw NoDatabase();
        }

        using var copy = await SqliteCopies.TakeAsync(database, stop);
        BackupContent content;
        string migration;
        await using (var look = await SqliteCopies.OpenAsync(copy.Path, SqliteOpenMode.ReadOnly, stop))
        {
            migration = await SqliteCopies.MigrationAsync(look, stop) ?? throw NoDatabase();
            content = await BackupContent.ReadAsync(look, stop);
        }

        Write(place, file, SealedHeader.New(migration, place.Provider, key, now, out var sealing), sealing, copy.Content, content, () => { }, stop);
        return content;
    }

    private static async Task<BackupContent> PostgresAsync(BackupPlace place, BackupKey key, Stream file, Instant now, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(place.Connection) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, stop);
        var (migration, schema, snapshot) = (await AskAsync(connection, "SELECT max(\"MigrationId\") FROM \"__EFMigrationsHistory\"", stop),
            await AskAsync(connection, "SELECT current_schema()", stop), await AskAsync(connection, "SELECT pg_export_snapshot()", stop));
        using var dump = PostgresTools.Start("pg_dump", place.Connection, ["--format=custom", "--no-owner", "--no-privileges", "--no-password", $"--schema={schema}", $"--snapshot={snapshot}"]);
        dump.Input.Close();
        var content = await BackupContent.ReadAsync(connection, stop);
        Write(place, file, SealedHeader.New(migration, place.Provider, key, now, out var sealing), sealing, dump.Output, content, () => dump.EndAsync(stop).GetAwaiter().GetResult(), stop);
        return content;
    }

    private static void Write(
        BackupPlace place, Stream file, SealedHeader header, byte[] sealing, Stream database, BackupContent content, Action dumped, CancellationToken stop)
    {
        using var sealer = new SealingStream(file, sealing, header.Write(file));
        using (var packed = new GZipStream(sealer, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var (name, path) in place.Keys())
            {
                using var one = File.OpenRead(path);
                BackupEntries.Write(packed, BackupEntries.KeyPrefix + name, one, stop);
            }

            BackupEntries.Write(packed, BackupEntries.Database, database, stop);
            dumped();
            using var numbers = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(content));
            BackupEntries.Write(packed, BackupEntries.Content, numbers, stop);
            BackupEntries.WriteEnd(packed);
        }

        sealer.Finish();
    }

    private static async Task<string> AskAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
#pragma warning disable CA2100 // the questions above
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        try
        {
            return await command.ExecuteScalarAsync(stop) as string ?? throw NoDatabase();
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw NoDatabase();
        }
    }

    private static RuleViolation NoDatabase() => new("There is no database of Groups here yet, so there is nothing to back up.");
}
