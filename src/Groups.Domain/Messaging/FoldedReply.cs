using System.Globalization;
using System.Text;

namespace Groups.Domain.Messaging;

/// <summary>
/// A reply without what people type differently and mean alike: case, accents, punctuation, digits of other scripts, letters that
/// have a twin on another keyboard, and emoji, of which a few are answers.
/// </summary>
/// <param name="Words">The words in small letters with one space between them.</param>
/// <param name="Sign">What its emoji say; <see cref="ReplyMeaning.Other"/> when they contradict each other.</param>
/// <param name="AsksBack">There is a question mark in it.</param>
internal sealed record FoldedReply(string Words, ReplyMeaning? Sign, bool AsksBack)
{
    private const string Apostrophes = "'’‘`´ʼ\u2032\u05f3";

    public static FoldedReply Of(string body)
    {
        var words = new StringBuilder(body.Length);
        var (asksBack, sign) = (false, default(ReplyMeaning?));
        foreach (var rune in Decomposed(body).EnumerateRunes())
        {
            asksBack |= rune.Value is '?' or '؟';
            if (SignOf(rune) is { } found)
            {
                sign = sign is null || sign == found ? found : ReplyMeaning.Other;
            }

            words.Append(Fold(rune));
        }

        return new(OneSpaceAndNoWordTwiceRunning(words.ToString()), sign, asksBack);
    }

    private static string Decomposed(string body)
    {
        var whole = new StringBuilder(body.Length);
        foreach (var rune in body.EnumerateRunes())
        {
            whole.Append(rune.Value is 'ˋ' or '´' ? "'" : rune.ToString());
        }

        return whole.ToString().Normalize(NormalizationForm.FormKD);
    }

    private static ReplyMeaning? SignOf(Rune rune) => rune.Value switch
    {
        0x1F44D or 0x1F44C or 0x2705 or 0x2714 => ReplyMeaning.Coming,
        0x1F44E or 0x274C => ReplyMeaning.NotThisTime,
        _ => null,
    };

    private static string Fold(Rune rune)
    {
        if (rune.IsBmp && Apostrophes.Contains((char)rune.Value, StringComparison.Ordinal))
        {
            return "";
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.DecimalDigitNumber:
                return Rune.GetNumericValue(rune).ToString(CultureInfo.InvariantCulture);
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
            case UnicodeCategory.ModifierSymbol when rune.Value is >= 0x1F3FB and <= 0x1F3FF:
                return "";
            case UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.ModifierSymbol:
                return rune.ToString();
            case UnicodeCategory.OtherSymbol:
                return " ";
            default:
                return Rune.IsPunctuation(rune) || Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) ? " " : Letter(rune);
        }
    }

    private static string Letter(Rune rune) => rune.Value switch
    {
        'ł' or 'Ł' => "l",
        'ی' or 'ى' or 'ے' => "ي",
        'ک' => "ك",
        'ہ' or 'ھ' or 'ۃ' or 'ة' or 'ە' => "ه",
        'ں' => "ن",
        'ـ' => "",
        _ => Rune.ToLowerInvariant(rune).ToString(),
    };

    private static string OneSpaceAndNoWordTwiceRunning(string text)
    {
        List<string> words = [];
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (words.Count == 0 || words[^1] != word)
            {
                words.Add(word);
            }
        }

        return string.Join(' ', words);
    }
}
