using System.Globalization;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Domain.Messaging.Wording;

/// <summary>Settings of the wording.</summary>
/// <param name="UnreviewedLanguages"><c>Messages:UnreviewedLanguages</c>: send drafts in languages that no speaker has read yet, instead of English.</param>
public sealed record WordingOptions(bool UnreviewedLanguages = false);

/// <summary>Says messages in the person's language: short words, no blame, nothing that a stranger should not read on a lock screen (FIELD.md, "Tone").</summary>
public sealed class MessageWording(WordingOptions options)
{
    /// <summary>The text for a phone.</summary>
    public string TextOf(MessageFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var templates = In(facts.Language);
        return Fill(templates.Texts[facts.Kind], templates, facts);
    }

    /// <summary>The words of an email. The subject never holds the group's name.</summary>
    public EmailWords EmailOf(MessageFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var templates = In(facts.Language);
        var email = templates.Emails[facts.Kind];
        return new EmailWords(
            templates.Language, templates.RightToLeft, Fill(email.Subject, templates, facts), Fill(templates.Greeting, templates, facts),
            [.. email.Lines.Select(line => Fill(line, templates, facts))], templates.Page, templates.Why, templates.Unsubscribe);
    }

    /// <summary>An answer that the program gives by itself.</summary>
    public string Answer(AutomaticAnswer answer, string language) => In(language).Answers[answer];

    private MessageTemplates In(string language) =>
        MessageTemplates.ByLanguage.TryGetValue(language.Split('-', '_')[0].ToLowerInvariant(), out var templates)
        && (templates.Reviewed || options.UnreviewedLanguages)
            ? templates
            : MessageTemplates.ByLanguage["en"];

    /// <summary>One pass from left to right, so that braces in somebody's name stay what they are.</summary>
    private static string Fill(string template, MessageTemplates templates, MessageFacts facts)
    {
        var filled = new System.Text.StringBuilder();
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            if (open < 0)
            {
                filled.Append(template, at, template.Length - at);
                break;
            }

            var close = template.IndexOf('}', open);
            filled.Append(template, at, open - at).Append(Value(template[(open + 1)..close], templates, facts));
            at = close + 1;
        }

        return filled.ToString();
    }

    private static string Value(string placeholder, MessageTemplates templates, MessageFacts facts) => placeholder switch
    {
        "name" => facts.Name,
        "greeting" => Fill(templates.Greeting, templates, facts),
        "group" => facts.GroupName is { } name ? Fill(templates.Group, templates, facts with { Name = name }) : "",
        "when" => $"{Fill(templates.Date, templates, facts)}, {Time(templates, facts.Time)}",
        "day" => templates.Days[(int)facts.Date.DayOfWeek - 1],
        "date" => facts.Date.Day.ToString(CultureInfo.InvariantCulture),
        "month" => templates.Months[facts.Date.Month - 1],
        "ask" => templates.Ask,
        _ => throw new InvalidOperationException($"The wording in {templates.Language} has an unknown placeholder {placeholder}."),
    };

    private static string Time(MessageTemplates templates, LocalTime time) => templates.TwelveHourClock
        ? SessionTime.TimeInWords(time)
        : time.ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>The words of one email, ready to be laid out.</summary>
/// <param name="Language">BCP 47 code of the words.</param>
/// <param name="RightToLeft">Whether the language runs from right to left.</param>
/// <param name="Subject">Neutral; without line breaks.</param>
/// <param name="Greeting">"Hi Ruth."</param>
/// <param name="Lines">Short paragraphs.</param>
/// <param name="Page">The words of the link to the personal page.</param>
/// <param name="Why">Why they get it.</param>
/// <param name="Unsubscribe">The words of the link that ends emails.</param>
public sealed record EmailWords(
    string Language, bool RightToLeft, string Subject, string Greeting, IReadOnlyList<string> Lines, string Page, string Why, string Unsubscribe)
{
    /// <summary>The language only: the words must not reach a log.</summary>
    public override string ToString() => Language;

    /// <summary>The plain part of the email.</summary>
    public string PlainText(Uri page, Uri? unsubscribe)
    {
        ArgumentNullException.ThrowIfNull(page);
        var plain = $"{Greeting}\n\n{string.Join("\n\n", Lines)}\n\n{Page}:\n{page.AbsoluteUri}\n\n{Why}\n";
        return unsubscribe is null ? plain : $"{plain}{Unsubscribe}:\n{unsubscribe.AbsoluteUri}\n";
    }
}
