using System.Text;
using Groups.Domain.Data;
using Groups.Domain.Data.Backups;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Data.Backups;

public sealed class RefusalTests : IAsyncLifetime
{
    private const string NotOurs = "This file is not a backup of Groups.";
    private const string Changed = "This backup was changed after it was made, or is damaged; use another one.";
    private const string CutOff = "This backup is cut off: its end is missing; use another one.";
    private static readonly Instant Now = Instant.FromUtc(2026, 8, 3, 9, 0);
    private readonly BackupKey _key = BackupKey.FromKeys(TestKeys.Secret);
    private TestDatabase _database = null!;
    private byte[] _whole = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private BackupPlace Place => new(DataProvider.Sqlite, _database.Connection, _database.Folder);

    private string Here(string name) => Path.Combine(_database.Folder, name);

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await MakeBackup.ToFileAsync(Place, _key, Here("whole"), Now, Stop);
        _whole = await File.ReadAllBytesAsync(Here("whole"), Stop);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_cut_or_changed_backup_is_refused_wherever_it_was_cut_or_changed()
    {
        _whole.Length.ShouldBeGreaterThan(1 << 14);
        foreach (var length in (int[])[9, 12, 100, _whole.Length / 2, _whole.Length - 1])
        {
            (await RefusalAsync(_whole[..length])).ShouldBeOneOf([CutOff, NotOurs]);
        }

        foreach (var at in (int[])[20, 40, 60, 200, 400, 500, _whole.Length / 3, _whole.Length - 20, _whole.Length - 1])
        {
            var bytes = _whole.ToArray();
            bytes[at] ^= 4;
            (await RefusalAsync(bytes)).ShouldBeOneOf([Changed, CutOff, "The key file is not the one of this backup."]);
        }

        (await RefusalAsync([.. _whole, 0])).ShouldBe(Changed);
        (await RefusalAsync([])).ShouldBe(NotOurs);
        (await RefusalAsync(Encoding.UTF8.GetBytes("SQLite format 3 and so on"))).ShouldBe(NotOurs);
        Directory.EnumerateFiles(_database.Folder, "new*").ShouldBeEmpty();
    }

    [Fact]
    public void Chunks_that_are_left_out_moved_or_cut_off_at_their_seam_are_found()
    {
        const int Chunk = (1 << 16) + 4 + 16;
        var (secret, header) = (new byte[32], new byte[32]);
        var file = new MemoryStream();
        var words = new byte[200_000];
        Random.Shared.NextBytes(words);
        using (var seal = new SealingStream(file, secret, header))
        {
            seal.Write(words);
            seal.Finish();
        }

        var bytes = file.ToArray();
        Open(bytes).ShouldBe(words);
        Should.Throw<RuleViolation>(() => Open(bytes[..(2 * Chunk)])).Message.ShouldBe(CutOff);
        Should.Throw<RuleViolation>(() => Open([.. bytes[..Chunk], .. bytes[(2 * Chunk)..]])).Message.ShouldBe(Changed);
        Should.Throw<RuleViolation>(() => Open([.. bytes[Chunk..(2 * Chunk)], .. bytes[..Chunk], .. bytes[(2 * Chunk)..]])).Message.ShouldBe(Changed);
        bytes[2 * Chunk] ^= 0x80;
        Should.Throw<RuleViolation>(() => Open(bytes[..(3 * Chunk)])).Message.ShouldBe(Changed);

        byte[] Open(byte[] sealedBytes)
        {
            using var open = new OpeningStream(new MemoryStream(sealedBytes), secret, header);
            var plain = new MemoryStream();
            open.CopyTo(plain);
            return plain.ToArray();
        }
    }

    [Fact]
    public async Task Another_key_is_refused_and_the_right_passphrase_needs_no_exact_spaces()
    {
        var other = BackupKey.FromKeys(Convert.ToBase64String(new byte[32]));
        (await RefusalAsync(_whole, other)).ShouldBe("The key file is not the one of this backup.");
        (await RefusalAsync(_whole, BackupKey.FromPassphrase("one grey boat two ducks"))).ShouldBe("This backup was sealed with a key file, not with a passphrase; give --key-file.");

        await File.WriteAllTextAsync(Here("words"), "one grey boat two ducks\r\n", Stop);
        await MakeBackup.ToFileAsync(Place, BackupKey.FromPassphraseFile(Here("words")), Here("by-words"), Now, Stop);
        var bytes = await File.ReadAllBytesAsync(Here("by-words"), Stop);
        (await RefusalAsync(bytes, BackupKey.FromPassphrase("one grey boat two geese"))).ShouldBe("The passphrase is not the one of this backup.");
        (await RefusalAsync(bytes)).ShouldBe("This backup was sealed with a passphrase, not with a key file; give --passphrase-file.");
        await RestoreAsync(Here("by-words"), BackupKey.FromPassphrase(" one grey boat two ducks "));

        Should.Throw<RuleViolation>(() => BackupKey.FromPassphrase("too short")).Message.ShouldContain("at least 12");
        Should.Throw<RuleViolation>(() => BackupKey.FromKeyFile(Here("words"))).Message.ShouldContain("32 bytes");
        Should.Throw<RuleViolation>(() => BackupKey.FromKeyFile(Here("nowhere"))).Message.ShouldContain("cannot be read");
    }

