using System.Security.Cryptography;
using Groups.Domain.Data.Backups;

namespace Groups.Domain.Data.Sealing;

/// <summary>
/// The keys that people's data is sealed with, as text: one key of 32 bytes in base64 on each line, newest last; lines that begin with # say nothing.
/// They stand outside the database, in a file or a secret of the environment. Old keys stay, so that old backups can be read.
/// </summary>
public sealed class DataKeys
{
    private readonly List<DataKey> _keys;

    private DataKeys(List<DataKey> keys) => _keys = keys;

    /// <summary>The newest key; new databases begin with it.</summary>
    public string NewestId => _keys[^1].Id;

    /// <summary>Tells two sets of keys apart without telling what they are.</summary>
    internal string Mark => string.Join('.', _keys.Select(k => k.Id));

    /// <summary>Reads keys from text; several may also be parted by commas.</summary>
    /// <exception cref="RuleViolation">There is none, or one is not 32 bytes in base64.</exception>
    public static DataKeys Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var keys = KeyLines.Read(text, "A data key is not 32 bytes in base64; put the key file back from where it is kept.").Select(k => new DataKey(k)).ToList();
        return keys.Count > 0 ? new DataKeys(keys) : throw new RuleViolation("There is no data key where one should be; put the key file back from where it is kept.");
    }

    /// <summary>A new key in the form that <see cref="Read"/> takes.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLines.KeyBytes));

    /// <summary>Reads the key file; where there is none, makes it with one new key, for the program's own eyes only.</summary>
    /// <exception cref="RuleViolation">The file cannot be read, or holds no key.</exception>
    public static DataKeys OfFile(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                WriteNew(path, $"# Keys of the people's data. Whoever loses them loses the data; keep a copy apart from the database.\n{NewKey()}\n");
            }

            return Read(File.ReadAllText(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RuleViolation($"The data key file {path} cannot be read or written; let the program's own account do so.");
        }
    }

    /// <summary>Adds a new key at the end of the key file, whole or not at all.</summary>
    public static DataKeys AddToFile(string path)
    {
        var next = path + ".new";
        File.Delete(next);
        WriteNew(next, $"{File.ReadAllText(path).TrimEnd()}\n{NewKey()}\n");
        File.Move(next, path, overwrite: true);
        return OfFile(path);
    }

    /// <summary>Whether a key of this id is here.</summary>
    public bool Has(string id) => _keys.Exists(k => k.Id == id);

    internal DataKey? Find(ReadOnlySpan<byte> id)
    {
        foreach (var key in _keys)
        {
            if (id.SequenceEqual(key.IdBytes))
            {
                return key;
            }
        }

        return null;
    }

    internal DataKey Get(string id) => _keys.Find(k => k.Id == id) ?? throw new RuleViolation(
        $"The data was sealed with a key ({id}) that is not here; put back the key file that was in use, or nobody can read names and numbers.");

    private static void WriteNew(string path, string text)
    {
        try
        {
            using var writer = new StreamWriter(PrivateFile.Create(path));
            writer.Write(text);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another start of the program was first; both use its keys.
        }
    }
}
