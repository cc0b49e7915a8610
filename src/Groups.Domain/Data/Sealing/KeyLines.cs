namespace Groups.Domain.Data.Sealing;

/// <summary>Keys as text: 32 bytes in base64 on each line or between commas; lines that begin with # say nothing.</summary>
internal static class KeyLines
{
    public const int KeyBytes = 32;

    /// <summary>The keys in their order; none where there is no line.</summary>
    /// <exception cref="RuleViolation">A line is no key: <paramref name="noKey"/>.</exception>
    public static IReadOnlyList<byte[]> Read(string text, string noKey) =>
    [
        .. text.Split(['\n', '\r', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#').Select(line =>
        {
            var key = new byte[KeyBytes];
            return Convert.TryFromBase64String(line, key, out var count) && count == KeyBytes ? key : throw new RuleViolation(noKey);
        }),
    ];
}
