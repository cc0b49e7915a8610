using System.Globalization;
using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Domain.Messaging.Wording;

/// <summary>Settings of the wording.</summary>
/// <param name="UnreviewedLanguages"><c>Messages:UnreviewedLanguages</c>: send drafts in languages that no speaker has read yet, instead of English.</param>
public sealed record WordingOptions(bool UnreviewedLanguages = false);

/// <summary>Says messages in the person's language: short words, no blame, nothing that a stranger should not read on a lock screen (FIELD.md, "Tone").</summary>
public sealed class MessageWording(WordingOptions options)
{
    /// <summary>How many parts a first message may have: who comes along and what to look for make it long, and every part is paid for.</summary>
    public static int MostWelcomeParts(TextEncoding encoding) => encoding == TextEncoding.Gsm7 ? 2 : 5;

    /// <summary>
    /// The text for a phone. Where a first message would be too long, it leaves out who comes along, or else what to look for, or both; emails and
    /// calls always say it.
    /// </summary>
    public string TextOf(MessageFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var templates = In(facts.Language).InPlainLetters();
        var text = Fill(templates.Texts[facts.Kind], templates, facts);
        return facts.Kind == MessageKind.Welcome && IsTooLong(text) ? Shorter() : text;

        string Shorter()
        {
            foreach (var less in new[] { facts with { Companion = null }, facts with { MeetingSpot = null } })
            {
                var shorter = Fill(templates.Texts[facts.Kind], templates, less);
                if (!IsTooLong(shorter))
                {
                    return shorter;
                }
            }

            return Fill(templates.Texts[facts.Kind], templates, facts with { Companion = null, MeetingSpot = null });
        }
    }

    private static bool IsTooLong(string text) => TextParts.Of(text) is var length && length.Parts > MostWelcomeParts(length.Encoding);

    /// <summary>What a call says once a key was pressed.</summary>
    public string CallOf(MessageFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var templates = In(facts.Language);
        return Fill(templates.Calls[facts.Kind], templates, facts);
    }

    /// <summary>What a call says besides: nothing of a group, and of the session the day and time at most.</summary>
    public string CallLine(CallLine line, MessageFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var templates = In(facts.Language);
        return Fill(templates.CallLines[line], templates, facts);
    }

    /// <summary>What a calendar shows: the name that may be said, else neutral words.</summary>
    public string CalendarSummary(MessageFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.GroupName ?? In(facts.Language).CalendarSummary;
    }

    /// <summary>The language in which somebody who speaks this one is written to.</summary>
    public string LanguageFor(string language) => In(language).Language;

    /// <summary>A speaker of this language read every line of it.</summary>
    public static bool IsReviewed(string language) => MessageTemplates.ByLanguage.TryGetValue(Short(language), out var templates) && templates.Reviewed;

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
    public string Answer(AutomaticAnswer answer, string language) => In(language).InPlainLetters().Answers[answer];

    private MessageTemplates In(string language) =>
        MessageTemplates.ByLanguage.TryGetValue(Short(language), out var templates)
        && (templates.Reviewed || options.UnreviewedLanguages)
            ? templates
            : MessageTemplates.ByLanguage["en"];

    private static string Short(string language) => language.Split('-', '_')[0].ToLowerInvariant();

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
        "group" => facts.GroupName is { } name ? templates.Group.Replace("{name}", name, StringComparison.Ordinal) : "",
        "when" => $"{Fill(templates.Date, templates, facts)}, {Time(templates, facts.Time)}",
        "day" => templates.Days[(int)facts.Date.DayOfWeek - 1],
        "date" => facts.Date.Day.ToString(CultureInfo.InvariantCulture),
        "month" => templates.Months[facts.Date.Month - 1],
        "ask" => facts.IsSpeaker ? templates.SpeakerAsk : templates.Ask,
        "come" => facts.IsSpeaker ? templates.SpeakerCome : templates.Come,
        "meet" => facts.MeetingSpot is null ? "" : Fill(templates.Meet, templates, facts),
        "spot" => facts.MeetingSpot ?? "",
        "companion" => facts.Companion is { } companion ? templates.Companion.Replace("{companion}", companion, StringComparison.Ordinal) : "",
        "duties" => DutiesOf(templates, facts.Duties),
        "words" => facts.Words ?? "",
        _ => throw new InvalidOperationException($"The wording in {templates.Language} has an unknown placeholder {placeholder}."),
    };

    /// <summary>Duties as they follow "can you": "open up and welcome people". Also in the words of a draft; in English where the language is not known.</summary>
    public static string DutiesInWords(IEnumerable<Duty> duties, string language = "en") =>
        DutiesOf(MessageTemplates.ByLanguage.GetValueOrDefault(Short(language)) ?? MessageTemplates.ByLanguage["en"], duties.Distinct().Order());

    private static string DutiesOf(MessageTemplates templates, IEnumerable<Duty> asked)
    {
        var duties = asked.Select(d => templates.Duties[d]).ToList();
        return duties.Count < 2 ? string.Concat(duties) : $"{string.Join(", ", duties[..^1])}{templates.And}{duties[^1]}";
    }

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
    /// <param name="page">The person's own page; null for somebody to whom it would show nothing.</param>
    /// <param name="unsubscribe">Where emails to the address end.</param>
    public string PlainText(Uri? page, Uri? unsubscribe)
    {
        var link = page is null ? "" : $"{Page}:\n{page.AbsoluteUri}\n\n";
        var plain = $"{Greeting}\n\n{string.Join("\n\n", Lines)}\n\n{link}{Why}\n";
        return unsubscribe is null ? plain : $"{plain}{Unsubscribe}:\n{unsubscribe.AbsoluteUri}\n";
    }
}
