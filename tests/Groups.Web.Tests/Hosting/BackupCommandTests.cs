using Groups.Domain.Data;
using Groups.Testing;
using Groups.Web.Hosting;
using NodaTime;

namespace Groups.Web.Tests.Hosting;

public sealed class BackupCommandTests : IDisposable
{
    private const string Phrase = "one grey boat two ducks";
    private readonly string _folder = Directory.CreateTempSubdirectory("groups-test-").FullName;
    private readonly string _phraseFile;

    public BackupCommandTests() => File.WriteAllText(_phraseFile = Path.Combine(_folder, "phrase"), Phrase + "\n");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_machine_that_burnt_is_restored_elsewhere_with_the_passphrase_alone_and_people_stay_signed_in()
    {
        var file = Path.Combine(_folder, "one.backup");
        string cookie, made;
        Guid worker;
        await using (var app = await GroupsApp.StartAsync(clock: new FakeClock(SystemClock.Instance.GetCurrentInstant()), settings: "Role=web"))
        {
            worker = (await CafeGroup.CreateAsync(app.Database, app.Clock, "Ruth")).WorkerAccount;
            cookie = await app.CookieOfAsync(worker);
            await File.WriteAllTextAsync(Path.Combine(app.Database.Folder, "keys", "data.key"), TestKeys.Secret, Stop);
            var backup = await CommandProcess.RunAsync(app.Database, "backup", file, "--passphrase-file", _phraseFile);
            backup.Code.ShouldBe(0, backup.Output);
            backup.Output.ShouldContain("1 groups, 1 people");
            made = backup.Output[backup.Output.IndexOf("1 groups", StringComparison.Ordinal)..backup.Output.IndexOf(".\n", StringComparison.Ordinal)];
            (OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)).ShouldBeTrue();
            (await File.ReadAllBytesAsync(file, Stop)).AsSpan().IndexOf("Ruth"u8).ShouldBe(-1);

            var running = await CommandProcess.RunAsync(app.Database, "restore", file, "--force", "--passphrase-file", _phraseFile);
            (running.Code, running.Output.Trim()).ShouldBe((1, "Groups is running on this database; stop it on every machine, then restore."));
        }

        await using var elsewhere = await TestDatabase.CreateAsync();
        File.Delete(Path.Combine(elsewhere.Folder, "groups.db"));
        var restored = await CommandProcess.RunAsync(elsewhere, "restore", file, $"--Backup:PassphraseFile={_phraseFile}");
        restored.Code.ShouldBe(0, restored.Output);
        restored.Output.ShouldContain(made);

        await using var node = await WebNode.StartAsync(elsewhere, WebNode.NextAddress(), "Keys:Secret=");
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = node.Address };
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        (await browser.GetStringAsync("", Stop)).ShouldContain("Hello, Laura");
    }

    [Fact]
    public async Task Without_anything_to_seal_with_nothing_is_written_and_a_passphrase_on_the_command_line_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var file = Path.Combine(_folder, "one.backup");
        var bare = await CommandProcess.RunAsync(database, "backup", file);
        bare.Code.ShouldBe(1);
        bare.Output.ShouldContain("Backup:PassphraseFile");
        bare.Output.Trim().Split('\n').Length.ShouldBe(1);

        var shown = await CommandProcess.RunAsync(database, "backup", file, $"--Backup:Passphrase={Phrase}");
        shown.Code.ShouldBe(1);
        shown.Output.ShouldContain("command line");
        shown.Output.ShouldNotContain(Phrase);
        File.Exists(file).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Backup:Folder=nightly", "Backup:Folder")]
    [InlineData("Backup:KeyFile=not-there", "Backup:KeyFile")]
    [InlineData("Backup:Keep=many", "Backup:Keep")]
    [InlineData("Backup:KeepMonths=-1", "Backup:KeepMonths")]
    public async Task A_wrong_setting_of_backups_stops_the_start_with_one_sentence_that_names_its_key(string setting, string key)
    {
        var refused = await Should.ThrowAsync<StartRefused>(() => GroupsApp.StartAsync(DataProvider.Sqlite, settings: setting));
        refused.Message.ShouldContain(key);
        refused.Message.ShouldNotContain("\n");
    }

    [Fact]
    public async Task A_folder_of_nightly_backups_that_is_not_there_stops_the_start_of_whoever_would_write_to_it()
    {
        string[] settings = [$"Backup:Folder={Path.Combine(_folder, "unmounted")}", $"Backup:PassphraseFile={_phraseFile}"];
        (await Should.ThrowAsync<StartRefused>(() => GroupsApp.StartAsync(DataProvider.Sqlite, settings: settings))).Message.ShouldContain("which is not there");
        await using var web = await GroupsApp.StartAsync(DataProvider.Sqlite, settings: [.. settings, "Role=web"]);
    }
}
