using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Testing;

/// <summary>A real database of its own for one test: a SQLite file or a PostgreSQL database, with today's schema.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string? _folder;

    private TestDatabase(DataProvider provider, string connection, string? folder)
    {
        (Provider, Connection, _folder) = (provider, connection, folder);
        _services = new ServiceCollection().AddGroupsData(provider, connection).BuildServiceProvider();
    }

    public DataProvider Provider { get; }

    public string Connection { get; }

    public IDbContextFactory<GroupsDb> Factory => _services.GetRequiredService<IDbContextFactory<GroupsDb>>();

    public static async Task<TestDatabase> CreateAsync(DataProvider provider = DataProvider.Sqlite)
    {
        var folder = Directory.CreateTempSubdirectory("groups-test-").FullName;
        var database = new TestDatabase(provider, DataRegistration.SqliteFile(Path.Combine(folder, "groups.db")), folder);
        await DatabaseSetup.PrepareAsync(database.Factory);
        return database;
    }

    public GroupsDb Open() => Factory.CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_folder is not null)
        {
            using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(Connection))
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearPool(connection);
            }

            Directory.Delete(_folder, recursive: true);
        }
    }
}
