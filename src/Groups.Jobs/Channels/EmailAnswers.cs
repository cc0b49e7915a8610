using System.Globalization;
using System.Text.RegularExpressions;

namespace Groups.Jobs.Channels;

/// <summary>What a mail server's answers mean to us: the enhanced code (RFC 3463) where there is one, else the plain one and what it answered.</summary>
internal static partial class EmailAnswers
{
    /// <summary>A reply that is not a yes.</summary>
    /// <param name="code">The three-digit code.</param>
    /// <param name="words">The words after it, for their enhanced code.</param>
    /// <param name="aboutRecipient">Whether it answered the recipient's address.</param>
    public static SendOutcome Reply(int code, string words, bool aboutRecipient)
    {
        var plain = code.ToString(CultureInfo.InvariantCulture);
        var enhanced = Enhanced().Matches(words).Select(match => match.Value).FirstOrDefault(found => found[0] == plain[0]);
        return new(Class(code, enhanced, aboutRecipient), Code: enhanced is null ? plain : $"{plain} {enhanced}");
    }

    /// <summary>A sending that broke off: only once the body was begun may the server have it.</summary>
    public static SendOutcome Broken(bool bodyBegun, string code) =>
        new(bodyBegun ? SendResult.Unknown : SendResult.Transient, Code: code);

    private static SendResult Class(int code, string? enhanced, bool aboutRecipient) => (code, enhanced) switch
    {
        (530 or 534 or 535 or 538, _) or (_, "5.7.8" or "5.7.9" or "5.7.11") => SendResult.Configuration,
        (>= 400 and < 500, _) => SendResult.Transient,
        (< 500 or >= 600, _) => SendResult.Unknown,

        // the mailbox is full, today
        (_, "5.2.2") => SendResult.Transient,
        (552, null) when aboutRecipient => SendResult.Transient,
        (_, "5.2.1") => SendResult.BadAddress,
        (_, { } bad) when bad.StartsWith("5.1.", StringComparison.Ordinal) && bad is not ("5.1.7" or "5.1.8") => SendResult.BadAddress,

        // a rule of the server ("relay access denied"), or its view of the words: nothing against the person's address
        (_, { } rule) when rule.StartsWith("5.7.", StringComparison.Ordinal) => aboutRecipient ? SendResult.Refused : SendResult.Content,
        (_, { } media) when media.StartsWith("5.6.", StringComparison.Ordinal) => SendResult.Content,
        (_, not null) => SendResult.Refused,
        (550 or 551 or 553, null) when aboutRecipient => SendResult.BadAddress,
        _ => SendResult.Refused,
    };

    [GeneratedRegex(@"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)", RegexOptions.None, 1000)]
    private static partial Regex Enhanced();
}
