using System.Text;

namespace Groups.Domain.People;

/// <summary>The text of a file as spreadsheets save it, its line ends made one kind.</summary>
internal static class CsvText
{
    private const string NotText = "This is not a CSV file: open it in the spreadsheet and save it as CSV first.";

    private static readonly (byte[] Mark, Encoding Encoding)[] Marked =
    [
        ([0xEF, 0xBB, 0xBF], new UTF8Encoding(false, true)),
        ([0xFF, 0xFE], new UnicodeEncoding(false, false, true)),
        ([0xFE, 0xFF], new UnicodeEncoding(true, false, true)),
    ];

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <exception cref="RuleViolation">It is no text, or a spreadsheet that was not saved as CSV.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\u0003\u0004"u8))
        {
            throw new RuleViolation("This is a spreadsheet, not a CSV file: open it and save it as CSV first.");
        }

        var text = Text(bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t' or '\v' or '\f')) ? throw new RuleViolation(NotText) : text;
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        foreach (var (mark, encoding) in Marked)
        {
            if (bytes.StartsWith(mark))
            {
                return Strictly(encoding, bytes[mark.Length..]) ?? throw new RuleViolation(NotText);
            }
        }

        return Strictly(Marked[0].Encoding, bytes) ?? Windows1252.GetString(bytes);
    }

    private static string? Strictly(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