    [Fact]
    public async Task A_data_key_that_was_changed_still_opens_what_the_old_one_sealed()
    {
        var both = BackupKey.FromKeys($"# keys\n{TestKeys.Secret}\n{Convert.ToBase64String(new byte[32])}\n");
        await RestoreAsync(Here("whole"), both);
    }

    [Fact]
    public async Task A_backup_of_a_newer_version_or_of_another_database_is_refused()
    {
        await using (var db = _database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29991231000000_Tomorrow', '99.0')", Stop);
        }

        await MakeBackup.ToFileAsync(Place, _key, Here("newer"), Now, Stop);
        (await RefusalAsync(await File.ReadAllBytesAsync(Here("newer"), Stop))).ShouldBe("This backup was made by a newer version of Groups; install that version, then restore.");
        var newest = _whole.ToArray();
        newest[8] = 2;
        (await RefusalAsync(newest)).ShouldBe("This backup was made by a newer version of Groups; install that version, then restore.");

        await using var postgres = await PostgresServer.EmptyAsync();
        var place = new BackupPlace(DataProvider.Postgres, postgres.Connection, _database.Folder);
        (await Should.ThrowAsync<RuleViolation>(() => RestoreBackup.FromFileAsync(place, _key, Here("whole"), force: false, Now, Stop))).Message
            .ShouldBe("This backup is of Sqlite, and Data:Provider is Postgres; restore it where they are the same.");
    }

    [Theory]
    [InlineData("../..", "There is a file of that name already; choose another name.")]
    [InlineData(".", "There is a file of that name already; choose another name.")]
    [InlineData("whole", "There is a file of that name already; choose another name.")]
    [InlineData("groups.db", "There is a file of that name already; choose another name.")]
    [InlineData("/dev/null", "There is a file of that name already; choose another name.")]
    [InlineData("dangling", "There is a file of that name already; choose another name.")]
    [InlineData("not/there", "The folder for the backup is not there; make it first.")]
    public async Task A_backup_is_written_to_a_new_file_only(string name, string sentence)
    {
        File.CreateSymbolicLink(Here("dangling"), Here("elsewhere"));
        var before = await File.ReadAllBytesAsync(Here("groups.db"), Stop);
        (await Should.ThrowAsync<RuleViolation>(() => MakeBackup.ToFileAsync(Place, _key, Path.GetFullPath(name, _database.Folder), Now, Stop))).Message.ShouldBe(sentence);
        File.Exists(Here("elsewhere")).ShouldBeFalse();
        (await File.ReadAllBytesAsync(Here("groups.db"), Stop)).ShouldBe(before);
        Directory.EnumerateFiles(_database.Folder, "*partial*").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../..", NotOurs)]
    [InlineData("/dev/zero", NotOurs)]
    [InlineData("/dev/null", NotOurs)]
    [InlineData("groups.db", NotOurs)]
    [InlineData("nowhere", "There is no file of that name; check it.")]
    public async Task What_is_no_backup_is_not_restored(string name, string sentence) =>
        (await Should.ThrowAsync<RuleViolation>(() => RestoreAsync(Path.GetFullPath(name, _database.Folder), _key))).Message.ShouldBe(sentence);

    [Fact]
    public async Task A_restore_through_a_link_to_the_database_replaces_what_the_link_means()
    {
        Directory.CreateDirectory(Here("new"));
        File.CreateSymbolicLink(Here("new/groups.db"), Here("new/real.db"));
        await RestoreAsync(Here("whole"), _key);
        new FileInfo(Here("new/groups.db")).LinkTarget.ShouldNotBeNull();
        new FileInfo(Here("new/real.db")).Length.ShouldBeGreaterThan(0);
    }

    private async Task<string> RefusalAsync(byte[] bytes, BackupKey? key = null)
    {
        await File.WriteAllBytesAsync(Here("tried"), bytes, Stop);
        return (await Should.ThrowAsync<RuleViolation>(() => RestoreAsync(Here("tried"), key ?? _key))).Message;
    }

    private Task<Restored> RestoreAsync(string file, BackupKey key) => RestoreBackup.FromFileAsync(
        new(DataProvider.Sqlite, DataRegistration.SqliteFile(Here("new/groups.db")), Here("new")), key, file, force: false, Now, Stop);
}
