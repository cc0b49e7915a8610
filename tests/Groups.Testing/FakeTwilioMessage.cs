using System.Globalization;
using Groups.Domain.Messaging;
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
    string Sid, string To, string? From, string? MessagingServiceSid, string Body, int? ValidityPeriod, string? StatusCallback, Instant At)
{
    /// <summary>Where it stands now, in Twilio's word; set by a report.</summary>
    public string Status { get; init; } = "queued";

    /// <summary>Why it failed, if it did.</summary>
    public int? ErrorCode { get; init; }
}

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
        var isSent = message.Status is not ("accepted" or "queued" or "sending");
        var uri = $"/2010-04-01/Accounts/{FakeTwilio.AccountSid}/Messages/{message.Sid}";
        return new()
        {
            ["account_sid"] = FakeTwilio.AccountSid,
            ["api_version"] = "2010-04-01",
            ["body"] = message.Body,
            ["date_created"] = at,
            ["date_sent"] = isSent ? at : null,
            ["date_updated"] = at,
            ["direction"] = "outbound-api",
            ["error_code"] = message.ErrorCode,
            ["error_message"] = null,
            ["from"] = message.From,
            ["messaging_service_sid"] = message.MessagingServiceSid,
            ["num_media"] = "0",
            ["num_segments"] = TextParts.Of(message.Body).Parts.ToString(CultureInfo.InvariantCulture),
            ["price"] = isSent ? (-0.04m * TextParts.Of(message.Body).Parts).ToString("0.00000", CultureInfo.InvariantCulture) : null,
            ["price_unit"] = "GBP",
            ["sid"] = message.Sid,
            ["status"] = message.Status,
            ["subresource_uris"] = new Dictionary<string, string> { ["media"] = uri + "/Media.json" },
            ["to"] = message.To,
            ["uri"] = uri + ".json",
        };
    }

    /// <summary>One page of a list; addresses of pages carry the question, as Twilio's do.</summary>
    public static Dictionary<string, object?> Page(IReadOnlyList<FakeTwilioMessage> messages, string question, int page, int size)
    {
        var shown = messages.Skip(page * size).Take(size).ToArray();
        string Address(int number) => $"/2010-04-01/Accounts/{FakeTwilio.AccountSid}/Messages.json?{question}PageSize={size}&Page={number}&PageToken=PASM{number}";
        return new()
        {
            ["end"] = page * size + Math.Max(0, shown.Length - 1),
            ["first_page_uri"] = Address(0),
            ["next_page_uri"] = messages.Count > (page + 1) * size ? Address(page + 1) : null,
            ["page"] = page,
            ["page_size"] = size,
            ["previous_page_uri"] = page > 0 ? Address(page - 1) : null,
            ["messages"] = shown.Select(Of).ToArray(),
            ["start"] = page * size,
            ["uri"] = Address(page),
        };
    }
}
