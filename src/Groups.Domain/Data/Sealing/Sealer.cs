using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Groups.Domain.Data.Sealing;

/// <summary>
/// Seals texts with AES-256-GCM. Words (names, notes) are sealed differently each time and can be neither compared nor ordered in the database. Addresses
/// (numbers, emails) are sealed alike where they are alike, so that the database can match them; who steals it learns which rows share one and nothing else.
/// </summary>
public sealed class Sealer
{
    /// <summary>What every sealed text begins with.</summary>
    internal const string Mark = "s1.";
    private const int IdBytes = 4, NonceBytes = 12, TagBytes = 16;
    private readonly DataKeys _keys;
    private readonly DataKey _key;

    /// <summary>Seals with one of the keys and opens with any of them.</summary>
    /// <exception cref="RuleViolation">There is no key of this id.</exception>
    public Sealer(DataKeys keys, string keyId)
    {
        ArgumentNullException.ThrowIfNull(keys);
        (_keys, _key) = (keys, keys.Get(keyId));
    }

    /// <summary>The key that seals.</summary>
    public string KeyId => _key.Id;

    internal string Identity => $"{_key.Id}/{_keys.Mark}";

    internal byte[] ChainKey(string keyId) => _keys.Get(keyId).Chain;

    /// <summary>Seals words, differently each time.</summary>
    public string SealWords(string clear) => Seal(clear, alike: false);

    /// <summary>Seals a number or email, the same one always alike.</summary>
    public string SealAddress(string clear) => Seal(clear, alike: true);

    /// <summary>Whether a stored text is sealed.</summary>
    public static bool IsSealed(string stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored.StartsWith(Mark, StringComparison.Ordinal);
    }

    /// <summary>The clear text. One that was stored before anything was sealed comes back as it is.</summary>
    /// <exception cref="RuleViolation">Its key is not here.</exception>
    /// <exception cref="CryptographicException">Somebody changed it.</exception>
    public string Open(string stored)
    {
        if (!IsSealed(stored))
        {
            return stored;
        }

        var bytes = Base64Url.DecodeFromChars(stored.AsSpan(Mark.Length));
        if (bytes.Length < IdBytes + NonceBytes + TagBytes)
        {
            throw new CryptographicException("A sealed text is too short.");
        }

        var key = _keys.Find(bytes.AsSpan(0, IdBytes)) ?? _keys.Get(Convert.ToHexStringLower(bytes.AsSpan(0, IdBytes)));
        var clear = new byte[bytes.Length - IdBytes - NonceBytes - TagBytes];
        using var cipher = key.Cipher();
        cipher.Decrypt(bytes.AsSpan(IdBytes, NonceBytes), bytes.AsSpan(IdBytes + NonceBytes, clear.Length), bytes.AsSpan(bytes.Length - TagBytes), clear);
        return Encoding.UTF8.GetString(clear);
    }

    private string Seal(string clear, bool alike)
    {
        var text = Encoding.UTF8.GetBytes(clear);
        var bytes = new byte[IdBytes + NonceBytes + text.Length + TagBytes];
        _key.IdBytes.CopyTo(bytes.AsSpan());
        var nonce = bytes.AsSpan(IdBytes, NonceBytes);
        if (alike)
        {
            _key.NonceOf(text, nonce);
        }
        else
        {
            RandomNumberGenerator.Fill(nonce);
        }

        using var cipher = _key.Cipher();
        cipher.Encrypt(nonce, text, bytes.AsSpan(IdBytes + NonceBytes, text.Length), bytes.AsSpan(bytes.Length - TagBytes));
        return Mark + Base64Url.EncodeToString(bytes);
    }
}
