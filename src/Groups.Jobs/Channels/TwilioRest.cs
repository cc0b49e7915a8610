using System.Net.Http.Headers;
using System.Text;
using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>Requests to Twilio's REST API, signed in as the account.</summary>
internal static class TwilioRest
{
    /// <summary>Creates something at Twilio, once. Only the client's own time limit ends it, so that a stop does not turn a sure answer into an unknown one.</summary>
    public static async Task<SendOutcome> CreateAsync(
        IHttpClientFactory clients, TwilioOptions options, string what, IEnumerable<KeyValuePair<string, string>> form, IClock clock)
    {
        using var request = Request(options, HttpMethod.Post, $"2010-04-01/Accounts/{options.AccountSid}/{what}");
        request.Content = new FormUrlEncodedContent(form);
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

    /// <summary>What stands at a path, or null where Twilio does not say.</summary>
    public static async Task<string?> ReadAsync(IHttpClientFactory clients, TwilioOptions options, string path, CancellationToken stop)
    {
        using var request = Request(options, HttpMethod.Get, path.TrimStart('/'));
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

    private static HttpRequestMessage Request(TwilioOptions options, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(options.Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}")));
        request.Headers.Accept.Add(new("application/json"));
        return request;
    }
}
