using System.Collections.Frozen;
using static Groups.Domain.Messaging.ReplyMeaning;

namespace Groups.Domain.Messaging;

/// <summary>The short answers that are understood, by language, and what each means.</summary>
internal static class ReplyWords
{
    private static readonly FrozenDictionary<string, ReplyMeaning> English = Table(
        (Stop, "stop|stopall|stop all|unsubscribe|cancel|end|quit|revoke|optout|opt out"),
        (Start, "start|unstop"),
        (Help, "help|info"),
        (Coming, "y|yes|yep|yeah|yeh|yup|aye|ok|okay|sure|coming|1|im coming|i am coming|yes im coming|yes i am coming|yes coming"),
        (Coming, "will be there|ill be there|i will be there|yes ill be there|yes i will be there|see you there|see you then|yes see you there"),
        (NotThisTime, "n|no|nah|naw|nope|2|cant|cannot|i cant|no i cant|cant come|i cant come|no i cant come|cant make it|i cant make it"),
        (NotThisTime, "no i cant make it|no cant make it|not coming|im not coming|i am not coming|no im not coming|not this time|no not this time"),
        (NotThisTime, "not today|not this week|wont be there|i wont be there"),
        (TooMuch, "4|t|too much|toomuch|its too much|it is too much|too much for me|its too much for me|it is too much for me"),
        (PleasePhone, "3|call|call me|phone|phone me|ring|ring me|give me a call|give me a ring|give me a phone"));

    private static readonly FrozenDictionary<string, FrozenDictionary<string, ReplyMeaning>> ByLanguage =
        new Dictionary<string, FrozenDictionary<string, ReplyMeaning>>(StringComparer.Ordinal)
        {
            // "no" is "well, yes" in everyday Polish, so nobody can tell
            ["pl"] = Table(
                (Other, "no"),
                (TooMuch, "za dużo|to za dużo|dla mnie za dużo|to dla mnie za dużo|zbyt dużo"),
                (Coming, "tak|t|będę|przyjdę|tak będę|tak przyjdę|jasne|dobrze|oczywiście"),
                (NotThisTime, "nie|nie tym razem|nie przyjdę|nie mogę|nie będę|nie dam rady|nie nie mogę"),
                (PleasePhone, "zadzwoń|zadzwoń do mnie|zadzwońcie|zadzwonić|telefon")),
            ["ar"] = Table(
                (TooMuch, "كثير علي|هذا كثير|هذا كثير علي|أكثر من طاقتي"),
                (Coming, "نعم|اي|ايه|أيوه|أيوا|أجل|تمام|حسنا|طيب|سآتي|قادم|قادمة|naam|aywa|aiwa"),
                (NotThisTime, "لا|كلا|ليس هذه المرة|لن آتي|لا أستطيع|la|laa"),
                (PleasePhone, "اتصل|اتصلوا|اتصل بي|اتصلوا بي|هاتف|مكالمة")),
            // a Latin "t" may be the "т" of "yes", so nobody can tell
            ["uk"] = Table(
                (Other, "t"),
                (TooMuch, "забагато|це забагато|для мене забагато|занадто багато|це занадто"),
                (Coming, "так|т|да|ага|добре|прийду|я прийду|так прийду|буду|tak"),
                (NotThisTime, "ні|н|нет|не прийду|ні не прийду|не буду|не можу|не цього разу|ni"),
                (PleasePhone, "подзвоніть|подзвоніть мені|зателефонуйте|зателефонуйте мені|дзвінок")),
            ["fa"] = Table(
                (TooMuch, "زیاد است|برایم زیاد است|برای من زیاد است|خیلی زیاد است"),
                (Coming, "بله|بلی|آره|باشه|حتما|می آیم|می‌آیم|میام|bale|baleh|areh"),
                (NotThisTime, "نه|خیر|نخیر|نمی آیم|نمی‌آیم|نمیام|نمی توانم|نمی‌توانم|na|kheyr|kheir"),
                (PleasePhone, "زنگ بزن|زنگ بزنید|به من زنگ بزنید|تماس|تماس بگیرید")),
            ["ur"] = Table(
                (TooMuch, "بہت زیادہ|بہت زیادہ ہے|یہ بہت زیادہ ہے|میرے لیے بہت زیادہ ہے"),
                (Coming, "ہاں|جی|جی ہاں|ہاں جی|ٹھیک ہے|haan|han|ji|jee|ji haan|haan ji|theek hai"),
                (NotThisTime, "نہیں|جی نہیں|نہ|نہیں آ سکتا|نہیں آ سکتی|nahi|nahin|ji nahi"),
                (PleasePhone, "فون|کال|فون کریں|کال کریں|مجھے فون کریں|مجھے کال کریں")),
            ["so"] = Table(
                (TooMuch, "waa badan tahay|way igu badan tahay|aad bay u badan tahay"),
                (Coming, "haa|haah|ha|haye|waan imanayaa"),
                (NotThisTime, "maya|ma imanayo|ma imaan karo"),
                (PleasePhone, "wac|i soo wac|isoo wac|telefoon")),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Pleasantries = Folded(
        "please|pls|plz|thanks|ta|cheers|sorry|x|xx|xxx|proszę|dziękuję|dzięki|شكرا|من فضلك|дякую|будь ласка|ممنون|مرسی|لطفا|شکریہ|mahadsanid")
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What folded words mean, or null when they are not among the known answers.</summary>
    public static ReplyMeaning? Find(string words, string language)
    {
        var own = ByLanguage.GetValueOrDefault(language.Split('-', '_')[0].ToLowerInvariant());
        if ((Look(own, words) ?? Look(English, words)) is { } meaning)
        {
            return meaning;
        }

        // what is left of "no thanks" is an answer; what is left of "end please" is no word for the provider, who wants it alone
        var plain = WithoutPleasantries(words);
        return (Look(own, plain) ?? Look(English, plain)) is (Coming or NotThisTime or PleasePhone or TooMuch) and var answer ? answer : null;
    }

    private static ReplyMeaning? Look(FrozenDictionary<string, ReplyMeaning>? table, string words) =>
        table is not null && table.TryGetValue(words, out var meaning) ? meaning : null;

    private static string WithoutPleasantries(string words)
    {
        var left = $" {words} ".Replace(" thank you ", " thanks ", StringComparison.Ordinal);
        foreach (var pleasantry in Pleasantries)
        {
            left = left.Replace($" {pleasantry} ", " ", StringComparison.Ordinal);
        }

        return left.Trim();
    }

    private static IEnumerable<string> Folded(string words) => words.Split('|').Select(word => FoldedReply.Of(word).Words);

    private static FrozenDictionary<string, ReplyMeaning> Table(params (ReplyMeaning Meaning, string Words)[] rows) =>
        rows.SelectMany(row => Folded(row.Words).Select(word => (word, row.Meaning)))
            .Distinct()
            .ToFrozenDictionary(pair => pair.word, pair => pair.Meaning, StringComparer.Ordinal);
}
