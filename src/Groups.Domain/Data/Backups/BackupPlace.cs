using Microsoft.Data.Sqlite;

namespace Groups.Domain.Data.Backups;

/// <summary>What is backed up, and where a backup is restored to.</summary>
/// <param name="Provider">The database.</param>
/// <param name="Connection">Its connection string.</param>
/// <param name="DataFolder">The folder whose <c>keys</c> belong to the database.</param>
/// <param name="DataKeyFile">The file of the data key where it lies elsewhere; null for inside the folder of keys.</param>
public sealed record BackupPlace(DataProvider Provider, string Connection, string DataFolder, string? DataKeyFile = null)
{
    /// <summary>The file of a SQLite database; a link is followed.</summary>
    internal string DatabaseFile
    {
        get
        {
            var path = Path.GetFullPath(new SqliteConnectionStringBuilder(Connection).DataSource);
            return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        }
    }

    /// <summary>The folder of keys.</summary>
    internal string KeyFolder => Path.Combine(DataFolder, "keys");

    /// <summary>The keys to be backed up, by the name they get in a backup.</summary>
    internal IEnumerable<(string Name, string Path)> Keys()
    {
        if (Directory.Exists(KeyFolder))
        {
            foreach (var file in Directory.EnumerateFiles(KeyFolder).Where(f => KeyNames.AreRight(Path.GetFileName(f))).Order(StringComparer.Ordinal))
            {
                yield return (Path.GetFileName(file), file);
            }
        }

        if (DataKeyFile is not null && File.Exists(DataKeyFile) && Path.GetDirectoryName(Path.GetFullPath(DataKeyFile)) != KeyFolder)
        {
            yield return (KeyNames.DataKey, DataKeyFile);
        }
    }

    /// <summary>Where a key of this name belongs.</summary>
    internal string KeyPath(string name) => name == KeyNames.DataKey && DataKeyFile is not null ? Path.GetFullPath(DataKeyFile) : Path.Combine(KeyFolder, name);
}

/// <summary>
/// Names that files in the folder of keys may have; nothing else goes into a backup or comes out of one. Least of all the list of erasures: an older one would
/// take the place of today's.
/// </summary>
internal static class KeyNames
{
    /// <summary>The key that seals contact data.</summary>
    public const string DataKey = "data.key";

    /// <summary>Whom was erased: an older backup must not shorten it.</summary>
    public const string Erasures = Rights.ErasureLog.FileName;

    public static bool AreRight(string name) => name.Length is > 0 and <= 200 && name[0] != '.' && !name.Contains(AsideMark, StringComparison.Ordinal)
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    /// <summary>Stands in the name of whatever a restore moved aside.</summary>
    public const string AsideMark = ".before-restore-";
}
