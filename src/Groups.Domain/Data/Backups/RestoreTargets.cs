using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;

namespace Groups.Domain.Data.Backups;

/// <summary>Where the database of a backup goes: first aside, then, when all is right, to its place in one step.</summary>
internal interface IRestoreTarget : IAsyncDisposable
{
    /// <summary>Where the database is that was there before.</summary>
    IReadOnlyList<string> Kept { get; }

    void Take(Stream database);

    Task CheckAsync(BackupContent content, string migration, CancellationToken stop);

    Task PlaceAsync(CancellationToken stop);

    /// <exception cref="RuleViolation">A program runs, or something is there.</exception>
    static async Task<IRestoreTarget> BeginAsync(BackupPlace place, bool force, Instant now, CancellationToken stop) => place.Provider == DataProvider.Postgres
        ? await PostgresTarget.BeginAsync(place, force, now, stop)
        : await SqliteTarget.BeginAsync(place, force, now, stop);

    static RuleViolation Runs() => new("Groups is running on this database; stop it on every machine, then restore.");
}

/// <summary>A SQLite file.</summary>
internal sealed class SqliteTarget : IRestoreTarget
{
    private readonly string _database;
    private readonly Instant _now;
    private readonly IDisposable _hold;
    private readonly IAsyncDisposable _turn;
    private readonly TemporaryFile _copy;
    private readonly List<string> _kept = [];

    private SqliteTarget(string database, Instant now, IDisposable hold, IAsyncDisposable turn) =>
        (_database, _now, _hold, _turn, _copy) = (database, now, hold, turn, new TemporaryFile(PrivateFile.Beside(database, "restored")));

    public IReadOnlyList<string> Kept => _kept;

    public static async Task<SqliteTarget> BeginAsync(BackupPlace place, bool force, Instant now, CancellationToken stop)
    {
        var database = place.DatabaseFile;
        PrivateFolder.Make(Path.GetDirectoryName(database)!);
        var hold = DatabaseInUse.TryHold(database) ?? throw IRestoreTarget.Runs();
        IAsyncDisposable? turn = null;
        try
        {
            turn = await DatabaseTurn.TryTakeAsync(place, stop) ?? throw IRestoreTarget.Runs();
            if (!force && File.Exists(database) && new FileInfo(database).Length > 0)
            {
                throw new RuleViolation($"There is a database at {database} already; restore to another folder, or add --force to put the backup in its place (the old one is kept).");
            }

            TemporaryFile.Sweep(database, "restored");
            return new(database, now, hold, turn);
        }
        catch
        {
            hold.Dispose();
            if (turn is not null)
            {
                await turn.DisposeAsync();
            }

            throw;
        }
    }

    public void Take(Stream database)
    {
        database.CopyTo(_copy.Content);
    }

    public async Task CheckAsync(BackupContent content, string migration, CancellationToken stop)
    {
        _copy.Flush();
        await using var look = await SqliteCopies.OpenAsync(_copy.Path, SqliteOpenMode.ReadOnly, stop);
        if (!await SqliteCopies.IsWholeAsync(look, stop) || await SqliteCopies.MigrationAsync(look, stop) != migration
            || (await BackupContent.ReadAsync(look, stop)).Checksum != content.Checksum)
        {
            throw Refused.Edited();
        }
    }

    public async Task PlaceAsync(CancellationToken stop)
    {
        if (File.Exists(_database))
        {
            await KeepAsync(stop);
        }

        _copy.MoveTo(_database);
    }

    public async ValueTask DisposeAsync()
    {
        _copy.Dispose();
        await _turn.DisposeAsync();
        _hold.Dispose();
    }

    /// <summary>Copies what is there, and leaves no log beside it that SQLite would apply to another database.</summary>
    private async Task KeepAsync(CancellationToken stop)
    {
        var aside = RestoredKeys.Aside(_database, _now);
        try
        {
            await using var old = await SqliteCopies.OpenAsync(_database, SqliteOpenMode.ReadWrite, stop);
            await using var empty = old.CreateCommand();
            empty.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await empty.ExecuteNonQueryAsync(stop);
        }
        catch (SqliteException)
        {
            // a broken database may be why somebody restores; it is kept as it is
        }

        foreach (var side in (string[])["", "-wal"])
        {
            if (File.Exists(_database + side))
            {
                PrivateFile.Copy(_database + side, aside + side);
            }
        }

        _kept.Add(aside);
        File.Delete(_database + "-wal");
        File.Delete(_database + "-shm");
    }
}

