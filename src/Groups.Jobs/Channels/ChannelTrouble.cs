using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>What an answer says about its channel rather than about one person.</summary>
internal static class ChannelTrouble
{
    /// <summary>So many calls in a row without an answer pause a channel.</summary>
    public const int MostMisses = 5;

    private static readonly Duration[] Pauses = [.. new[] { 1, 2, 5, 10, 15 }.Select(minutes => Duration.FromMinutes(minutes))];

    /// <summary>The provider or the server was not reached, or had trouble of its own.</summary>
    public static bool IsMiss(SendOutcome outcome) => outcome.Result switch
    {
        SendResult.Unknown => true,
        SendResult.Transient => WasNotReached(outcome) || outcome.Code?.StartsWith("421", StringComparison.Ordinal) == true,
        _ => false,
    };

    /// <summary>The call surely came to nobody: the try does not count.</summary>
    public static bool WasNotReached(SendOutcome outcome) =>
        outcome is { Result: SendResult.Transient, Code: { } code } && !char.IsAsciiDigit(code[0]);

    /// <summary>We refused it ourselves; nobody was called.</summary>
    public static bool IsOurOwn(SendOutcome outcome) =>
        outcome is { Result: SendResult.Expired, Code: null } or { Code: "header" or "address" or "address-letters" };

    /// <summary>Our settings fit some numbers and not this one: it may be the number and not the channel.</summary>
    public static bool IsAboutDestination(SendOutcome outcome) => outcome is { Result: SendResult.Configuration, Code: "21408" or "21612" or "30034" };

    /// <summary>How long the pause is after so many in a row, in real time; a quarter more by chance, so that not all machines come back at once.</summary>
    public static Duration PauseAfter(int pausesBefore) => WithChance(Pauses[Math.Min(pausesBefore, Pauses.Length - 1)]);

    /// <summary>As long as the provider asked for or longer; without a word of its own twice as long as the last time, up to a minute.</summary>
    public static Duration SlowFor(Duration? asked, Duration? last) =>
        WithChance(asked ?? Duration.Min(Duration.FromMinutes(1), last is { } before ? before * 2 : Duration.FromSeconds(2)));

    public static Duration WithChance(Duration span) => span * (1 + (Random.Shared.NextDouble() / 4));

    /// <summary>One sentence for staff that says what to do.</summary>
    public static string Sentence(string channel, SendOutcome outcome)
    {
        var what = channel switch { ChannelNames.Texts => "Texts", ChannelNames.Emails => "Emails", _ => "Phone calls" };
        return $"{what} are not going out: {Reason(channel, outcome)} They are tried again every few minutes.";
    }

    private static string Reason(string channel, SendOutcome outcome) => (outcome.Result, outcome.Code?.Split(' ')[0]) switch
    {
        (SendResult.Configuration, "20003" or "401") => "the provider refuses our sign-in (code 20003). Check Twilio:AccountSid and Twilio:AuthToken, and that the account is open and paid.",
        (SendResult.Configuration, "21606" or "21659") => $"the provider refuses our sender (code {outcome.Code}). Check Twilio:From or Twilio:MessagingServiceSid.",
        (SendResult.Configuration, "21408" or "21612" or "30034") => $"the provider does not let our sender reach this country (code {outcome.Code}). Allow it in the provider's settings.",
        (SendResult.Configuration, "sign-in" or "530" or "534" or "535" or "538") => "the mail server refuses our sign-in. Check Smtp:User and Smtp:Password.",
        (SendResult.Configuration, "tls") => "the mail server offers no safe connection. Check Smtp:Security, Smtp:Port and the server's certificate.",
        (SendResult.Configuration, _) => $"the provider refuses our settings (code {outcome.Code ?? "unknown"}). Check the configuration.",
        _ when channel == ChannelNames.Emails => "the mail server does not answer. Check the internet connection and Smtp:Host.",
        _ => "the provider does not answer. Check the internet connection and the provider's status page.",
    };
}
