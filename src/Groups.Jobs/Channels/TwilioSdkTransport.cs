using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Http;
using Twilio.Rest.Api.V2010.Account;
using Twilio.Types;

namespace Groups.Jobs.Channels;

/// <summary>Twilio's SDK. Its own reading of errors is passed by: a code can be 0 and the waiting time is dropped there.</summary>
internal sealed class TwilioSdkTransport(IHttpClientFactory clients, TwilioOptions options, IClock clock) : ISmsTransport
{
    public const string Kind = "Twilio by SDK";

    public string Name => "Twilio";

    public static void AddHttp(IServiceCollection services) =>
        TwilioHttp.Add(services).AddHttpMessageHandler(
            static provider => new TwilioSdkRedirect(provider.GetRequiredService<TwilioOptions>().Address));

    public async Task<SendOutcome> SendAsync(SmsToSend sms, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (sms.Validity <= Duration.Zero)
            return new(SendResult.Expired);
        using var http = clients.CreateClient(TwilioHttp.Client);
        var wire = new SystemNetHttpClient(http);
        var client = new TwilioRestClient(options.AccountSid, options.AuthToken, httpClient: wire);
        try
        {
            await MessageResource.CreateAsync(Form(sms), client);
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

    public Task<IReadOnlyList<ListedText>?> ListAsync(string to, Instant since, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return TwilioList.WalkAsync(options, to, since, async path =>
        {
            stop.ThrowIfCancellationRequested();
            using var http = clients.CreateClient(TwilioHttp.Client);
            var client = new TwilioRestClient(options.AccountSid, options.AuthToken, httpClient: new SystemNetHttpClient(http));
            try
            {
                // the SDK's own walk over pages blocks a thread for each
                return (await client.RequestAsync(new Request(Twilio.Http.HttpMethod.Get, "https://api.twilio.com" + path))).Content;
            }
            catch (TwilioException)
            {
                return null;
            }
        });
    }

    private CreateMessageOptions Form(SmsToSend sms)
    {
        var form = new CreateMessageOptions(new PhoneNumber(sms.To))
        {
            Body = sms.Text,
            ValidityPeriod = TwilioAnswers.ValiditySeconds(sms),
            StatusCallback = sms.StatusCallback,
        };
        if (string.IsNullOrWhiteSpace(options.MessagingServiceSid))
            form.From = new PhoneNumber(options.From);
        else
            form.MessagingServiceSid = options.MessagingServiceSid;
        return form;
    }

    private SendOutcome Answer(Response response) => TwilioAnswers.Read(
        (int)response.StatusCode, response.Content ?? "", response.Headers?.RetryAfter, clock.GetCurrentInstant());
}

/// <summary>The SDK's address is fixed; this sends its requests where the configuration says.</summary>
internal sealed class TwilioSdkRedirect(Uri address) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery.TrimStart('/'));
        return base.SendAsync(request, cancellationToken);
    }
}
