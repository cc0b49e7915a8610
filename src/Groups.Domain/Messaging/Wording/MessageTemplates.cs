using System.Collections.Frozen;
using System.Text.Json;

namespace Groups.Domain.Messaging.Wording;

/// <summary>All that can be said in one language, as it stands in the resource file of that language.</summary>
internal sealed record MessageTemplates
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static FrozenDictionary<string, MessageTemplates> ByLanguage { get; } = Read();

    public required string Language { get; init; }

    /// <summary>A speaker of the language read every line; until then nobody gets it unless a setting says so.</summary>
    public required bool Reviewed { get; init; }

    public required bool RightToLeft { get; init; }

    public required bool TwelveHourClock { get; init; }

    public required IReadOnlyList<string> Days { get; init; }

    public required IReadOnlyList<string> Months { get; init; }

    public required string Date { get; init; }

    public required string Group { get; init; }

    public required string Greeting { get; init; }

    public required string Ask { get; init; }

    public required IReadOnlyDictionary<MessageKind, string> Texts { get; init; }

    public required IReadOnlyDictionary<MessageKind, EmailTemplate> Emails { get; init; }

    public required string Page { get; init; }

    public required string Unsubscribe { get; init; }

    public required string Why { get; init; }

    public required IReadOnlyDictionary<AutomaticAnswer, string> Answers { get; init; }

    private static FrozenDictionary<string, MessageTemplates> Read()
    {
        var assembly = typeof(MessageTemplates).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith("wording.", StringComparison.Ordinal)).Select(name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            return JsonSerializer.Deserialize<MessageTemplates>(stream, Json)!;
        }).ToFrozenDictionary(t => t.Language, StringComparer.Ordinal);
    }
}

/// <summary>One kind of email in one language.</summary>
internal sealed record EmailTemplate(string Subject, IReadOnlyList<string> Lines);

/// <summary>What the program answers by itself. It names no person and no group, and promises nothing.</summary>
public enum AutomaticAnswer
{
    /// <summary>What these texts are and what may be replied.</summary>
    Help,

    /// <summary>Nobody can tell which session, or who, is meant.</summary>
    Unclear,

    /// <summary>A person will read it.</summary>
    PassedOn,
}
