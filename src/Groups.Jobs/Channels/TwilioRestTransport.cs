using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
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
        if (sms.Validity <= Duration.Zero)
            return new(SendResult.Expired);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(options.Address, $"2010-04-01/Accounts/{options.AccountSid}/Messages.json"));
        SignIn(request);
        request.Content = new FormUrlEncodedContent(Form(sms));
        using var http = clients.CreateClient(TwilioHttp.Client);
        try
        {
            using var response = await http.SendAsync(request, CancellationToken.None);
            var body = await response.Content.ReadAsStringAsync(CancellationToken.None);
            return TwilioAnswers.Read((int)response.StatusCode, body, response.Headers.RetryAfter, clock.GetCurrentInstant());
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException or IOException)
        {
            return TwilioAnswers.Read(broken);
        }
    }

    public Task<IReadOnlyList<ListedText>?> ListAsync(string to, Instant since, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return TwilioList.WalkAsync(options, to, since, path => GetAsync(path, stop));
    }

    private async Task<string?> GetAsync(string path, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Address, path.TrimStart('/')));
        SignIn(request);
        using var http = clients.CreateClient(TwilioHttp.Client);
        try
        {
            using var response = await http.SendAsync(request, stop);
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(stop) : null;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException || (broken is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
    }

    private void SignIn(HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}")));
        request.Headers.Accept.Add(new("application/json"));
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
