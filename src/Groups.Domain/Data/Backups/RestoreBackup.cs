using System.IO.Compression;
using System.Text.Json;
using NodaTime;

namespace Groups.Domain.Data.Backups;

/// <summary>Puts a backup in its place. It happens whole or not at all: until the backup was read and checked to its end, what is there stays as it is.</summary>
public static class RestoreBackup
{
    /// <summary>Restores a file to a place where no program runs.</summary>
    /// <param name="place">Where to; nothing must be there unless <paramref name="force"/>, and then what is there is kept under another name.</param>
    /// <param name="key">The key the backup was sealed with.</param>
    /// <param name="path">The backup.</param>
    /// <param name="force">Put it in the place of what is there.</param>
    /// <param name="now">Goes into the names of what is kept.</param>
    /// <param name="stop">Stops, and leaves things as they were.</param>
    /// <exception cref="RuleViolation">Not a backup, cut off, changed, another key, of a newer version or another database; something is there; the program runs.</exception>
    public static async Task<Restored> FromFileAsync(
        BackupPlace place, BackupKey key, string path, bool force, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(key);
        await using var file = Open(path);
        var header = SealedHeader.Read(file, out var hash);
        using var opened = new OpeningStream(file, header.KeyFrom(key), hash);
        await using var target = await IRestoreTarget.BeginAsync(place, force, now, stop);
        var keys = new RestoredKeys(place, force, now);
        BackupContent? content = null;
        var checkedFirst = false;
        using (var packed = new GZipStream(opened, CompressionMode.Decompress, leaveOpen: true))
        {
            BackupEntries.Read(packed, (name, piece) =>
            {
                stop.ThrowIfCancellationRequested();
                if (!checkedFirst)
                {
                    // only now, when the first seal was right, is the header what it was
                    Check(header, place);
                    checkedFirst = true;
                }

                if (name == BackupEntries.Database)
                {
                    target.Take(piece);
                }
                else if (name == BackupEntries.Content)
                {
                    content = JsonSerializer.Deserialize<BackupContent>(piece);
                }
                else if (name.StartsWith(BackupEntries.KeyPrefix, StringComparison.Ordinal))
                {
                    keys.Take(name[BackupEntries.KeyPrefix.Length..], piece);
                }
            });
        }

        opened.CopyTo(Stream.Null);
        keys.Check();
        await target.CheckAsync(content ?? throw Refused.Edited(), header.Migration, stop);
        keys.Place();
        try
        {
            await target.PlaceAsync(stop);
        }
        catch
        {
            keys.PutBack();
            throw;
        }

        return new(content, [.. target.Kept, .. keys.Kept], Instant.FromUnixTimeSeconds(header.MadeAt));
    }

    private static FileStream Open(string path)
    {
        try
        {
            // a folder, a device or a pipe has no length
            return File.Exists(path) && new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path).Length > 0
                ? File.OpenRead(path)
                : throw new RuleViolation(Path.Exists(path) ? "This file is not a backup of Groups." : "There is no file of that name; check it.");
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            throw new RuleViolation("The backup cannot be read; check its name and who may read it.");
        }
    }

    private static void Check(SealedHeader header, BackupPlace place)
    {
        if (header.Provider != place.Provider)
        {
            throw new RuleViolation($"This backup is of {header.Provider}, and Data:Provider is {place.Provider}; restore it where they are the same.");
        }

        if (!DatabaseSetup.Migrations(place.Provider).Contains(header.Migration))
        {
            throw new RuleViolation("This backup was made by a newer version of Groups; install that version, then restore.");
        }
    }
}

/// <summary>What a restore did.</summary>
/// <param name="Content">What the database holds now.</param>
/// <param name="Kept">Where that is which was there before; empty for nothing.</param>
/// <param name="MadeAt">When the backup was made.</param>
public sealed record Restored(BackupContent Content, IReadOnlyList<string> Kept, Instant MadeAt);
