using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>Twilio's calls without its SDK.</summary>
internal sealed class TwilioRestCalls(IHttpClientFactory clients, TwilioOptions options, IClock clock) : ICallTransport
{
    public string Name => "Twilio";

    public async Task<SendOutcome> PlaceAsync(CallToPlace call, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Address, $"2010-04-01/Accounts/{options.AccountSid}/Calls.json"));
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}")));
        request.Headers.Accept.Add(new("application/json"));
        request.Content = new FormUrlEncodedContent(Form(call));
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

    private IEnumerable<KeyValuePair<string, string>> Form(CallToPlace call)
    {
        yield return new("To", call.To);
        yield return new("From", options.From!);
        yield return new("Url", call.Script.AbsoluteUri);
        yield return new("Method", "POST");
        yield return new("StatusCallback", call.StatusCallback.AbsoluteUri);
        yield return new("StatusCallbackMethod", "POST");
        foreach (var what in CallToPlace.Events)
        {
            yield return new("StatusCallbackEvent", what);
        }

        yield return new("Timeout", CallToPlace.RingSeconds.ToString(CultureInfo.InvariantCulture));
        yield return new("MachineDetection", call.MachineDetection);
    }
}
