using System.Globalization;
using System.Text.Json;
using Groups.Domain.Messaging;
using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>
/// Walks Twilio's list of messages to one number, page by page. The time is compared here and not by <c>DateSent</c>: a message that still waits at
/// Twilio has no sent date yet, and it is the one that must not be missed.
/// </summary>
internal static class TwilioList
{
    private const int MostPages = 20;
    private const int PageSize = 100;

    /// <param name="options">The account.</param>
    /// <param name="to">The number.</param>
    /// <param name="since">Older ones are left out.</param>
    /// <param name="get">Gets a path and query at the API; null for anything but a yes.</param>
    /// <returns>Null when the list could not be read to its end: then nothing is known.</returns>
    public static async Task<IReadOnlyList<ListedText>?> WalkAsync(TwilioOptions options, string to, Instant since, Func<string, Task<string?>> get)
    {
        var home = $"/2010-04-01/Accounts/{options.AccountSid}/Messages.json";
        var next = $"{home}?To={Uri.EscapeDataString(to)}&PageSize={PageSize}";
        List<ListedText> found = [];
        for (var page = 0; page < MostPages; page++)
        {
            if (await get(next) is not { } body || Read(body, since, found) is not { } read)
                return null;
            if (read.Next is null || (read.Any && read.AllOlder))
                return found;
            if (!read.Next.StartsWith(home, StringComparison.Ordinal))
                return null;
            next = read.Next;
        }
        return null;
    }

    private static (string? Next, bool Any, bool AllOlder)? Read(string body, Instant since, List<ListedText> found)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (!json.RootElement.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
                return null;
            var (any, allOlder) = (false, true);
            foreach (var message in messages.EnumerateArray())
            {
                any = true;
                if (Created(message) is not { } created)
                    return null;
                if (created < since)
                    continue;
                allOlder = false;
                if (Text(message) is { } text)
                    found.Add(text with { CreatedAt = created });
            }
            return (TwilioAnswers.Word(json.RootElement, "next_page_uri"), any, allOlder);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text that a program sent; one a person sent, or an answer to one, is not ours to find.</summary>
    private static ListedText? Text(JsonElement message) =>
        TwilioAnswers.Word(message, "direction") == "outbound-api" && TwilioAnswers.Word(message, "sid") is { } sid
            && TwilioAnswers.Word(message, "status") is { } status
            ? new ListedText(
                sid, TextDigest.Of(TwilioAnswers.Word(message, "body") ?? ""), default, status,
                TwilioAnswers.Number(message, "error_code"), TwilioAnswers.Number(message, "num_segments"))
            : null;

    private static Instant? Created(JsonElement message) =>
        DateTimeOffset.TryParse(TwilioAnswers.Word(message, "date_created"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? Instant.FromDateTimeOffset(at)
            : null;
}
