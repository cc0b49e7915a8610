using System.Globalization;
using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>Twilio's calls without its SDK.</summary>
internal sealed class TwilioRestCalls(IHttpClientFactory clients, TwilioOptions options, IClock clock) : ICallTransport
{
    public string Name => "Twilio";

    public Task<SendOutcome> PlaceAsync(CallToPlace call, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return TwilioRest.CreateAsync(clients, options, "Calls.json", Form(call), clock);
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
