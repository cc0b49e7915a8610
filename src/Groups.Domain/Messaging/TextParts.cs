using System.Collections.Frozen;
using System.Globalization;

namespace Groups.Domain.Messaging;

/// <summary>The alphabet that a text travels in.</summary>
public enum TextEncoding
{
    /// <summary>The 128 letters and signs of every phone, and ten more that count twice.</summary>
    Gsm7,

    /// <summary>Everything else, at less than half the room.</summary>
    Ucs2,
}

/// <summary>How a text is cut into parts, each of which is paid for.</summary>
/// <param name="Encoding">One letter outside GSM-7 puts the whole text into UCS-2.</param>
/// <param name="Parts">How many parts are sent; 0 for an empty text.</param>
/// <param name="UnitsUsed">Septets in GSM-7, 16-bit units in UCS-2, without what is left empty at the end of a part.</param>
/// <param name="UnitsLeftInPart">How many units more fit into the last part.</param>
/// <param name="NonGsmCharacters">The letters that GSM-7 does not have, each once, in the order in which they come.</param>
public sealed record TextParts(TextEncoding Encoding, int Parts, int UnitsUsed, int UnitsLeftInPart, IReadOnlyList<string> NonGsmCharacters)
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extension = "\f^{}\\[~]|€";

    private static readonly FrozenDictionary<char, int> Septets =
        Basic.Select(letter => (letter, 1)).Concat(Extension.Select(letter => (letter, 2))).ToFrozenDictionary(pair => pair.letter, pair => pair.Item2);

    /// <summary>Counts the parts of a text. What a reader sees as one letter is never cut in two.</summary>
    public static TextParts Of(string text)
    {
        var foreign = Letters(text).Where(letter => !letter.All(Septets.ContainsKey)).Distinct(StringComparer.Ordinal).ToArray();
        return foreign.Length == 0
            ? Cut(TextEncoding.Gsm7, text.Select(letter => Septets[letter]), whole: 160, part: 153, foreign)
            : Cut(TextEncoding.Ucs2, Letters(text).Select(letter => letter.Length), whole: 70, part: 67, foreign);
    }

    private static TextParts Cut(TextEncoding encoding, IEnumerable<int> lengths, int whole, int part, string[] foreign)
    {
        var (used, parts, inPart) = (0, 1, 0);
        foreach (var length in lengths)
        {
            used += length;
            if (inPart + length <= part)
            {
                inPart += length;
                continue;
            }

            parts++;
            inPart = length;
            for (; inPart > part; inPart -= part)
            {
                parts++;
            }
        }

        return used <= whole
            ? new(encoding, used == 0 ? 0 : 1, used, whole - used, foreign)
            : new(encoding, parts, used, part - inPart, foreign);
    }

    private static IEnumerable<string> Letters(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var letter = elements.GetTextElement();
            if (letter == "\r\n")
            {
                yield return "\r";
                letter = "\n";
            }

            yield return letter;
        }
    }
}
