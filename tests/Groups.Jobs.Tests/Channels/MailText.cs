using System.Text;
using System.Text.RegularExpressions;

namespace Groups.Jobs.Tests.Channels;

/// <summary>Reads a raw message, as a mail program would.</summary>
internal static partial class MailText
{
    /// <summary>A header as a mail program shows it.</summary>
    public static string Decoded(string header) => EncodedWords().Replace(header, word =>
    {
        var bytes = word.Groups["kind"].Value is "B" or "b"
            ? Convert.FromBase64String(word.Groups["data"].Value)
            : QuotedPrintable(word.Groups["data"].Value.Replace('_', ' '));
        return Encoding.UTF8.GetString(bytes);
    }).Trim('"');

    private static byte[] QuotedPrintable(string text) =>
        [.. QuotedBytes().Matches(text).SelectMany(match => match.Value is { Length: 3 } quoted
            ? [Convert.ToByte(quoted[1..], 16)]
            : Encoding.UTF8.GetBytes(match.Value))];

    /// <summary>The parts of a message, each with its type.</summary>
    public static List<(string Type, string Text)> Parts(string raw)
    {
        var boundary = Boundary().Match(raw).Groups["name"].Value;
        return [.. raw.Split("--" + boundary).Where(part => part.StartsWith("\r\nContent-", StringComparison.OrdinalIgnoreCase)).Select(part =>
        {
            var (head, body) = (part[..part.IndexOf("\r\n\r\n", StringComparison.Ordinal)], part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
            var text = head.Contains("base64", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetString(Convert.FromBase64String(body.Trim()))
                : head.Contains("quoted-printable", StringComparison.OrdinalIgnoreCase)
                    ? Encoding.UTF8.GetString(QuotedPrintable(body.Replace("=\r\n", "", StringComparison.Ordinal)))
                    : body;
            return (ContentType().Match(head).Groups["type"].Value, text);
        })];
    }

    [GeneratedRegex(@"=\?utf-8\?(?<kind>[BbQq])\?(?<data>[^?]*)\?=(\s+(?==\?))?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EncodedWords();

    [GeneratedRegex(@"=[0-9A-Fa-f]{2}|[^=]", RegexOptions.Singleline, 1000)]
    private static partial Regex QuotedBytes();

    [GeneratedRegex("boundary=\"?(?<name>[^\"\\r\\n;]+)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"Content-Type:\s*(?<type>[\w/]+)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ContentType();
}
