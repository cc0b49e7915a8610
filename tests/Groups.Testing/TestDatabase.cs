using Groups.Domain.Data;
using Groups.Domain.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Testing;

/// <summary>A real database of its own for one test: a SQLite file or a PostgreSQL database, with today's schema.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<byte[]>> MigratedFile = new(MigrateFileAsync);
    private readonly ServiceProvider _services;
    private readonly PostgresDatabase? _postgres;

    private TestDatabase(DataProvider provider, string connection, PostgresDatabase? postgres)
    {
        (Provider, _postgres) = (provider, postgres);
        Folder = Directory.CreateTempSubdirectory("groups-test-").FullName;
        Connection = postgres is not null ? connection : DataRegistration.SqliteFile(Path.Combine(Folder, "groups.db"));
        _services = new ServiceCollection().AddGroupsData(provider, Connection, TestKeys.Keys).BuildServiceProvider();
    }

    public DataProvider Provider { get; }

    public string Connection { get; }

    /// <summary>A folder of this test's own, gone with it.</summary>
    public string Folder { get; }

    public IDbContextFactory<GroupsDb> Factory => _services.GetRequiredService<IDbContextFactory<GroupsDb>>();

    public static async Task<TestDatabase> CreateAsync(DataProvider provider = DataProvider.Sqlite)
    {
        if (provider == DataProvider.Postgres)
        {
            var postgres = await PostgresServer.CopyOfAsync("groups", PrepareAsync);
            return new TestDatabase(provider, postgres.Connection, postgres);
        }

        var database = new TestDatabase(provider, "", null);
        await File.WriteAllBytesAsync(Path.Combine(database.Folder, "groups.db"), await MigratedFile.Value);
        return database;
    }

    /// <summary>What is announced by writes through <see cref="Factory"/>.</summary>
    public LiveFeed Live => _services.GetRequiredService<LiveFeed>();

    public GroupsDb Open() => Factory.CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
        else
        {
            using var connection = new Microsoft.Data.Sqlite.SqliteConnection(Connection);
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A SQLite file, migrated once in the test process; each test gets a copy.</summary>
    private static async Task<byte[]> MigrateFileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("groups-test-").FullName;
        var file = Path.Combine(folder, "groups.db");
        await PrepareAsync(DataProvider.Sqlite, DataRegistration.SqliteFile(file) + ";Pooling=False");
        var bytes = await File.ReadAllBytesAsync(file);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }

    private static Task PrepareAsync(string connection) => PrepareAsync(DataProvider.Postgres, connection);

    private static async Task PrepareAsync(DataProvider provider, string connection)
    {
        await using var services = new ServiceCollection().AddGroupsData(provider, connection, TestKeys.Keys).BuildServiceProvider();
        await DatabaseSetup.PrepareAsync(services.GetRequiredService<IDbContextFactory<GroupsDb>>());
    }
}
