using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>Twilio's REST API without its SDK.</summary>
internal sealed class TwilioRestTransport(IHttpClientFactory clients, TwilioOptions options, IClock clock) : ISmsTransport
{
    public const string Kind = "Twilio by REST";

    public string Name => "Twilio";

    public static void AddHttp(IServiceCollection services) => TwilioHttp.Add(services);

    public async Task<SendOutcome> SendAsync(SmsToSend sms, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return sms.Validity <= Duration.Zero
            ? new(SendResult.Expired)
            : await TwilioRest.CreateAsync(clients, options, "Messages.json", Form(sms), clock);
    }

    public Task<IReadOnlyList<ListedText>?> ListAsync(string to, Instant since, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return TwilioList.WalkAsync(options, to, since, path => TwilioRest.ReadAsync(clients, options, path, stop));
    }

    private IEnumerable<KeyValuePair<string, string>> Form(SmsToSend sms)
    {
        yield return new("To", sms.To);
        yield return string.IsNullOrWhiteSpace(options.MessagingServiceSid)
            ? new("From", options.From!)
            : new("MessagingServiceSid", options.MessagingServiceSid);
        yield return new("Body", sms.Text);
        if (TwilioAnswers.ValiditySeconds(sms) is { } seconds)
            yield return new("ValidityPeriod", seconds.ToString(CultureInfo.InvariantCulture));
        if (sms.StatusCallback is { } callback)
            yield return new("StatusCallback", callback.AbsoluteUri);
    }
}
