using System.Text.RegularExpressions;
using NodaTime;
using Group = Groups.Domain.Membership.Group;

namespace Groups.Domain.Messaging;

/// <summary>What a lead may pass on: how often, how late, and which words not. Every number stands here.</summary>
public static partial class RelayRules
{
    /// <summary>How many a group gets in 24 hours.</summary>
    public const int MostADay = 2;

    /// <summary>How many a group gets in 7 days.</summary>
    public const int MostAWeek = 4;

    /// <summary>How many may be written in 24 hours, sent or not: each may cost a test.</summary>
    public const int MostWrittenADay = 12;

    /// <summary>This long before the start it is too late: people are on their way.</summary>
    public static readonly Duration Before = Duration.FromMinutes(15);

    /// <summary>Stems that give away what a sensitive group is about.</summary>
    private static readonly string[] Themes =
    [
        "abus", "addict", "alcohol", "anxi", "asylum", "bereav", "cancer", "dementia", "depress", "divorc", "domestic violence", "drug", "gambl", "grief", "griev", "hiv",
        "mental", "miscarr", "mourn", "overdos", "psych", "rape", "recovery", "refugee", "self-harm", "sober", "suicid", "surviv", "trauma", "widow",
    ];

    /// <summary>Words of a name that say nothing by themselves.</summary>
    private static readonly string[] Plain = ["group", "club", "meet", "meeting", "support", "peer", "with", "from", "and", "the", "for", "our", "men's", "women's", "mens", "womens"];

    /// <summary>The words on one line, if they may be passed on.</summary>
    /// <exception cref="RuleViolation">They are empty or too long, hold a link, a number or an address, or give a sensitive group away.</exception>
    public static string Checked(string? typed, Group group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var words = Domain.Words.Required(Blanks().Replace(typed ?? "", " "), "What you want to say", Relay.LongestWords, "Words");
        if (Link().IsMatch(words))
        {
            throw new RuleViolation("Leave out links and email addresses: people are warned about links in texts. Say it in words.", "Words");
        }

        if (Number().IsMatch(words))
        {
            throw new RuleViolation("Leave out phone numbers: everybody would have it. People can reply to the text instead.", "Words");
        }

        return group.Sensitive && Tells(words, group) is { } told
            ? throw new RuleViolation($"This group keeps to itself what it is about and where it meets. Leave out \"{told}\".", "Words")
            : words;
    }

    /// <summary>What in the words gives a sensitive group away, or null. Compared without case and accents.</summary>
    private static string? Tells(string words, Group group)
    {
        var said = Folded(words);
        var whole = new[] { group.Name, group.Venue.Name }.Concat(group.Venue.Address.Split([',', '\n']))
            .Select(w => w.Trim()).Where(w => w.Length > 3);
        var ofName = group.Name.Split([' ', '-', '/', ','], StringSplitOptions.RemoveEmptyEntries)
            .Where(w => w.Length > 3 && !Plain.Contains(Folded(w)) && group.Alias?.Contains(w, StringComparison.OrdinalIgnoreCase) != true);
        return whole.Concat(ofName).FirstOrDefault(w => said.Contains(Folded(w), StringComparison.Ordinal))
            ?? Themes.FirstOrDefault(t => Regex.IsMatch(said, @"\b" + Regex.Escape(t), RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private static string Folded(string words) => string.Concat(words.Normalize(System.Text.NormalizationForm.FormD)
        .Where(c => System.Globalization.CharUnicodeInfo.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)
        .Select(c => c == '’' ? '\'' : char.ToLowerInvariant(c)));

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"://|\bwww\.|\S@\S|\b[\w-]{2,}\.(com|org|net|uk|co|info|io|me|ly|scot|gl|app|eu|link|page|site|xyz)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\d(?:[\s().\-/]?\d){6,}", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
