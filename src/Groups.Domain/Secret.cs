using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Groups.Domain;

/// <summary>Tokens that stand in links: 128 random bits, kept only as a hash.</summary>
public static class Secret
{
    /// <summary>A new token, safe in a URL.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>The form that is stored and looked up.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
