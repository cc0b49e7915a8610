using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Groups.Domain.Messaging.Wording;

namespace Groups.Domain.Messaging;

/// <summary>
/// Words that may mean that somebody is in danger, from one resource file per language, and the one fixed answer to them. Every list is tried on
/// every reply, because people write in the language that is nearest in a crisis. It looks for whole words only, and a person reads what it finds:
/// a hit is a reason to look first, never a judgement.
/// </summary>
public sealed class CrisisWords(WordingOptions options, CrisisLines lines)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    internal static FrozenDictionary<string, CrisisList> ByLanguage { get; } = Read();

    /// <summary>Whether a clinician has read the list of every language; the product says so where it shows what was found.</summary>
    public static bool AllReviewed => ByLanguage.Values.All(list => list.Reviewed);

    /// <summary>Whether a reply holds such words, in any language of the product.</summary>
    public static bool AreIn(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var words = $" {FoldedReply.Of(body).Words} ";
        foreach (var harmless in ByLanguage.Values.SelectMany(list => list.FoldedNotThese))
        {
            words = words.Replace(harmless, " ", StringComparison.Ordinal);
        }

        return ByLanguage.Values.Any(list => list.FoldedPhrases.Any(phrase => words.Contains(phrase, StringComparison.Ordinal)));
    }

    /// <summary>The answer: thanks, and whom to phone. It names nobody, tells nothing of a group, and never promises that anyone is watching.</summary>
    public string Answer(string language)
    {
        var known = ByLanguage.GetValueOrDefault(language.Split('-', '_')[0].ToLowerInvariant());
        var list = known is not null && (known.Language == "en" || known.Reviewed || options.UnreviewedLanguages) ? known : ByLanguage["en"];
        return list.Answer.Replace("{lines}", lines.InWords, StringComparison.Ordinal);
    }

    private static FrozenDictionary<string, CrisisList> Read()
    {
        var assembly = typeof(CrisisWords).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith("crisis.", StringComparison.Ordinal) && name != "crisis.lines").Select(name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            return JsonSerializer.Deserialize<CrisisList>(stream, Json)!;
        }).ToFrozenDictionary(list => list.Language, StringComparer.Ordinal);
    }
}

/// <summary>The words of one language, as they stand in its resource file.</summary>
/// <param name="Language">BCP 47 code.</param>
/// <param name="Reviewed">A clinician and a speaker of the language read every line.</param>
/// <param name="Answer">The fixed answer; {lines} is whom to phone.</param>
/// <param name="Phrases">What may mean danger.</param>
/// <param name="NotThese">Everyday words that hold a phrase and mean something else.</param>
internal sealed record CrisisList(string Language, bool Reviewed, string Answer, IReadOnlyList<string> Phrases, IReadOnlyList<string> NotThese)
{
    [JsonIgnore]
    public IReadOnlyList<string> FoldedPhrases { get; } = Folded(Phrases);

    [JsonIgnore]
    public IReadOnlyList<string> FoldedNotThese { get; } = Folded(NotThese);

    private static List<string> Folded(IReadOnlyList<string> phrases) => [.. phrases.Select(phrase => $" {FoldedReply.Of(phrase).Words} ")];
}
