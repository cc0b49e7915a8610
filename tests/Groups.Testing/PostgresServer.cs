using System.Collections.Concurrent;
using Npgsql;

namespace Groups.Testing;

/// <summary>
/// One throwaway PostgreSQL for the whole test process, started at the first use and gone with the process. It keeps nothing safe
/// on disk, listens on 127.0.0.1 only and gives every test a database of its own.
/// </summary>
public static class PostgresServer
{
    private const int QuitAtOnce = 3;
    private static readonly Lazy<Task<int>> Port = new(StartAsync);
    private static readonly ConcurrentDictionary<string, Lazy<Task>> Templates = new(StringComparer.Ordinal);

    /// <summary>For measures: what is committed is on disk, as it would be with a real server. Set it before the first use.</summary>
    public static bool SyncsToDisk { get; set; }

    /// <summary>An empty database.</summary>
    public static Task<PostgresDatabase> EmptyAsync() => CreateAsync("template0");

    /// <summary>A copy of a database that is prepared once in the test process.</summary>
    /// <param name="template">What the preparation is called: small letters, digits and underscores.</param>
    /// <param name="prepare">Given the connection of the database to prepare, such as by migrating it.</param>
    public static async Task<PostgresDatabase> CopyOfAsync(string template, Func<string, Task> prepare)
    {
        await Templates.GetOrAdd(template, _ => new Lazy<Task>(() => PrepareAsync(template, prepare))).Value;
        return await CreateAsync(template);
    }

    internal static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await ConnectionAsync("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // names of databases cannot be parameters; all are made here
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresDatabase> CreateAsync(string template)
    {
        var name = $"test_{Guid.NewGuid():N}";
        await RunAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return new PostgresDatabase(name, await ConnectionAsync(name));
    }

    private static async Task PrepareAsync(string template, Func<string, Task> prepare)
    {
        await RunAsync($"CREATE DATABASE {template} TEMPLATE template0");
        // A connection that stays in a pool would forbid copying.
        await prepare(new NpgsqlConnectionStringBuilder(await ConnectionAsync(template)) { Pooling = false }.ConnectionString);
    }

    private static async Task<string> ConnectionAsync(string database) => ConnectionTo(database, await Port.Value);

    private static string ConnectionTo(string database, int port) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = "postgres",
        Database = database,
        MaxPoolSize = 30,
        IncludeErrorDetail = true,
    }.ConnectionString;

    private static async Task<int> StartAsync()
    {
        // PostgreSQL refuses to run as root.
        const string User = "postgres";
        var folder = Path.Combine(Environment.IsPrivilegedProcess ? "/tmp" : Path.GetTempPath(), $"groups-postgres-{Environment.ProcessId}-{Guid.NewGuid():N}");
        SweepLeftovers(Path.GetDirectoryName(folder)!);
        await using (var initialise = ChildProcess.Start(
            Tool.Postgres("initdb"),
            ["--pgdata", folder, "--username", User, "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions"],
            "/",
            asUser: User))
        {
            if (await initialise.ExitAsync() != 0)
            {
                throw new InvalidOperationException($"PostgreSQL could not be set up:\n{initialise.Output}");
            }
        }

        var port = FreePort.Next();
        var sync = SyncsToDisk ? "on" : "off";
        string[] settings =
        [
            $"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", $"fsync={sync}", $"synchronous_commit={sync}",
            $"full_page_writes={sync}", "max_connections=400", "shared_buffers=64MB", "max_wal_size=512MB", "autovacuum=off", "timezone=UTC",
        ];
        var server = ChildProcess.Start(
            Tool.Postgres("postgres"), ["-D", folder, .. settings.SelectMany(setting => new[] { "-c", setting })], "/", asUser: User, lastSignal: "QUIT");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.Signal(QuitAtOnce);
            server.WaitForEnd(TimeSpan.FromSeconds(5));
            server.Dispose();
            Directory.Delete(folder, recursive: true);
        };
        await server.PortAsync(port);
        await Wait.UntilAsync(() => IsReadyAsync(port), "PostgreSQL takes connections");
        return port;
    }

    /// <summary>On a busy machine it listens a while before it takes anybody in.</summary>
    private static async Task<bool> IsReadyAsync(int port)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres", port));
        try
        {
            await connection.OpenAsync();
            return true;
        }
        catch (PostgresException starting) when (starting.SqlState == PostgresErrorCodes.CannotConnectNow)
        {
            return false;
        }
    }

    // A test process that was killed could not delete its folder.
    private static void SweepLeftovers(string folder)
    {
        foreach (var left in Directory.EnumerateDirectories(folder, "groups-postgres-*"))
        {
            var owner = Path.GetFileName(left).Split('-')[2];
            if (!Directory.Exists($"/proc/{owner}") && Directory.Exists("/proc/1"))
            {
                try
                {
                    Directory.Delete(left, recursive: true);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // another test process sweeps it, or it is another person's
                }
            }
        }
    }
}

/// <summary>A database of one test, dropped when disposed.</summary>
public sealed class PostgresDatabase(string name, string connection) : IAsyncDisposable
{
    /// <summary>The Npgsql connection string.</summary>
    public string Connection => connection;

    public async ValueTask DisposeAsync()
    {
        await using (var pooled = new NpgsqlConnection(connection))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        await PostgresServer.RunAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }
}
