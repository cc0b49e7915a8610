using System.Collections.Frozen;
using System.Text.Json;
using Groups.Domain.Handover;

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

    /// <summary>Pairs of letters, each one that doubles the price of a text and the plain one that its speakers write instead; null where there are none.</summary>
    public string? PlainLetters { get; init; }

    public required IReadOnlyList<string> Days { get; init; }

    public required IReadOnlyList<string> Months { get; init; }

    public required string Date { get; init; }

    public required string Group { get; init; }

    public required string Greeting { get; init; }

    /// <summary>What members are asked in a text.</summary>
    public required string Ask { get; init; }

    /// <summary>What members are told in an email.</summary>
    public required string Come { get; init; }

    public required string SpeakerAsk { get; init; }

    public required string SpeakerCome { get; init; }

    /// <summary>With a space before it; left out where nothing may be said.</summary>
    public required string Meet { get; init; }

    /// <summary>With a space before it; left out where nobody comes along.</summary>
    public required string Companion { get; init; }

    /// <summary>Between the last two of several duties.</summary>
    public required string And { get; init; }

    public required IReadOnlyDictionary<Duty, string> Duties { get; init; }

    public required IReadOnlyDictionary<MessageKind, string> Texts { get; init; }

    public required IReadOnlyDictionary<MessageKind, EmailTemplate> Emails { get; init; }

    /// <summary>What is said once a key was pressed.</summary>
    public required IReadOnlyDictionary<MessageKind, string> Calls { get; init; }

    public required IReadOnlyDictionary<CallLine, string> CallLines { get; init; }

    /// <summary>What a calendar shows where the group may not be named.</summary>
    public required string CalendarSummary { get; init; }

    public required string Page { get; init; }

    public required string Unsubscribe { get; init; }

    public required string Why { get; init; }

    public required IReadOnlyDictionary<AutomaticAnswer, string> Answers { get; init; }

    /// <summary>As these, in letters that keep a text cheap. What people and leads wrote themselves stays as they wrote it.</summary>
    public MessageTemplates InPlainLetters() => PlainLetters is null ? this : this with
    {
        Days = [.. Days.Select(Plain)],
        Months = [.. Months.Select(Plain)],
        Date = Plain(Date),
        Group = Plain(Group),
        Greeting = Plain(Greeting),
        Ask = Plain(Ask),
        SpeakerAsk = Plain(SpeakerAsk),
        Meet = Plain(Meet),
        Companion = Plain(Companion),
        And = Plain(And),
        Duties = Duties.ToDictionary(d => d.Key, d => Plain(d.Value)),
        Texts = Texts.ToDictionary(t => t.Key, t => Plain(t.Value)),
        Answers = Answers.ToDictionary(a => a.Key, a => Plain(a.Value)),
    };

    private string Plain(string words) => PlainLetters!.Split(' ').Aggregate(words, (so, pair) => so.Replace(pair[0], pair[1]));

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

/// <summary>What a call says besides its message. Nothing of it speaks of a group.</summary>
public enum CallLine
{
    /// <summary>Before a key is pressed.</summary>
    Opening,

    /// <summary>The keys after a question about coming: 1 coming, 2 not this time, 3 again, 9 no more calls.</summary>
    Choices,

    /// <summary>The keys after a question about a duty: 1 yes, 2 no, 3 again, 9 no more calls.</summary>
    DutyChoices,

    /// <summary>The keys after a yes-or-no question about the group: 1 yes, 2 no, 3 again, 9 no more calls.</summary>
    YesNoChoices,

    /// <summary>The keys after what asks nothing: 3 again, 9 no more calls.</summary>
    NoChoices,

    /// <summary>After an answer.</summary>
    Noted,

    /// <summary>After a second vote.</summary>
    VotedAlready,

    /// <summary>After 9.</summary>
    NoMore,

    /// <summary>After a key that means nothing.</summary>
    Unclear,

    /// <summary>The end.</summary>
    Goodbye,

    /// <summary>What is left on a machine, where the person allowed it.</summary>
    Voicemail,
}

/// <summary>What the program answers by itself. It names no person and no group, and promises nothing.</summary>
public enum AutomaticAnswer
{
    /// <summary>What these texts are and what may be replied.</summary>
    Help,

    /// <summary>Nobody can tell which session, or who, is meant.</summary>
    Unclear,

    /// <summary>A person will read it.</summary>
    PassedOn,

    /// <summary>They have voted already.</summary>
    VotedAlready,
}
