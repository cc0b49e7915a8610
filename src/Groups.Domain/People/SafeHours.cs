using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Groups.Domain.People;

/// <summary>Reads the hours in which contact is safe, as people write them: "9-5", "after 6pm", "mornings", "any".</summary>
public static class SafeHours
{
    /// <summary>What to write instead of hours that cannot be read.</summary>
    public const string Problem = "The safe hours cannot be read: write them like 9am to 5pm, after 6pm, mornings, or any.";

    private const int LongestText = 60;

    private static readonly Regex Spaces = Pattern(@"\s+");
    private static readonly Regex After = Pattern("^(?:after|from|not before) (.+)$");
    private static readonly Regex Before = Pattern("^(?:before|until|till|up to|not after) (.+)$");
    private static readonly Regex Range =
        Pattern(@"^(?:between |from )?([^ –—-]+(?: [ap]\.?m\.?| noon)?) ?(?:-|–|—| to | until | till | and ) ?([^ –—-]+(?: [ap]\.?m\.?| noon)?)$");

    private static readonly Dictionary<string, (LocalTime? From, LocalTime? Until)> Spoken = new(StringComparer.Ordinal)
    {
        [""] = (null, null),
        ["any"] = (null, null),
        ["any time"] = (null, null),
        ["anytime"] = (null, null),
        ["all day"] = (null, null),
        ["morning"] = (new(9, 0), new(12, 0)),
        ["afternoon"] = (new(12, 0), new(17, 0)),
        ["evening"] = (new(17, 0), new(20, 30)),
        ["daytime"] = (new(9, 0), new(17, 0)),
        ["office hours"] = (new(9, 0), new(17, 0)),
    };

    /// <summary>
    /// Reads hours. Without am and pm, 1 to 6 are in the afternoon; what could be either is refused, because contact at a wrong hour may harm.
    /// </summary>
    /// <param name="text">What was written; nothing and "any" mean any time.</param>
    /// <param name="from">The earliest safe time, or null when none was named.</param>
    /// <param name="until">The latest safe time, or null when none was named or it is midnight.</param>
    /// <returns>False when it cannot be read without guessing; see <see cref="Problem"/>.</returns>
    public static bool TryRead(string? text, out LocalTime? from, out LocalTime? until)
    {
        (from, until) = (null, null);
        var words = Spaces.Replace((text ?? "").Trim().ToLowerInvariant(), " ").Replace(" only", "", StringComparison.Ordinal);
        if (words.Length > LongestText)
        {
            return false;
        }

        if (Spoken.TryGetValue(words, out var spoken) || (words.EndsWith('s') && Spoken.TryGetValue(words[..^1], out spoken)))
        {
            (from, until) = spoken;
            return true;
        }

        if (Range.Match(words) is { Success: true } range)
        {
            return Clock.Read(range.Groups[1].Value) is { } start && Clock.Read(range.Groups[2].Value) is { } end && Between(start, end, out from, out until);
        }

        if (After.Match(words) is { Success: true } after)
        {
            from = Alone(Clock.Read(after.Groups[1].Value), first: 9);
            return from is not null;
        }

        until = Before.Match(words) is { Success: true } before ? Alone(Clock.Read(before.Groups[1].Value), first: 12) : null;
        return until is not null;
    }

    /// <summary>A bare hour that stands alone is clear when nobody is up at the other one.</summary>
    private static LocalTime? Alone(Clock? clock, int first) => clock switch
    {
        null or { IsMidnight: true } => null,
        { IsBare: false } => clock.Time,
        { Hour: <= 6 } => clock.Late,
        { Hour: var hour } when hour >= first => clock.Time,
        _ => null,
    };

    private static bool Between(Clock start, Clock end, out LocalTime? from, out LocalTime? until)
    {
        (from, until) = (null, null);
        if (end.IsMidnight)
        {
            from = Alone(start, first: 9);
            return from is not null;
        }

        var (first, last) = (start.Time, end.Time);
        if (start.IsBare && end.Half is not null)
        {
            var sameHalf = end.Half == 'p' ? start.Late : start.Early;
            first = sameHalf < last ? sameHalf : start.Early;
        }
        else if (start.IsBare && end.IsBare)
        {
            if (start.Hour is 7 or 8 && end.Time > start.Time)
            {
                return false;
            }

            first = start.Hour <= 6 ? start.Late : start.Time;
        }

        if (end.IsBare && last <= first)
        {
            last = end.Late;
        }

        (from, until) = (first, last);
        return first < last;
    }

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>A time as it was written; bare when it says neither am, pm nor 24 hours.</summary>
    private sealed record Clock(int Hour, int Minute, char? Half, bool IsBare, bool IsMidnight = false)
    {
        private static readonly Regex Written = Pattern(@"^([0-9]{1,2})(?:[:.]([0-9]{2})(?::00)?)? ?(?:([ap])\.?m\.?)?$");

        public LocalTime Time => Half switch { 'p' => Late, 'a' => Early, _ => new(Hour, Minute) };

        public LocalTime Late => new((Hour % 12) + 12, Minute);

        public LocalTime Early => new(Hour % 12, Minute);

        public static Clock? Read(string text)
        {
            switch (text)
            {
                case "noon" or "midday" or "12 noon" or "12noon":
                    return new(12, 0, null, IsBare: false);
                case "midnight" or "12 midnight" or "24:00":
                    return new(0, 0, null, IsBare: false, IsMidnight: true);
            }

            if (Written.Match(text) is not { Success: true } match)
            {
                return null;
            }

            var hour = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            var minute = match.Groups[2].Success ? int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : 0;
            char? half = match.Groups[3].Success ? match.Groups[3].Value[0] : null;
            var isBare = half is null && hour is >= 1 and <= 12 && match.Groups[1].Value[0] != '0';
            return hour > 23 || minute > 59 || (half is not null && hour is 0 or > 12) ? null : new(hour, minute, half, isBare);
        }
    }
}
