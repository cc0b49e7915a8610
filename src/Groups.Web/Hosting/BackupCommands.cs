using System.CommandLine;
using Groups.Domain;
using Groups.Domain.Data.Backups;
using NodaTime;

namespace Groups.Web.Hosting;

/// <summary><c>./run backup FILE</c> and <c>./run restore FILE [--force]</c></summary>
internal static class BackupCommands
{
    public static Command MakeBackup(string[] args)
    {
        var file = new Argument<string>("file") { Description = "Where the backup goes; it must not be there yet." };
        var (passphraseFile, keyFile) = KeyOptions();
        var command = new Command("backup", "Copies the database and its keys to a sealed file, also while the program runs.") { file, passphraseFile, keyFile };
        command.SetAction(async (parsed, stop) =>
        {
            var settings = Read(args);
            var path = Commands.FileFromCaller(parsed.GetValue(file)!);
            var key = settings.KeyFor(FromCaller(parsed.GetValue(passphraseFile)), FromCaller(parsed.GetValue(keyFile)));
            var content = await Domain.Data.Backups.MakeBackup.ToFileAsync(settings.Place, key, path, SystemClock.Instance.GetCurrentInstant(), stop);
            Console.WriteLine($"Backed up to {path}: {content}.");
            Console.WriteLine("It opens only with its passphrase or key file: keep that somewhere else.");
        });
        return command;
    }

    public static Command Restore(string[] args)
    {
        var file = new Argument<string>("file") { Description = "A backup made by ./run backup or by the nightly job." };
        var force = new Option<bool>("--force") { Description = "Put it in the place of a database that is there; that one is kept under another name." };
        var (passphraseFile, keyFile) = KeyOptions();
        var command = new Command("restore", "Puts a backup in its place. The program must not run.") { file, force, passphraseFile, keyFile };
        command.SetAction(async (parsed, stop) =>
        {
            var settings = Read(args);
            var key = settings.KeyFor(FromCaller(parsed.GetValue(passphraseFile)), FromCaller(parsed.GetValue(keyFile)));
            var restored = await RestoreBackup.FromFileAsync(
                settings.Place, key, Commands.FileFromCaller(parsed.GetValue(file)!), parsed.GetValue(force), SystemClock.Instance.GetCurrentInstant(), stop);
            Console.WriteLine($"Restored the backup of {restored.MadeAt}: {restored.Content}.");
            if (restored.Kept.Count > 0)
            {
                Console.WriteLine($"What was there is kept; delete it when all is well, since it holds people's data: {string.Join(", ", restored.Kept)}");
            }
        });
        return command;
    }

    /// <summary>Reads the settings only: neither the database nor a data key is made.</summary>
    private static BackupSettings Read(string[] args) => new(Commands.Builder(args, out var settings).Configuration, settings);

    private static (Option<string> PassphraseFile, Option<string> KeyFile) KeyOptions() => (
        new("--passphrase-file") { Description = "A file that holds the passphrase; otherwise Backup:PassphraseFile or Backup:Passphrase is used." },
        new("--key-file") { Description = "A file that holds 32 random bytes in base64; otherwise Backup:KeyFile is used." });

    private static string? FromCaller(string? path) => path is null ? null : Commands.FileFromCaller(path);
}