/// <summary>A PostgreSQL database: all in one transaction of psql, which commits only at the very end.</summary>
internal sealed class PostgresTarget : IRestoreTarget
{
    private readonly BackupPlace _place;
    private readonly IAsyncDisposable _turn;
    private readonly PostgresTools.Tool _psql;
    private readonly string _schema;
    private BackupContent? _content;

    private PostgresTarget(BackupPlace place, IAsyncDisposable turn, string schema, string? aside)
    {
        (_place, _turn, _schema) = (place, turn, schema);
        _psql = PostgresTools.Start("psql", place.Connection, ["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--output=/dev/null", "--file=-"]);
        Kept = aside is null ? [] : [$"schema {aside}"];
        Say("BEGIN;");
        if (aside is not null)
        {
            Say($"ALTER SCHEMA \"{schema}\" RENAME TO \"{aside}\"; CREATE SCHEMA \"{schema}\";");
        }
    }

    public IReadOnlyList<string> Kept { get; }

    public static async Task<PostgresTarget> BeginAsync(BackupPlace place, bool force, Instant now, CancellationToken stop)
    {
        var turn = await DatabaseTurn.TryTakeAsync(place, stop) ?? throw IRestoreTarget.Runs();
        try
        {
            await using var look = await OpenAsync(place, stop);
            if (await DatabaseInUse.IsSharedAsync(look, 1, stop))
            {
                throw IRestoreTarget.Runs(); // one is our own turn
            }

            await using var command = look.CreateCommand();
            command.CommandText = "SELECT current_schema(), (SELECT count(*) FROM pg_tables WHERE schemaname = current_schema())";
            await using var reader = await command.ExecuteReaderAsync(stop);
            await reader.ReadAsync(stop);
            var (schema, tables) = (reader.GetString(0), reader.GetInt64(1));
            if (tables > 0 && !force)
            {
                throw new RuleViolation("The database is not empty; restore to an empty one, or add --force to put the backup in its place (the old tables are kept in another schema).");
            }

            return new(place, turn, schema, tables > 0 ? RestoredKeys.Aside(schema, now).Replace('.', '_').Replace('-', '_') : null);
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    public void Take(Stream database)
    {
        using var script = PostgresTools.Start("pg_restore", _place.Connection, ["--format=custom", "--no-owner", "--no-privileges", "--no-comments", $"--schema={_schema}", "--file=-"]);
        var pump = Task.Run(() => script.Output.CopyTo(_psql.Input));
        try
        {
            database.CopyTo(script.Input);
            script.Input.Close();
            pump.GetAwaiter().GetResult();
        }
        catch (IOException)
        {
            // one of them ended early, and says why
            _psql.Input.Close();
            _psql.EndAsync(default).GetAwaiter().GetResult();
        }

        script.EndAsync(default).GetAwaiter().GetResult();
    }

    public Task CheckAsync(BackupContent content, string migration, CancellationToken stop)
    {
        _content = content;
        return Task.CompletedTask;
    }

    public async Task PlaceAsync(CancellationToken stop)
    {
        Say("COMMIT;");
        _psql.Input.Close();
        await _psql.EndAsync(stop);
        await using var look = await OpenAsync(_place, stop);
        await using var transaction = await look.BeginTransactionAsync(stop);
        if ((await BackupContent.ReadAsync(look, stop)).Checksum != _content!.Checksum)
        {
            throw new RuleViolation("The backup was restored, but not every row is what it was; do not use this database.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _psql.Dispose();
        await _turn.DisposeAsync();
    }

    private static async Task<NpgsqlConnection> OpenAsync(BackupPlace place, CancellationToken stop)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(place.Connection) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(stop);
        return connection;
    }

    private void Say(string sql)
    {
        _psql.Input.Write(System.Text.Encoding.UTF8.GetBytes(sql + "\n"));
        _psql.Input.Flush();
    }
}
