using System.Globalization;
using Groups.Domain;
using Groups.Domain.Data.Backups;
using Groups.Jobs.Upkeep;

namespace Groups.Web.Hosting;

/// <summary>The section <c>Backup</c>: what seals backups, and where the nightly ones go.</summary>
internal sealed class BackupSettings(IConfiguration configuration, GroupsSettings settings)
{
    private const string NoKey = "Nothing is set to seal backups with; set Backup:PassphraseFile, Backup:KeyFile or Backup:Passphrase, and keep what it holds away from this machine too.";
    private static readonly string[] KeyNames = ["Backup:Passphrase", "Backup:PassphraseFile", "Backup:KeyFile"];

    /// <summary>What a backup holds, and where one is restored to.</summary>
    public BackupPlace Place { get; } = new(
        settings.Provider, settings.Connection, settings.DataFolder, settings.KeyFile);

    /// <summary>The folder of nightly backups, or null for none.</summary>
    public string? Folder => configuration["Backup:Folder"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    /// <summary>What is wrong, a sentence each that names the key.</summary>
    public IEnumerable<string> Problems()
    {
        if (KeyNames.Count(IsGiven) > 1)
        {
            yield return $"Of {string.Join(", ", KeyNames.Where(IsGiven))} only one can seal backups; take the others out.";
        }
        else if (Folder is not null && !KeyNames.Any(IsGiven))
        {
            yield return $"Backup:Folder asks for nightly backups. {NoKey}";
        }
        else if (KeyProblem() is { } problem)
        {
            yield return problem;
        }
        else if (settings.Role != Role.Web && Folder is { } folder && !Directory.Exists(folder))
        {
            yield return $"Backup:Folder names {folder}, which is not there; make it, or mount the disk it is on.";
        }

        if (Number("Backup:Keep", 14, 1, 400) is null)
        {
            yield return "Backup:Keep is not a number of nightly backups; write 1 to 400, such as 14.";
        }

        if (Number("Backup:KeepMonths", 12, 0, 120) is null)
        {
            yield return "Backup:KeepMonths is not a number of months; write 0 to 120, such as 12.";
        }
    }

    /// <summary>What the settings say seals backups; null for nothing.</summary>
    /// <exception cref="RuleViolation">It is too short, or its file cannot be read.</exception>
    public BackupKey? Key() => (configuration["Backup:Passphrase"], configuration["Backup:PassphraseFile"], configuration["Backup:KeyFile"]) switch
    {
        ({ Length: > 0 } words, _, _) => BackupKey.FromPassphrase(words),
        (_, { Length: > 0 } file, _) => BackupKey.FromPassphraseFile(Path.GetFullPath(file)),
        (_, _, { Length: > 0 } file) => BackupKey.FromKeyFile(Path.GetFullPath(file)),
        _ => null,
    };

    /// <summary>What seals the copy before an upgrade: what seals backups, else the data key, so that nothing lies about in clear.</summary>
    public BackupKey UpgradeKey() => Key() ?? (configuration["Keys:Secret"] is { Length: > 0 } secret ? BackupKey.FromKeys(secret) : BackupKey.FromKeyFile(settings.KeyFile));

    /// <summary>What seals backups: the files a command names, else the settings.</summary>
    /// <exception cref="RuleViolation">Nothing is set, or it cannot be used.</exception>
    public BackupKey KeyFor(string? passphraseFile, string? keyFile) => (passphraseFile, keyFile) switch
    {
        (not null, not null) => throw new RuleViolation("Give --passphrase-file or --key-file, not both."),
        (not null, _) => BackupKey.FromPassphraseFile(passphraseFile),
        (_, not null) => BackupKey.FromKeyFile(keyFile),
        _ => Key() ?? throw new RuleViolation(NoKey),
    };

    /// <summary>The nightly backup, where one is asked for.</summary>
    public NightlyBackupPlan? Plan() => Folder is { } folder && Key() is { } key
        ? new(folder, Number("Backup:Keep", 14, 1, 400) ?? 14, Number("Backup:KeepMonths", 12, 0, 120) ?? 12, Place, key)
        : null;

    private string? KeyProblem()
    {
        try
        {
            Key();
            return null;
        }
        catch (RuleViolation wrong)
        {
            return $"{KeyNames.First(IsGiven)}: {wrong.Message}";
        }
    }

    private bool IsGiven(string name) => configuration[name] is { Length: > 0 };

    private int? Number(string name, int otherwise, int least, int most) => configuration[name] is not { Length: > 0 } given
        ? otherwise
        : int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
