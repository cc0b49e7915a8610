using System.Globalization;

namespace Groups.Jobs.Channels;

/// <summary>What a mail server's answers mean to us.</summary>
internal static class EmailAnswers
{
    /// <summary>A reply that is not a yes.</summary>
    /// <param name="code">The three-digit code.</param>
    /// <param name="words">The words after it, for their enhanced code.</param>
    /// <param name="aboutRecipient">Whether it answered the recipient's address.</param>
    public static SendOutcome Reply(int code, string words, bool aboutRecipient)
    {
        var result = code switch
        {
            530 or 534 or 535 or 538 => SendResult.Configuration,
            >= 400 and < 500 => SendResult.Transient,
            // 5.7.x is a rule of the server ("relay access denied"), nothing against the person's address
            550 or 551 or 553 when aboutRecipient && !words.Contains("5.7.", StringComparison.Ordinal) => SendResult.BadAddress,
            >= 500 and < 600 => SendResult.Refused,
            _ => SendResult.Unknown,
        };
        return new(result, Code: code.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A sending that broke off: only once the body was begun may the server have it.</summary>
    public static SendOutcome Broken(bool bodyBegun, string code) =>
        new(bodyBegun ? SendResult.Unknown : SendResult.Transient, Code: code);
}
