using System.Text.RegularExpressions;
using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>The <c>Twilio</c> section of the configuration.</summary>
public sealed partial class TwilioOptions
{
    /// <summary>The account, as <c>AC…</c>.</summary>
    public string? AccountSid { get; init; }

    /// <summary>The account's secret; it also signs webhooks.</summary>
    public string? AuthToken { get; init; }

    /// <summary>The messaging service that sends, as <c>MG…</c>; wins over <see cref="From"/>.</summary>
    public string? MessagingServiceSid { get; init; }

    /// <summary>The number or name that sends.</summary>
    public string? From { get; init; }

    /// <summary>Twilio answers HELP by itself, as it does unless a messaging service says otherwise; the program then keeps quiet.</summary>
    public bool AnswersHelp { get; init; }

    /// <summary>Where the API is; tests and mocks stand in here.</summary>
    public string BaseUrl { get; init; } = "https://api.twilio.com";

    internal Duration Timeout { get; init; } = Duration.FromSeconds(15);

    internal Uri Address => new(BaseUrl.TrimEnd('/') + "/", UriKind.Absolute);

    internal bool AnythingGiven => !string.IsNullOrWhiteSpace(AccountSid + AuthToken + MessagingServiceSid + From);

    /// <summary><see cref="From"/> is a number that calls can come from: neither a name nor a short code.</summary>
    internal bool CanCall => From?.StartsWith('+') == true && SenderForm().IsMatch(From);

    /// <summary>One sentence for each thing that is wrong or missing, naming the key.</summary>
    public IEnumerable<string> Problems()
    {
        const string Otherwise = "or set Sms:Provider to Preview";
        if (string.IsNullOrWhiteSpace(AccountSid))
            yield return $"Twilio:AccountSid is missing; set it {Otherwise}.";
        else if (!AccountForm().IsMatch(AccountSid))
            yield return "Twilio:AccountSid is not an account id; it begins with AC and has 34 characters.";
        if (string.IsNullOrWhiteSpace(AuthToken))
            yield return $"Twilio:AuthToken is missing; set it {Otherwise}.";
        if (string.IsNullOrWhiteSpace(MessagingServiceSid) && string.IsNullOrWhiteSpace(From))
            yield return $"Twilio:MessagingServiceSid and Twilio:From are both missing; set one of them {Otherwise}.";
        if (!string.IsNullOrWhiteSpace(MessagingServiceSid) && !ServiceForm().IsMatch(MessagingServiceSid))
            yield return "Twilio:MessagingServiceSid is not a messaging service id; it begins with MG and has 34 characters.";
        if (!string.IsNullOrWhiteSpace(From) && !SenderForm().IsMatch(From))
            yield return "Twilio:From is neither a number like +447700900000 nor a name of at most 11 letters and digits.";
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            yield return "Twilio:BaseUrl is not a web address; leave it out or set it to one like https://api.twilio.com.";
        else if (address.Scheme == "http" && !address.IsLoopback)
            yield return "Twilio:BaseUrl must begin with https://, because the secret travels over it.";
    }

    [GeneratedRegex("^AC[0-9a-zA-Z]{32}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AccountForm();

    [GeneratedRegex("^MG[0-9a-zA-Z]{32}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServiceForm();

    [GeneratedRegex(@"^(\+[1-9][0-9]{6,14}|[0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SenderForm();
}
