using System.Globalization;
using Groups.Jobs.Channels;

namespace Groups.Testing;

/// <content>What Twilio calls the app with.</content>
public sealed partial class FakeTwilio
{
    /// <summary>A person's text arrives: posts the signed webhook to the app, and blocks or frees the number at STOP and START as Twilio does.</summary>
    /// <param name="appBase">Where the app listens.</param>
    /// <param name="publicUrl">The app's PublicUrl, over which the call is signed.</param>
    /// <param name="from">The person's number.</param>
    /// <param name="to">Our number.</param>
    /// <param name="body">The text.</param>
    /// <param name="signature">A signature in place of the right one; empty for none.</param>
    /// <param name="sid">The text's id; Twilio repeats a webhook with the same one.</param>
    public Task<HttpResponseMessage> TextInAsync(
        Uri appBase, string publicUrl, string from, string to, string body, string? signature = null, string? sid = null)
    {
        var word = body.Trim().ToUpperInvariant();
        lock (_gate)
        {
            if (word is "STOP" or "STOPALL" or "UNSUBSCRIBE" or "CANCEL" or "END" or "QUIT" or "REVOKE" or "OPTOUT")
            {
                _optedOut.Add(from);
            }
            else if (word is "START" or "UNSTOP")
            {
                _optedOut.Remove(from);
            }
        }

        sid ??= NewSid();
        return PostAsync(appBase, publicUrl.TrimEnd('/') + "/hooks/twilio/inbound", signature, new()
        {
            ["ToCountry"] = "GB",
            ["SmsMessageSid"] = sid,
            ["NumMedia"] = "0",
            ["SmsSid"] = sid,
            ["SmsStatus"] = "received",
            ["Body"] = body,
            ["FromCountry"] = "GB",
            ["To"] = to,
            ["MessagingServiceSid"] = MessagingServiceSid,
            ["NumSegments"] = "1",
            ["MessageSid"] = sid,
            ["AccountSid"] = AccountSid,
            ["From"] = from,
            ["ApiVersion"] = "2010-04-01",
        });
    }

    /// <summary>Reports what became of a message to the address it was sent with, at the app.</summary>
    public Task<HttpResponseMessage> ReportAsync(
        Uri appBase, FakeTwilioMessage message, string status, int? errorCode = null, string? signature = null)
    {
        Settle(message.Sid, status, errorCode);
        var form = new Dictionary<string, string>
        {
            ["SmsSid"] = message.Sid,
            ["SmsStatus"] = status,
            ["MessageStatus"] = status,
            ["To"] = message.To,
            ["MessageSid"] = message.Sid,
            ["AccountSid"] = AccountSid,
            ["From"] = message.From ?? Number,
            ["ApiVersion"] = "2010-04-01",
        };
        if (errorCode is { } code)
        {
            form["ErrorCode"] = code.ToString(CultureInfo.InvariantCulture);
        }

        var callback = message.StatusCallback ?? throw new InvalidOperationException("The message was sent without a StatusCallback.");
        return PostAsync(appBase, callback, signature, form);
    }

    private async Task<HttpResponseMessage> PostAsync(Uri appBase, string url, string? signature, Dictionary<string, string> form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(appBase, new Uri(url).PathAndQuery));
        request.Content = new FormUrlEncodedContent(form);
        signature ??= TwilioSignature.Of(AuthToken, url, form);
        if (signature.Length > 0)
        {
            request.Headers.TryAddWithoutValidation(TwilioSignature.Header, signature);
        }

        return await _http.SendAsync(request);
    }
}
