using System.Security.Cryptography;
using System.Text;
using Groups.Domain.Data.Sealing;

namespace Groups.Domain.Data.Backups;

/// <summary>What opens and seals backups: a passphrase, or 32 random bytes in a file. It is never stored in a backup's folder.</summary>
public sealed class BackupKey
{
    /// <summary>The fewest letters of a passphrase.</summary>
    public const int ShortestPassphrase = 12;

    /// <summary>Rounds of PBKDF2 that turn a passphrase into a key; a backup says with how many it was made.</summary>
    internal const int Rounds = 600_000;

    private const string NoKey = "The key file for backups does not hold 32 bytes in base64; make one with: openssl rand -base64 32.";
    private readonly IReadOnlyList<byte[]> _secrets;

    private BackupKey(IReadOnlyList<byte[]> secrets, bool isPassphrase) => (_secrets, IsPassphrase) = (secrets, isPassphrase);

    /// <summary>A passphrase, not a key file.</summary>
    public bool IsPassphrase { get; }

    /// <summary>A key from words. Spaces and line ends around them do not count.</summary>
    /// <exception cref="RuleViolation">The passphrase is too short.</exception>
    public static BackupKey FromPassphrase(string passphrase)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        var words = passphrase.Trim();
        return words.Length >= ShortestPassphrase
            ? new([Encoding.UTF8.GetBytes(words.Normalize())], isPassphrase: true)
            : throw new RuleViolation($"The passphrase for backups is too short; use at least {ShortestPassphrase} letters, such as four words.");
    }

    /// <summary>A key from a file that holds a passphrase and nothing else.</summary>
    /// <exception cref="RuleViolation">The file cannot be read, or what it holds is too short.</exception>
    public static BackupKey FromPassphraseFile(string path) => FromPassphrase(Read(path, "passphrase"));

    /// <summary>A key from a file that holds 32 random bytes in base64.</summary>
    /// <exception cref="RuleViolation">The file cannot be read, or is no such file.</exception>
    public static BackupKey FromKeyFile(string path) => FromKeys(Read(path, "key"));

    /// <summary>
    /// A key from text of 32 random bytes in base64. Where there are several lines, as in a file of data keys, the last seals and any opens; lines that begin with
    /// # say nothing.
    /// </summary>
    /// <exception cref="RuleViolation">A line is not 32 bytes in base64.</exception>
    public static BackupKey FromKeys(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var keys = KeyLines.Read(text, NoKey);
        return keys.Count > 0 ? new([.. keys.Reverse()], isPassphrase: false) : throw new RuleViolation(NoKey);
    }

    /// <summary>The key of a new backup, and what proves the right key without opening anything.</summary>
    internal (byte[] Key, byte[] Proof) Derive(byte[] salt, int rounds) => Derive(_secrets[0], salt, rounds);

    /// <summary>The key of a backup with this proof; null where it is another's.</summary>
    internal byte[]? Find(byte[] salt, int rounds, byte[] proof)
    {
        foreach (var secret in _secrets)
        {
            var (key, mine) = Derive(secret, salt, rounds);
            if (CryptographicOperations.FixedTimeEquals(mine, proof))
            {
                return key;
            }
        }

        return null;
    }

    private (byte[] Key, byte[] Proof) Derive(byte[] secret, byte[] salt, int rounds)
    {
        var strong = IsPassphrase ? Rfc2898DeriveBytes.Pbkdf2(secret, salt, rounds, HashAlgorithmName.SHA256, KeyLines.KeyBytes) : secret;
        var both = HKDF.DeriveKey(HashAlgorithmName.SHA256, strong, 2 * KeyLines.KeyBytes, salt, "groups backup 1"u8.ToArray());
        return (both[..KeyLines.KeyBytes], both[KeyLines.KeyBytes..]);
    }

    private static string Read(string path, string what)
    {
        try
        {
            using var file = new StreamReader(path);
            var start = new char[4096];
            return new string(start, 0, file.ReadBlock(start));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new RuleViolation($"The {what} file for backups cannot be read; check its name and who may read it.");
        }
    }
}
