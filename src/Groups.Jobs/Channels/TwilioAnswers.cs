using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>What Twilio's answers and error codes mean to us.</summary>
public static class TwilioAnswers
{
    private const int ShortestValidity = 1;
    private const int LongestValidity = 36_000;

    /// <summary>
    /// The class of one of Twilio's error codes, from an answer or a status callback; null for a code that has none,
    /// which is a refusal for good.
    /// </summary>
    public static SendResult? Class(int code) => code switch
    {
        20003 or 21210 or 21212 or 21215 or 21408 or 21606 or 21612 or 21659 or 30034 => SendResult.Configuration,
        21211 or 21214 or 21217 or 21614 or 30005 or 30006 => SendResult.BadAddress,
        21610 => SendResult.OptedOut,
        30001 or 30003 or 30008 => SendResult.Transient,
        21617 or 30004 or 30007 => SendResult.Content,
        20429 or 21611 => SendResult.Throttled,
        30036 => SendResult.Expired,
        _ => null,
    };

    internal static int? ValiditySeconds(SmsToSend sms) => sms.Validity is { } validity
        ? (int)Math.Clamp(Math.Floor(validity.TotalSeconds), ShortestValidity, LongestValidity)
        : null;

    /// <summary>Reads a whole answer. The status decides first: a body need not be Twilio's.</summary>
    internal static SendOutcome Read(int status, string body, RetryConditionHeaderValue? retryAfter, Instant now)
    {
        var answer = Parse(body);
        return status switch
        {
            >= 500 or 408 => new(SendResult.Unknown, Code: Text(answer.Code ?? status)),
            429 => new(SendResult.Throttled, Code: Text(answer.Code ?? status), RetryAfter: Wait(retryAfter, now)),
            >= 200 and < 300 => Accepted(answer, status),
            >= 300 and < 400 => new(SendResult.Configuration, Code: Text(status)),
            _ => Failed(answer.Code, status, retryAfter, now),
        };
    }

    /// <summary>What a broken call means: only one that never reached the provider is known not to have been sent.</summary>
    internal static SendOutcome Read(Exception broken) => broken switch
    {
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError,
        } unsent => new(SendResult.Transient, Code: unsent.HttpRequestError.ToString()),
        HttpRequestException lost => new(SendResult.Unknown, Code: lost.HttpRequestError.ToString()),
        OperationCanceledException => new(SendResult.Unknown, Code: "timeout"),
        _ => new(SendResult.Unknown, Code: "broken"),
    };

    private static SendOutcome Accepted(Answer answer, int status)
    {
        if (answer.Sid is null)
            return new(SendResult.Unknown, Code: Text(status));
        if (answer.Status is "failed" or "undelivered")
            return new(ClassOf(answer.ErrorCode), answer.Sid, answer.ErrorCode is { } code ? Text(code) : answer.Status, answer.Parts);
        return new(SendResult.Accepted, answer.Sid, Parts: answer.Parts);
    }

    private static SendOutcome Failed(int? code, int status, RetryConditionHeaderValue? retryAfter, Instant now)
    {
        var known = code is { } given ? Class(given) : null;
        var result = known ?? (status is 401 or 403 ? SendResult.Configuration : SendResult.Refused);
        var wait = result == SendResult.Throttled ? Wait(retryAfter, now) : null;
        return new(result, Code: Text(code ?? status), RetryAfter: wait);
    }

    private static SendResult ClassOf(int? code) => (code is { } given ? Class(given) : null) ?? SendResult.Refused;

    private static Duration? Wait(RetryConditionHeaderValue? header, Instant now)
    {
        if (header?.Delta is { } delta)
            return Duration.FromTimeSpan(delta);
        return header?.Date is { } date ? Duration.Max(Duration.Zero, Instant.FromDateTimeOffset(date) - now) : null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Answer Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object
                ? default
                : new(
                    Word(root, "sid"), Word(root, "status"), Number(root, "error_code"), Number(root, "code"),
                    Number(root, "num_segments") is > 0 and var parts ? parts : null);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    internal static string? Word(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal static int? Number(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number != 0)
            return number;
        return value.ValueKind == JsonValueKind.String
            && int.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number != 0
            ? number
            : null;
    }

    private readonly record struct Answer(string? Sid, string? Status, int? ErrorCode, int? Code, int? Parts);
}
