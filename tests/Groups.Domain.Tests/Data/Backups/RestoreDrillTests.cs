using Groups.Domain.Data;
using Groups.Domain.Data.Backups;
using Groups.Domain.Rights;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Data.Backups;

public sealed class RestoreDrillTests : IDisposable
{
    private static readonly BackupKey Key = BackupKey.FromPassphrase("one grey boat two ducks");
    private static readonly Instant Now = Instant.FromUtc(2026, 8, 3, 9, 0);
    private readonly string _folder = Directory.CreateTempSubdirectory("groups-test-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder, "one.backup");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_backup_made_while_people_write_is_one_moment_and_comes_back_as_it_was(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        await world.SessionAsync();
        await world.PersonAsync();
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            var written = 0;
            for (; !enough.IsCancellationRequested; written++)
            {
                await world.PersonAsync($"Person {written}", mobile: null);
            }

            return written;
        }, Stop);
        await Wait.UntilAsync(async () => await PeopleAsync(world.Database) > 5, "some people");
        var place = PlaceOf(world.Database);
        var made = await MakeBackup.ToFileAsync(place, Key, File, Now, Stop);
        await enough.CancelAsync();
        (await writing).ShouldBeGreaterThan(5);
        Directory.EnumerateFiles(world.Database.Folder).Select(Path.GetFileName).ShouldAllBe(f => !f!.Contains("copy"));

        await using var empty = provider == DataProvider.Postgres ? await PostgresServer.EmptyAsync() : null;
        var elsewhere = empty is null
            ? new BackupPlace(provider, DataRegistration.SqliteFile(Path.Combine(_folder, "new", "groups.db")), Path.Combine(_folder, "new"))
            : place with { Connection = empty.Connection, DataFolder = Path.Combine(_folder, "new") };
        var restored = await RestoreBackup.FromFileAsync(elsewhere, Key, File, force: false, Now, Stop);
        restored.Content.Rows.ShouldBe(made.Rows);
        restored.Content.Checksum.ShouldBe(made.Checksum);
        restored.Kept.ShouldBeEmpty();
        // a person, their place and nothing else were written in one transaction each
        made.Rows["Members"].ShouldBe(made.Rows["People"]);
        made.ToString().ShouldStartWith($"1 groups, {made.Rows["People"]} people, 1 sessions, ");
        (await MakeBackup.ToFileAsync(elsewhere, Key, File + "2", Now, Stop)).Checksum.ShouldBe(made.Checksum);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task What_is_there_is_never_overwritten_and_with_force_it_is_kept(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        await world.PersonAsync();
        var place = PlaceOf(world.Database);
        Directory.CreateDirectory(place.KeyFolder);
        await System.IO.File.WriteAllTextAsync(Path.Combine(place.KeyFolder, "data.key"), "first", Stop);
        var made = await MakeBackup.ToFileAsync(place, Key, File, Now, Stop);
        await world.PersonAsync("Amina", mobile: null);
        await System.IO.File.WriteAllTextAsync(Path.Combine(place.KeyFolder, "data.key"), "second", Stop);
        await LetGoAsync(world.Database);

        (await Should.ThrowAsync<RuleViolation>(() => RestoreBackup.FromFileAsync(place, Key, File, force: false, Now, Stop))).Message.ShouldContain("--force");
        var restored = await RestoreBackup.FromFileAsync(place, Key, File, force: true, Now, Stop);
        restored.Content.Checksum.ShouldBe(made.Checksum);
        restored.Kept.Count.ShouldBe(2);
        (await PeopleAsync(world.Database)).ShouldBe(1);
        (await System.IO.File.ReadAllTextAsync(Path.Combine(place.KeyFolder, "data.key"), Stop)).ShouldBe("first");
        (await System.IO.File.ReadAllTextAsync(restored.Kept[1], Stop)).ShouldBe("second");
        if (provider == DataProvider.Sqlite)
        {
            await using var old = await SqliteCopies.OpenAsync(restored.Kept[0], Microsoft.Data.Sqlite.SqliteOpenMode.ReadOnly, Stop);
            (await BackupContent.ReadAsync(old, Stop)).Rows["People"].ShouldBe(2);
        }
        else
        {
            await using var db = world.Database.Open();
#pragma warning disable EF1002 // our own schema
            (await db.Database.SqlQueryRaw<int>($"SELECT count(*)::int AS \"Value\" FROM \"{restored.Kept[0]["schema ".Length..]}\".\"People\"").SingleAsync(Stop)).ShouldBe(2);
#pragma warning restore EF1002
        }
    }

    [Fact]
    public async Task Who_was_erased_after_a_backup_was_made_is_still_known_after_it_was_put_back()
    {
        await using var world = await MessageWorld.CreateAsync(DataProvider.Sqlite);
        await world.PersonAsync();
        var place = PlaceOf(world.Database);
        Directory.CreateDirectory(place.KeyFolder);
        var log = new ErasureLog(Path.Combine(place.KeyFolder, "erasures.log"));
        var (before, after) = (Guid.NewGuid(), Guid.NewGuid());
        log.Add(before, Now);
        await MakeBackup.ToFileAsync(place, Key, File, Now, Stop);
        log.Add(after, Now);
        await LetGoAsync(world.Database);
        await RestoreBackup.FromFileAsync(place, Key, File, force: true, Now, Stop);
        log.Read().ShouldBe([before, after], ignoreOrder: true);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_restore_that_fails_at_its_very_end_leaves_the_database_and_the_keys_as_they_were(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        await world.PersonAsync();
        var place = PlaceOf(world.Database);
        await MakeBackup.ToFileAsync(place, Key, File, Now, Stop);
        await world.PersonAsync("Amina", mobile: null);
        await LetGoAsync(world.Database);
        var bytes = await System.IO.File.ReadAllBytesAsync(File, Stop);
        bytes[^1] ^= 1;
        await System.IO.File.WriteAllBytesAsync(File, bytes, Stop);
        await Should.ThrowAsync<RuleViolation>(() => RestoreBackup.FromFileAsync(place, Key, File, force: true, Now, Stop));
        (await PeopleAsync(world.Database)).ShouldBe(2);
        Directory.EnumerateFiles(world.Database.Folder, "*restore*").ShouldBeEmpty();
    }

    private static BackupPlace PlaceOf(TestDatabase database) => new(database.Provider, database.Connection, database.Folder);

    private static async Task<int> PeopleAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.People.CountAsync(Stop);
    }

    /// <summary>Pooled connections count as a program that runs.</summary>
    private static async Task LetGoAsync(TestDatabase database)
    {
        if (database.Provider == DataProvider.Postgres)
        {
            await using var one = new Npgsql.NpgsqlConnection(database.Connection);
            Npgsql.NpgsqlConnection.ClearPool(one);
        }
        else
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool(new(database.Connection));
        }
    }
}
