using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Groups.Testing;

/// <summary>A message that the fake took over.</summary>
/// <param name="Sid">Its id.</param>
/// <param name="To">The person's number.</param>
/// <param name="From">The sender, if one was given.</param>
/// <param name="MessagingServiceSid">The messaging service, if one was given.</param>
/// <param name="Body">The text.</param>
/// <param name="ValidityPeriod">Seconds, if given.</param>
/// <param name="StatusCallback">Where to report, if given.</param>
/// <param name="At">When it was taken.</param>
public sealed record FakeTwilioMessage(
    string Sid, string To, string? From, string? MessagingServiceSid, string Body, int? ValidityPeriod, string? StatusCallback, Instant At);

/// <summary>Twilio's JSON.</summary>
internal static class FakeTwilioJson
{
    public static IResult Error(int status, int code) => Results.Json(
        new Dictionary<string, object?>
        {
            ["code"] = code,
            ["message"] = "The message was not created.",
            ["more_info"] = $"https://www.twilio.com/docs/errors/{code}",
            ["status"] = status,
        },
        statusCode: status);

    public static Dictionary<string, object?> Of(FakeTwilioMessage message)
    {
        var at = message.At.ToDateTimeOffset().ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000";
        var uri = $"/2010-04-01/Accounts/{FakeTwilio.AccountSid}/Messages/{message.Sid}";
        return new()
        {
            ["account_sid"] = FakeTwilio.AccountSid,
            ["api_version"] = "2010-04-01",
            ["body"] = message.Body,
            ["date_created"] = at,
            ["date_sent"] = at,
            ["date_updated"] = at,
            ["direction"] = "outbound-api",
            ["error_code"] = null,
            ["error_message"] = null,
            ["from"] = message.From,
            ["messaging_service_sid"] = message.MessagingServiceSid,
            ["num_media"] = "0",
            ["num_segments"] = "1",
            ["price"] = null,
            ["price_unit"] = "GBP",
            ["sid"] = message.Sid,
            ["status"] = message.MessagingServiceSid is null ? "queued" : "accepted",
            ["subresource_uris"] = new Dictionary<string, string> { ["media"] = uri + "/Media.json" },
            ["to"] = message.To,
            ["uri"] = uri + ".json",
        };
    }

    public static Dictionary<string, object?> Page(IReadOnlyList<FakeTwilioMessage> messages) => new()
    {
        ["end"] = Math.Max(0, messages.Count - 1),
        ["first_page_uri"] = $"/2010-04-01/Accounts/{FakeTwilio.AccountSid}/Messages.json?PageSize=1000&Page=0",
        ["next_page_uri"] = null,
        ["page"] = 0,
        ["page_size"] = 1000,
        ["previous_page_uri"] = null,
        ["messages"] = messages.Select(Of).ToArray(),
        ["start"] = 0,
        ["uri"] = $"/2010-04-01/Accounts/{FakeTwilio.AccountSid}/Messages.json?PageSize=1000&Page=0",
    };
}
