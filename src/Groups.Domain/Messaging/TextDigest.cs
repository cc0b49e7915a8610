using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Groups.Domain.Messaging;

/// <summary>A short mark of the words of a text: enough to find it again in a provider's list, and no words in the ledger.</summary>
public static class TextDigest
{
    /// <summary>The first eight bytes of the SHA-256 of the words in UTF-8.</summary>
    public static long Of(string words) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
}
