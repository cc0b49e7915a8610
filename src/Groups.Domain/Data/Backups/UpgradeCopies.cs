using NodaTime;

namespace Groups.Domain.Data.Backups;

/// <summary>Copies of a SQLite database from before it was upgraded, beside it. The last two stay.</summary>
internal sealed class UpgradeCopies(BackupPlace place, BackupKey? key)
{
    private const int Kept = 2;

    /// <summary>Copies what is there, if anything is, before it is brought to this migration.</summary>
    public async Task MakeAsync(string migration, CancellationToken stop)
    {
        var database = place.DatabaseFile;
        if (!File.Exists(database) || new FileInfo(database).Length == 0)
        {
            return;
        }

        var stem = $"{Path.Combine(Path.GetDirectoryName(database)!, Path.GetFileNameWithoutExtension(database))}.before-";
        var path = $"{stem}{migration}{(key is null ? ".db" : ".backup")}";
        var making = PrivateFile.Beside(path, "making");
        try
        {
            if (key is null)
            {
                using var copy = await SqliteCopies.TakeAsync(database, stop);
                using var file = PrivateFile.Create(making);
                copy.Content.CopyTo(file);
                file.Flush(flushToDisk: true);
            }
            else
            {
                await MakeBackup.ToFileAsync(place, key, making, SystemClock.Instance.GetCurrentInstant(), stop);
            }

            // one that is there is of an upgrade that did not come to its end
            File.Move(making, path, overwrite: true);
        }
        finally
        {
            File.Delete(making);
        }

        foreach (var old in Directory.EnumerateFiles(Path.GetDirectoryName(database)!, Path.GetFileName(stem) + "*")
            .Where(f => f.EndsWith(".db", StringComparison.Ordinal) || f.EndsWith(".backup", StringComparison.Ordinal)).OrderDescending(StringComparer.Ordinal).Skip(Kept))
        {
            File.Delete(old);
        }
    }
}
