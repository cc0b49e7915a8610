using System.Globalization;
using System.Text;
using Groups.Domain.Sessions;
using NodaTime;
using NodaTime.Text;

namespace Groups.Domain.Messaging;

/// <summary>A session as a calendar takes it (RFC 5545): the same entry whenever it changes, by its UID and a rising SEQUENCE. It never says where.</summary>
/// <param name="Method"><c>PUBLISH</c>, or <c>CANCEL</c> when the session is off.</param>
/// <param name="Text">The whole object, its lines ended by CRLF and folded.</param>
public sealed record CalendarEntry(string Method, string Text)
{
    private const int LongestLine = 75;

    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>The entry that goes with a message of this kind, or null where the kind brings none.</summary>
    /// <param name="kind">What the message is for.</param>
    /// <param name="session">The session.</param>
    /// <param name="summary">What the calendar shows: a name that may be said, or neutral words.</param>
    /// <param name="now">When it is written.</param>
    public static CalendarEntry? Of(MessageKind kind, Session session, string summary, Instant now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(summary);
        if (kind == MessageKind.Duty || kind.IsSentByHand())
        {
            return null;
        }

        var isOff = kind == MessageKind.Cancelled;
        var method = isOff ? "CANCEL" : "PUBLISH";
        var text = new StringBuilder();
        foreach (var line in new[]
        {
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Groups//Groups//EN",
            $"METHOD:{method}",
            "BEGIN:VEVENT",
            $"UID:{session.Id:N}@groups",
            $"SEQUENCE:{session.Revision.ToString(CultureInfo.InvariantCulture)}",
            $"DTSTAMP:{Utc.Format(now)}",
            $"DTSTART:{Utc.Format(session.StartsAt)}",
            $"DTEND:{Utc.Format(session.EndsAt)}",
            $"SUMMARY:{Escaped(summary)}",
            $"STATUS:{(isOff ? "CANCELLED" : "CONFIRMED")}",
            "ORGANIZER:invalid:nomail",
            "CLASS:PRIVATE",
            "END:VEVENT",
            "END:VCALENDAR",
        })
        {
            Fold(text, line);
        }

        return new CalendarEntry(method, text.ToString());
    }

    /// <summary>The method only: what it says must not reach a log.</summary>
    public override string ToString() => Method;

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    /// <summary>A line has at most 75 octets; what follows begins with a space. A letter is never cut in two.</summary>
    private static void Fold(StringBuilder text, string line)
    {
        var used = 0;
        foreach (var letter in line.EnumerateRunes())
        {
            if (used + letter.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                used = 1;
            }

            text.Append(letter);
            used += letter.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
