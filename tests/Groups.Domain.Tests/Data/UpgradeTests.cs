using Groups.Domain.Data;
using Groups.Domain.Data.Backups;
using Groups.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Domain.Tests.Data;

public sealed class UpgradeTests : IDisposable
{
    private static readonly BackupKey Key = BackupKey.FromKeys(TestKeys.Secret);
    private readonly string _folder = Directory.CreateTempSubdirectory("groups-test-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<DataProvider, string> EachStored =>
        [.. Enum.GetValues<DataProvider>().SelectMany(provider => StoredDatabases.Of(provider).Select(version => (provider, version)))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Every_landed_version_is_stored_with_people_in_it(DataProvider provider)
    {
        if (StoredDatabases.MayStore)
        {
            await using var world = await MessageWorld.CreateAsync(provider);
            await world.PersonAsync();
            await world.SessionAsync();
            await StoredDatabases.StoreAsync(provider, world.Database.Connection, DatabaseSetup.Migrations(provider)[^1]);
        }

        StoredDatabases.Of(provider).ShouldBe(DatabaseSetup.Migrations(provider), "StoredDatabases says how to store a new version.");
    }

    [Theory]
    [MemberData(nameof(EachStored))]
    public async Task A_stored_database_of_an_earlier_version_is_brought_up_to_date_and_its_people_sessions_and_messages_stay(DataProvider provider, string version)
    {
        await using var postgres = provider == DataProvider.Postgres ? await PostgresServer.EmptyAsync() : null;
        var connection = postgres?.Connection ?? File("groups.db");
        await StoredDatabases.LoadAsync(provider, connection, version);
        await using var services = Services(provider, connection);
        var databases = services.GetRequiredService<IDbContextFactory<GroupsDb>>();
        var before = await CountsAsync(databases);
        before.ShouldAllBe(count => count > 0);

        await DatabaseSetup.PrepareAsync(databases, Place(provider, connection), Key, Stop);
        (await CountsAsync(databases)).ShouldBe(before);
        await using var db = await databases.CreateDbContextAsync(Stop);
        (await db.Database.GetPendingMigrationsAsync(Stop)).ShouldBeEmpty();
        var people = await db.People.Include(p => p.Contacts).ToListAsync(Stop);
        people.ShouldAllBe(p => p.Name.Length > 1 && !p.Name.StartsWith("s1.", StringComparison.Ordinal));
        people.SelectMany(p => p.Contacts).ShouldContain(c => c.Address.StartsWith("+447700900", StringComparison.Ordinal));
        (await db.Groups.Select(g => g.Reminders.DutyDaysBefore).Distinct().ToListAsync(Stop)).ShouldBe([3]);
        if (provider == DataProvider.Sqlite)
        {
            await UpgradeLeftNothingInClearAsync(db, version, people.SelectMany(p => p.Contacts).First().Address);
        }
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Four_processes_that_start_at_once_on_an_old_database_upgrade_it_once(DataProvider provider)
    {
        await using var postgres = provider == DataProvider.Postgres ? await PostgresServer.EmptyAsync() : null;
        var connection = postgres?.Connection ?? File("groups.db");
        await StoredDatabases.LoadAsync(provider, connection, StoredDatabases.Of(provider)[0]);
        await UpgradeAtOnceAsync(provider, connection);
        Directory.GetFiles(_folder, "*.before-*").Length.ShouldBe(provider == DataProvider.Sqlite ? 1 : 0);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Four_processes_that_start_at_once_without_a_database_make_one(DataProvider provider)
    {
        await using var postgres = provider == DataProvider.Postgres ? await PostgresServer.EmptyAsync() : null;
        await UpgradeAtOnceAsync(provider, postgres?.Connection ?? File("groups.db"));
        Directory.GetFiles(_folder, "*.before-*").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_database_newer_than_the_program_is_left_alone(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29991231000000_Tomorrow', '99.0')", Stop);
        }

        (await Should.ThrowAsync<RuleViolation>(() => DatabaseSetup.PrepareAsync(database.Factory, stop: Stop))).Message.ShouldContain("newer version of Groups");
    }

    [Fact]
    public async Task An_upgrade_that_was_killed_does_not_lock_out_the_next_one_and_only_the_last_two_copies_stay()
    {
        var connection = File("groups.db");
        await StoredDatabases.LoadAsync(DataProvider.Sqlite, connection, StoredDatabases.Of(DataProvider.Sqlite)[0]);
        await using (var sqlite = await SqliteCopies.OpenAsync(Path.Combine(_folder, "groups.db"), SqliteOpenMode.ReadWrite, Stop))
        {
            await using var dead = sqlite.CreateCommand();
            dead.CommandText = "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')";
            await dead.ExecuteNonQueryAsync(Stop);
        }

        foreach (var old in (string[])["groups.before-20200101000000_A.db", "groups.before-20210101000000_B.backup"])
        {
            await System.IO.File.WriteAllTextAsync(Path.Combine(_folder, old), "", Stop);
        }

        await using var services = Services(DataProvider.Sqlite, connection);
        await DatabaseSetup.PrepareAsync(services.GetRequiredService<IDbContextFactory<GroupsDb>>(), Place(DataProvider.Sqlite, connection), Key, Stop)
            .WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Directory.EnumerateFiles(_folder, "*.before-*").Select(Path.GetFileName).Order().ShouldBe(
            ["groups.before-20210101000000_B.backup", $"groups.before-{DatabaseSetup.Migrations(DataProvider.Sqlite)[^1]}.backup"]);
    }

    [Fact]
    public async Task On_SQLite_an_upgrade_happens_whole_or_not_at_all()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        var migrations = db.Database.GetMigrations().ToList();
        foreach (var (from, to) in migrations.Zip(migrations.Skip(1)))
        {
            db.GetService<IMigrator>().GenerateScript(from, to)
                .ShouldNotContain("PRAGMA foreign_keys", customMessage: $"{to} leaves its transaction to rebuild a table: a crash in between would leave the data half-way.");
        }
    }

    private async Task UpgradeAtOnceAsync(DataProvider provider, string connection)
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => WebNode.StartAsync(provider, connection, _folder, WebNode.NextAddress())));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        await using var after = Services(provider, connection);
        await using var db = await after.GetRequiredService<IDbContextFactory<GroupsDb>>().CreateDbContextAsync(Stop);
        (await db.Database.GetAppliedMigrationsAsync(Stop)).ShouldBe(DatabaseSetup.Migrations(provider));
        await db.People.CountAsync(Stop);
    }

