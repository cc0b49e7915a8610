using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Groups.Domain.People;

/// <summary>What may be done with a number, by the ranges that Ofcom gave out.</summary>
public enum PhoneKind
{
    /// <summary>A UK mobile, the Isle of Man's 07624 included.</summary>
    Mobile,

    /// <summary>A UK 01 or 02 number. A text to it may be read aloud in somebody's living room.</summary>
    Landline,

    /// <summary>070: it looks like a mobile, costs more and goes anywhere.</summary>
    Personal070,

    /// <summary>076, a pager.</summary>
    Pager076,

    /// <summary>03, 05, 08 or 09: an organisation or a service.</summary>
    NonGeographic,

    /// <summary>A number of another country.</summary>
    Foreign,
}

/// <summary>A phone number that can be dialled, kept in one spelling so that the same number is always equal to itself.</summary>
public sealed record PhoneNumber
{
    private const string NotANumber = "This is not a phone number: write it like 07700 900123, or starting with + for another country.";

    private PhoneNumber(string e164, PhoneKind kind) => (E164, Kind) = (e164, kind);

    /// <summary>"+447700900123".</summary>
    public string E164 { get; }

    /// <summary>What may be done with it.</summary>
    public PhoneKind Kind { get; }

    /// <summary>Reads any spelling a person may use. Without a country it is a UK number.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out PhoneNumber? number) => TryRead(text, out number, out _);

    /// <summary>Reads any spelling a person may use; when it cannot, says in one sentence what to do.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out PhoneNumber? number, [NotNullWhen(false)] out string? problem)
    {
        (number, problem) = (null, null);
        if (Digits(text ?? "") is not var (digits, international))
        {
            problem = NotANumber;
        }
        else if (International(digits, international) is { } abroad && !abroad.StartsWith("44", StringComparison.Ordinal))
        {
            problem = abroad.Length is < 8 or > 15 || abroad[0] == '0'
                ? "This number does not look right after the +: write + and the country, then 8 to 15 digits in all."
                : null;
            number = problem is null ? new($"+{abroad}", PhoneKind.Foreign) : null;
        }
        else
        {
            (number, problem) = Uk(International(digits, international)?[2..] ?? digits);
        }

        return number is not null;
    }

    /// <summary>Reads what <see cref="E164"/> gave, as it is stored.</summary>
    /// <exception cref="FormatException">It is not such a number.</exception>
    public static PhoneNumber FromE164(string stored) =>
        stored.StartsWith('+') && TryRead(stored, out var number) && number.E164 == stored
            ? number
            : throw new FormatException("A stored phone number is not in E.164 form.");

    /// <summary>"07700 900123" for a UK number, else as <see cref="E164"/>.</summary>
    public string InUkForm()
    {
        if (Kind == PhoneKind.Foreign)
        {
            return E164;
        }

        var digits = "0" + E164[3..];
        return digits switch
        {
            ['0', '2', ..] => $"{digits[..3]} {digits[3..7]} {digits[7..]}",
            ['0', '7', ..] => $"{digits[..5]} {digits[5..]}",
            { Length: 10 } when digits[1] != '1' => $"{digits[..4]} {digits[4..]}",
            ['0', '1', '1', ..] or ['0', '1', _, '1', ..] or ['0', '3' or '5' or '8' or '9', ..] => $"{digits[..4]} {digits[4..7]} {digits[7..]}",
            _ => $"{digits[..5]} {digits[5..]}",
        };
    }

    /// <summary>Only the kind: a number that slips into a log by mistake shows nothing.</summary>
    public override string ToString() => Kind.ToString();

    private static (PhoneNumber? Number, string? Problem) Uk(string digits)
    {
        var national = digits.StartsWith('0') ? digits[1..] : digits;
        PhoneKind? kind = national switch
        {
            { Length: 9 } when national[0] == '1' || national.StartsWith("800", StringComparison.Ordinal) || national.StartsWith("500", StringComparison.Ordinal) =>
                national[0] == '1' ? PhoneKind.Landline : PhoneKind.NonGeographic,
            { Length: not 10 } => null,
            ['7', '0', ..] => PhoneKind.Personal070,
            ['7', '6', '2', '4', ..] => PhoneKind.Mobile,
            ['7', '6', ..] => PhoneKind.Pager076,
            ['7', ..] => PhoneKind.Mobile,
            ['1' or '2', ..] => PhoneKind.Landline,
            ['3' or '5' or '8' or '9', ..] => PhoneKind.NonGeographic,
            _ => null,
        };
        return kind is { } known
            ? (new($"+44{national}", known), null)
            : (null, national.Length switch
            {
                < 10 => "This UK number has too few digits: check it against the person's own.",
                > 10 => "This UK number has too many digits: give one number, without an extension.",
                _ => NotANumber,
            });
    }

    /// <summary>The digits from the country on, when the text names a country.</summary>
    private static string? International(string digits, bool plus) => digits switch
    {
        _ when plus => digits,
        ['0', '0', ..] => digits[2..],
        ['4', '4', ..] when digits.Length >= 12 => digits,
        _ => null,
    };

    private static (string Digits, bool Plus)? Digits(string text)
    {
        var digits = new StringBuilder(text.Length);
        var plus = false;
        foreach (var letter in WithoutSpreadsheetMarks(text))
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(letter) is >= 0 and var digit)
            {
                digits.Append(digit);
            }
            else if (letter is '+' or '＋')
            {
                if (plus || digits.Length > 0)
                {
                    return null;
                }

                plus = true;
            }
            else if (!IsSeparator(letter))
            {
                return null;
            }
        }

        return digits.Length > 0 && digits.Length <= 20 ? (digits.ToString(), plus) : null;
    }

    /// <summary>Spreadsheets put an apostrophe before a number kept as text, and ".0" after one that was not.</summary>
    private static string WithoutSpreadsheetMarks(string text)
    {
        var trimmed = text.Trim().TrimStart('\'');
        return trimmed.EndsWith(".0", StringComparison.Ordinal) && trimmed[..^2].All(char.IsAsciiDigit) ? trimmed[..^2] : trimmed;
    }

    private static bool IsSeparator(char letter) =>
        letter is '.' or '(' or ')' or '[' or ']' or '−'
        || (char.GetUnicodeCategory(letter) is UnicodeCategory.DashPunctuation or UnicodeCategory.SpaceSeparator or UnicodeCategory.Format)
        || letter == '\t';
}
