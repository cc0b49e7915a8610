using System.Security.Cryptography;
using System.Text;

namespace Groups.Domain.Data.Sealing;

/// <summary>One key, and what is made of it for each use.</summary>
internal sealed class DataKey
{
    private readonly byte[] _cipher, _nonces;

    public DataKey(byte[] key)
    {
        IdBytes = SHA256.HashData(key)[..4];
        Id = Convert.ToHexStringLower(IdBytes);
        _cipher = Part(key, "seal");
        _nonces = Part(key, "same address, same seal");
        Chain = Part(key, "audit chain");
    }

    /// <summary>The first four bytes of the key's SHA-256, in hex: it stands before everything sealed with it.</summary>
    public string Id { get; }

    public byte[] IdBytes { get; }

    /// <summary>Keys the chain of the audit record.</summary>
    public byte[] Chain { get; }

    /// <summary>A cipher for one use: they are not for two threads at once.</summary>
    public AesGcm Cipher() => new(_cipher, AesGcm.TagByteSizes.MaxSize);

    /// <summary>The nonce that belongs to one text alone: equal texts are sealed alike, and no two texts share a nonce.</summary>
    public void NonceOf(ReadOnlySpan<byte> text, Span<byte> nonce)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_nonces, text, hash);
        hash[..nonce.Length].CopyTo(nonce);
    }

    private static byte[] Part(byte[] key, string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes("groups " + use));
}