    /// <summary>The copy from before the upgrade opens with its key, and holds what was there; no number is in clear in any file.</summary>
    private async Task UpgradeLeftNothingInClearAsync(GroupsDb db, string version, string number)
    {
        await db.Database.CloseConnectionAsync();
        SqliteConnection.ClearPool(new(File("groups.db")));
        foreach (var file in Directory.EnumerateFiles(_folder))
        {
            (await System.IO.File.ReadAllBytesAsync(file, Stop)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(number)).ShouldBe(-1, Path.GetFileName(file));
        }

        if (version != DatabaseSetup.Migrations(DataProvider.Sqlite)[^1])
        {
            var there = Path.Combine(_folder, "there");
            await RestoreBackup.FromFileAsync(
                new(DataProvider.Sqlite, DataRegistration.SqliteFile(Path.Combine(there, "groups.db")), there), Key,
                Directory.GetFiles(_folder, "*.before-*").Single(), force: false, NodaTime.Instant.MinValue, Stop);
        }
    }

    private static ServiceProvider Services(DataProvider provider, string connection) =>
        new ServiceCollection().AddGroupsData(provider, connection, TestKeys.Keys).BuildServiceProvider();

    private BackupPlace Place(DataProvider provider, string connection) => new(provider, connection, _folder);

    private string File(string name) => DataRegistration.SqliteFile(Path.Combine(_folder, name));

    private static async Task<List<int>> CountsAsync(IDbContextFactory<GroupsDb> databases)
    {
        await using var db = await databases.CreateDbContextAsync(Stop);
        var counts = new List<int>();
        foreach (var table in (string[])["Groups", "People", "ContactMethods", "Sessions", "Messages", "Members"])
        {
#pragma warning disable EF1002 // our own tables
            counts.Add(await db.Database.SqlQueryRaw<int>($"SELECT count(*) AS \"Value\" FROM \"{table}\"").SingleAsync(Stop));
#pragma warning restore EF1002
        }

        return counts;
    }
}
