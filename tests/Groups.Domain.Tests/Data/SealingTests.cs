using System.Security.Cryptography;
using System.Text;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Data.Backups;
using Groups.Domain.Data.Sealing;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace Groups.Domain.Tests.Data;

public sealed class SealingTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 8, 3, 9, 0);
    private static readonly string[] Secrets = ["+447700900321", "zebedee@example.org", "Zebedee", "Quixotina", "needs-a-ramp-xyzzy", "the-note-xyzzy", "speaker-xyzzy", "stays-away-xyzzy", "backup-xyzzy", "1 Hidden Row"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Words_are_sealed_differently_each_time_and_an_address_always_alike()
    {
        var sealer = new Sealer(TestKeys.Keys, TestKeys.Keys.NewestId);
        sealer.SealWords("Ruth").ShouldNotBe(sealer.SealWords("Ruth"));
        sealer.SealAddress("+447700900321").ShouldBe(sealer.SealAddress("+447700900321"));
        sealer.SealAddress("+447700900321").ShouldNotBe(sealer.SealAddress("+447700900322"));
        foreach (var text in (string[])["", "Ruth", "Šárka 🙂", new string('x', 5000), "s1.not sealed at all"])
        {
            sealer.Open(sealer.SealWords(text)).ShouldBe(text);
            sealer.Open(sealer.SealAddress(text)).ShouldBe(text);
        }
    }

    [Fact]
    public void A_sealed_text_that_somebody_changed_is_not_opened()
    {
        var sealer = new Sealer(TestKeys.Keys, TestKeys.Keys.NewestId);
        var stored = sealer.SealWords("Ruth");
        var changed = stored[..^5] + (stored[^5] == 'A' ? 'B' : 'A') + stored[^4..];
        Should.Throw<CryptographicException>(() => sealer.Open(changed));
        Should.Throw<RuleViolation>(() => new Sealer(DataKeys.Read(DataKeys.NewKey()), DataKeys.Read(DataKeys.NewKey()).NewestId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64 at all")]
    public void Keys_that_are_none_are_refused_in_a_sentence(string text) => Should.Throw<RuleViolation>(() => DataKeys.Read(text)).Message.ShouldEndWith("kept.");

    [Fact]
    public async Task The_key_file_is_made_once_for_the_program_alone_and_grows_at_its_end()
    {
        await using var database = await TestDatabase.CreateAsync();
        var file = Path.Combine(database.Folder, "keys", "data.key");
        var first = DataKeys.OfFile(file);
        DataKeys.OfFile(file).NewestId.ShouldBe(first.NewestId);
        var grown = DataKeys.AddToFile(file);
        grown.Has(first.NewestId).ShouldBeTrue();
        grown.NewestId.ShouldNotBe(first.NewestId);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_stolen_database_file_shows_no_number_address_name_or_note()
    {
        await using var database = await TestDatabase.CreateAsync();
        await FillAsync(database);
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Stop);
        foreach (var file in Directory.GetFiles(database.Folder))
        {
            ShouldHoldNoSecret(Encoding.Latin1.GetString(await ReadAsync(file)) + Encoding.Unicode.GetString(await ReadAsync(file)), file);
        }
    }

    [Fact]
    public async Task A_stolen_copy_of_the_postgres_tables_shows_no_number_address_name_or_note()
    {
        await using var database = await TestDatabase.CreateAsync(DataProvider.Postgres);
        await FillAsync(database);
        ShouldHoldNoSecret(await DumpAsync(database), "the tables");
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_new_key_seals_everything_anew_and_the_old_one_is_needed_no_more(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await FillAsync(database);
        var next = DataKeys.NewKey();
        var place = new BackupPlace(provider, database.Connection, database.Folder);
                (await SealDatabase.ChangeKeyAsync(place, () => DataKeys.Read($"{TestKeys.Secret},{next}"), Stop)).ShouldBe(DataKeys.Read(next).NewestId);
        (await Should.ThrowAsync<RuleViolation>(() => SealDatabase.ChangeKeyAsync(place, () => DataKeys.Read(next), Stop))).Message.ShouldContain("no newer key");
        await using (var alone = Services(database, DataKeys.Read(next)))
        {
            var factory = alone.GetRequiredService<IDbContextFactory<GroupsDb>>();
            await SealDatabase.OpenAsync(factory, Stop);
            await ShouldBeReadableAsync(factory);
        }

        await using var old = Services(database, TestKeys.Keys);
        (await Should.ThrowAsync<RuleViolation>(() => SealDatabase.OpenAsync(old.GetRequiredService<IDbContextFactory<GroupsDb>>(), Stop)))
            .Message.ShouldContain("put back the key file");
    }

    [Fact]
    public async Task A_key_is_not_changed_while_a_program_uses_the_database()
    {
        await using var database = await TestDatabase.CreateAsync();
        var place = new BackupPlace(DataProvider.Sqlite, database.Connection, database.Folder);
        using var running = DatabaseInUse.Begin(place);
        (await Should.ThrowAsync<RuleViolation>(() => SealDatabase.ChangeKeyAsync(place, () => throw new InvalidOperationException("no key is made"), Stop))).Message.ShouldContain("stop it");
    }

    [Fact]
    public async Task On_postgres_a_program_that_is_just_ending_is_waited_for_and_one_that_stays_is_not()
    {
        await using var database = await TestDatabase.CreateAsync(DataProvider.Postgres);
        await FillAsync(database);
        var next = DataKeys.NewKey();
        var place = new BackupPlace(DataProvider.Postgres, database.Connection, database.Folder);
        await using var elsewhere = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Connection) { Database = "postgres", Pooling = false }.ConnectionString);
        await elsewhere.OpenAsync(Stop);
        await using var program = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Connection) { Pooling = false }.ConnectionString);
        await program.OpenAsync(Stop);
        (await Should.ThrowAsync<RuleViolation>(ChangeAsync)).Message.ShouldContain("stop it on every machine");

        var changing = ChangeAsync();
        await using var look = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = $1", elsewhere) { Parameters = { new() { Value = program.Database } } };
        await Wait.UntilAsync(async () => (long)(await look.ExecuteScalarAsync(Stop))! > 1, "the change looks who is there");
        await program.CloseAsync();

        (await changing).ShouldBe(DataKeys.Read(next).NewestId);

        Task<string> ChangeAsync() => SealDatabase.ChangeKeyAsync(place, () => DataKeys.Read($"{TestKeys.Secret},{next}"), Stop);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task What_an_earlier_version_stored_in_clear_is_sealed_at_the_first_start_and_leaves_no_trace(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await FillAsync(database);
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("""UPDATE "People" SET "Name" = 'Zebedee', "AccessNeeds" = 'needs-a-ramp-xyzzy'""", Stop);
            await db.Database.ExecuteSqlRawAsync("""UPDATE "ContactMethods" SET "Address" = '+447700900321' WHERE "Way" = 'Text'""", Stop);
            await db.Database.ExecuteSqlRawAsync("""UPDATE "StoppedNumbers" SET "Address" = '+447700900321'""", Stop);
            await db.Database.ExecuteSqlRawAsync("""DELETE FROM "DataKeysInUse" """, Stop);
        }

        await SealDatabase.OpenAsync(database.Factory, Stop);
        await ShouldBeReadableAsync(database.Factory);
        ShouldHoldNoSecret(await DumpAsync(database), "the tables");
        if (provider == DataProvider.Sqlite)
        {
            foreach (var file in Directory.GetFiles(database.Folder))
            {
                ShouldHoldNoSecret(Encoding.Latin1.GetString(await ReadAsync(file)), file);
            }
        }
    }

    [Fact]
    public async Task Every_column_of_text_is_sealed_or_known_to_hold_nothing_of_a_person()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        var open = db.Model.GetEntityTypes().SelectMany(t => t.GetFlattenedProperties().Where(p => p.ClrType == typeof(string) && p.FindAnnotation("Groups:Sealed") is null)
            .Select(p => $"{t.ClrType.Name}.{p.Name}")).Order(StringComparer.Ordinal).ToList();
        open.ShouldBe(
        [
            // Words of a group or an organisation, codes, hashes and ids of providers. Whoever adds a column decides here.
            "Account.Stamp", "AuditEntry.Detail", "AuditEntry.Hash", "AuditEntry.KeyId", "AuditEntry.Previous", "AuditHead.Hash",
            "ChannelHealth.Name", "ChannelHealth.Sentence", "ConsentRecord.Language", "ConsentRecord.Wording", "ContactMethod.Trouble", "DataKeyInUse.KeyId", "DutyStep.Step",
            "Group.Alias", "Group.Bus", "Group.Cost", "Group.Food", "Group.Name", "Group.Name", "Group.OpenTo", "Group.Purpose", "Group.Zone", "GroupAgreement.Limit", "GroupAgreement.Text", "GroupStep.Step", "Heartbeat.Name",
            "Message.ProviderCode", "Message.ProviderId", "Message.Reason", "Organisation.Name", "ParticipantLink.TokenHash", "Passkey.Data", "Passkey.Name", "Person.Language", "Person.Wording", "Person.Zone",
            "Reply.ProviderId", "Series.Rule", "Series.Zone", "Session.Zone", "SessionPass.CodeHash", "SessionPass.TokenHash",
            "SignInCode.BrowserHash", "SignInCode.CodeHash", "SignInLink.TokenHash", "SignInSession.Device", "UnsubscribeLink.TokenHash",
        ], ignoreOrder: true);
    }

    private static ServiceProvider Services(TestDatabase database, DataKeys keys) => new ServiceCollection().AddGroupsData(database.Provider, database.Connection, keys).BuildServiceProvider();

    private static async Task FillAsync(TestDatabase database)
    {
        var worker = new Account("Quixotina", "zebedee@example.org", Post.Worker, null, Now);
        var venue = new Venue("Braid Street Café", "1 Hidden Row", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea and toast");
        var group = new Group(new GroupDetails("Women's Café", "Wednesday meet-up", "A blether", "Women", true, venue), worker.Id, Now);
        group.Arrange("backup-xyzzy", null);
        var person = new Person("Zebedee", "en", Now);
        person.SetContact(ContactWay.Text, "+447700900321", true);
        person.SetContact(ContactWay.Email, "zebedee@example.org", true);
        person.SetAccessNeeds("needs-a-ramp-xyzzy", true);
        var session = new Session(group.Id, null, new LocalDate(2026, 8, 5), new LocalTime(11, 0), 90, group.Zone);
        session.Invite(new Speaker("speaker-xyzzy", null, "Sleep"));
        await database.Factory.WriteAsync(db =>
        {
            db.AddRange(worker, group, person, session, new Member(group.Id, person.Id, Now), new StoppedNumber("+447700900321", Now));
            return Task.CompletedTask;
        }, Stop);
    }

    private static async Task ShouldBeReadableAsync(IDbContextFactory<GroupsDb> databases)
    {
        await using var db = await databases.CreateDbContextAsync(Stop);
        var person = await db.People.Include(p => p.Contacts).SingleAsync(p => p.Contacts.Any(c => c.Address == "+447700900321" && db.StoppedNumbers.Any(s => s.Address == c.Address)), Stop);
        (person.Name, person.AccessNeeds).ShouldBe(("Zebedee", "needs-a-ramp-xyzzy"));
        (await db.Accounts.SingleAsync(a => a.Email == "zebedee@example.org", Stop)).Name.ShouldBe("Quixotina");
    }

    private static void ShouldHoldNoSecret(string text, string what)
    {
        foreach (var secret in Secrets)
        {
            text.Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{what} shows \"{secret}\"");
        }
    }

    private static async Task<string> DumpAsync(TestDatabase database) => string.Join('\n', (await TableDump.OfAsync(database, Stop)).Values);

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, Stop);
        return bytes;
    }
}
