using Groups.Domain.Messaging;

namespace Groups.Domain.Tests.Messaging;

public sealed class TextPartsTests
{
    private static readonly string[] GsmLetters =
        [.. "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 .,!?'\"@£$¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¡¿ÄÖÑÜ§äöñüà\n".Select(letter => $"{letter}")];

    private static readonly string[] DoubleLetters = ["€", "^", "{", "}", "[", "]", "~", "\\", "|", "\f"];

    private static readonly string[] WideLetters =
        ["’", "ŵ", "ł", "ą", "ж", "ї", "س", "ل", "ا", "م", "ک", "ہ", "á", "ç", "`", "👍", "😀", "☕", "\r\n", "ß", "x", " ", "e\u0301"];

    public static TheoryData<int, TextEncoding, int, int> Edges => new()
    {
        { 0, TextEncoding.Gsm7, 0, 160 }, { 1, TextEncoding.Gsm7, 1, 159 }, { 160, TextEncoding.Gsm7, 1, 0 }, { 161, TextEncoding.Gsm7, 2, 145 },
        { 306, TextEncoding.Gsm7, 2, 0 }, { 307, TextEncoding.Gsm7, 3, 152 },
        { 70, TextEncoding.Ucs2, 1, 0 }, { 71, TextEncoding.Ucs2, 2, 63 }, { 134, TextEncoding.Ucs2, 2, 0 }, { 135, TextEncoding.Ucs2, 3, 66 },
    };

    [Theory]
    [MemberData(nameof(Edges))]
    public void A_part_is_full_at_160_then_153_and_in_other_alphabets_at_70_then_67(int letters, TextEncoding encoding, int parts, int left)
    {
        var counted = TextParts.Of(new string(encoding == TextEncoding.Gsm7 ? 'a' : 'ж', letters));

        (counted.Encoding, counted.Parts, counted.UnitsUsed, counted.UnitsLeftInPart).ShouldBe((encoding, parts, letters, left));
    }

    [Fact]
    public void A_sign_that_counts_two_is_not_cut_between_two_parts()
    {
        TextParts.Of(new string('a', 152) + "€" + new string('a', 152)).Parts.ShouldBe(3);
        TextParts.Of(new string('a', 153) + "€" + new string('a', 151)).Parts.ShouldBe(2);
    }

    [Fact]
    public void An_emoji_is_not_cut_between_two_parts()
    {
        TextParts.Of(new string('ж', 66) + "👍" + new string('ж', 66)).Parts.ShouldBe(3);
        TextParts.Of(new string('ж', 67) + "👍" + new string('ж', 65)).Parts.ShouldBe(2);
    }

    [Fact]
    public void One_curly_quote_turns_the_whole_text_and_is_named()
    {
        var counted = TextParts.Of("See you at the café, Wednesday’s walk is on. It’s step-free 👍");

        counted.Encoding.ShouldBe(TextEncoding.Ucs2);
        counted.NonGsmCharacters.ShouldBe(["’", "👍"]);
    }

    [Fact]
    public void Half_an_emoji_is_counted_and_not_an_error() => TextParts.Of("\ud83d").ShouldSatisfyAllConditions(
        counted => counted.Parts.ShouldBe(1),
        counted => counted.UnitsUsed.ShouldBe(1));

    [Fact]
    public async Task Parts_are_those_that_the_provider_s_own_calculator_counts()
    {
        var random = new Random(20260805);
        string Text(int units, params string[][] alphabets) => string.Concat(Enumerable.Range(0, units).Select(_ =>
        {
            var alphabet = alphabets[random.Next(alphabets.Length)];
            return alphabet[random.Next(alphabet.Length)];
        }));
        int[] lengths = [1, 2, 66, 67, 68, 69, 70, 71, 133, 134, 135, 152, 153, 154, 159, 160, 161, 305, 306, 307, 459, 460, 611, 612, 613];
        string[] texts =
        [
            .. lengths.Select(length => Text(length, GsmLetters)),
            .. lengths.SelectMany(length => Enumerable.Range(0, 8).Select(_ => Text(length, GsmLetters, GsmLetters, GsmLetters, DoubleLetters))),
            .. lengths.SelectMany(length => Enumerable.Range(0, 8).Select(_ => Text(length, WideLetters, GsmLetters))),
            .. Enumerable.Range(0, 300).Select(_ => Text(random.Next(1, 700), GsmLetters, DoubleLetters)),
            .. Enumerable.Range(0, 300).Select(_ => Text(random.Next(1, 300), WideLetters)),
        ];

        var answers = await NodeOracle.AskAsync<string, Answer>("sms-oracle.mjs", texts);

        foreach (var (text, answer) in texts.Zip(answers))
        {
            var counted = TextParts.Of(text);
            var bits = counted.Encoding == TextEncoding.Gsm7 ? 7 : 16;
            (counted.Encoding == TextEncoding.Gsm7 ? "GSM-7" : "UCS-2").ShouldBe(answer.Encoding, text);
            counted.Parts.ShouldBe(answer.Parts, text);
            (counted.UnitsUsed * bits).ShouldBe(answer.MessageBits, text);
            counted.UnitsLeftInPart.ShouldBe(answer.FreeBits / bits, text);
            counted.NonGsmCharacters.ShouldBe(answer.Foreign, text);
        }
    }

    private sealed record Answer(string Encoding, int Parts, int FreeBits, int MessageBits, string[] Foreign);
}
