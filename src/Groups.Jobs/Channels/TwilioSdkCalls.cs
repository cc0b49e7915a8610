using NodaTime;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Http;
using Twilio.Rest.Api.V2010.Account;
using Twilio.Types;

namespace Groups.Jobs.Channels;

/// <summary>Twilio's calls by its SDK.</summary>
internal sealed class TwilioSdkCalls(IHttpClientFactory clients, TwilioOptions options, IClock clock) : ICallTransport
{
    public string Name => "Twilio";

    public async Task<SendOutcome> PlaceAsync(CallToPlace call, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using var http = clients.CreateClient(TwilioHttp.Client);
        var wire = new SystemNetHttpClient(http);
        var client = new TwilioRestClient(options.AccountSid, options.AuthToken, httpClient: wire);
        var form = new CreateCallOptions(new PhoneNumber(call.To), new PhoneNumber(options.From))
        {
            Url = call.Script,
            Method = Twilio.Http.HttpMethod.Post,
            StatusCallback = call.StatusCallback,
            StatusCallbackMethod = Twilio.Http.HttpMethod.Post,
            StatusCallbackEvent = [.. CallToPlace.Events],
            Timeout = CallToPlace.RingSeconds,
            MachineDetection = call.MachineDetection,
        };
        try
        {
            await CallResource.CreateAsync(form, client);
            return Answer(wire.LastResponse);
        }
        catch (TwilioException) when (wire.LastResponse is { } response)
        {
            return Answer(response);
        }
        catch (ApiConnectionException broken)
        {
            return TwilioAnswers.Read(broken.InnerException ?? broken);
        }
    }

    private SendOutcome Answer(Response response) => TwilioAnswers.Read(
        (int)response.StatusCode, response.Content ?? "", response.Headers?.RetryAfter, clock.GetCurrentInstant());
}
