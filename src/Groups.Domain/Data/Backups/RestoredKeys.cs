using System.Globalization;
using NodaTime;

namespace Groups.Domain.Data.Backups;

/// <summary>The keys of a backup on their way to their folder.</summary>
internal sealed class RestoredKeys(BackupPlace place, bool force, Instant now)
{
    private const int MostBytes = 1 << 20;
    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);
    private readonly List<(string Path, string? Old)> _done = [];

    /// <summary>Where keys are that lay there before.</summary>
    public IEnumerable<string> Kept => _done.Where(d => d.Old is not null).Select(d => d.Old!);

    public static string Aside(string path, Instant now) =>
        $"{path}{KeyNames.AsideMark}{now.ToString("uuuuMMdd-HHmmss", CultureInfo.InvariantCulture)}";

    public void Take(string name, Stream content)
    {
        var bytes = new MemoryStream();
        content.CopyTo(bytes);
        if (!KeyNames.AreRight(name) || bytes.Length > MostBytes)
        {
            throw Refused.Edited();
        }

        // Who was erased after the backup was made stays erased.
        _keys[name] = name == KeyNames.Erasures && File.Exists(place.KeyPath(name)) ? [.. File.ReadAllBytes(place.KeyPath(name)), .. bytes.ToArray()] : bytes.ToArray();
    }

    /// <exception cref="RuleViolation">Another key of that name is there.</exception>
    public void Check()
    {
        if (!force && _keys.Any(k => k.Key != KeyNames.Erasures && File.Exists(place.KeyPath(k.Key)) && !IsSame(k)))
        {
            throw new RuleViolation($"There are other keys in {place.KeyFolder} already; restore to another folder, or add --force to put those of the backup in their place (the old ones are kept).");
        }
    }

    public void Place()
    {
        try
        {
            foreach (var key in _keys.Where(k => !IsSame(k)))
            {
                PlaceOne(place.KeyPath(key.Key), key.Value);
            }
        }
        catch
        {
            PutBack();
            throw;
        }
    }

    public void PutBack()
    {
        foreach (var (path, old) in _done)
        {
            if (old is null)
            {
                File.Delete(path);
            }
            else
            {
                File.Move(old, path, overwrite: true);
            }
        }

        _done.Clear();
    }

    private void PlaceOne(string path, byte[] bytes)
    {
        PrivateFolder.Make(Path.GetDirectoryName(path)!);
        string? old = null;
        if (File.Exists(path))
        {
            old = Aside(path, now);
            PrivateFile.Copy(path, old);
        }

        using var file = new TemporaryFile(PrivateFile.Beside(path, "restored"));
        file.Content.Write(bytes);
        _done.Add((path, old));
        file.MoveTo(path);
    }

    private bool IsSame(KeyValuePair<string, byte[]> key) =>
        File.Exists(place.KeyPath(key.Key)) && File.ReadAllBytes(place.KeyPath(key.Key)).AsSpan().SequenceEqual(key.Value);
}
