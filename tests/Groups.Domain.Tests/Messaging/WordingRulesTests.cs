using System.Text.Json;
using System.Text.RegularExpressions;
using Groups.Domain.Handover;

using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using NodaTime;
using Group = Groups.Domain.Membership.Group;
using Member = Groups.Domain.Membership.Member;
using Toilet = Groups.Domain.Membership.Toilet;
using Venue = Groups.Domain.Membership.Venue;
using GroupDetails = Groups.Domain.Membership.GroupDetails;

namespace Groups.Domain.Tests.Messaging;

/// <summary>Rules that every language's resource file keeps, whoever writes in it next.</summary>
public sealed partial class WordingRulesTests
{
    private static readonly string[] Known =
        ["name", "greeting", "group", "when", "day", "date", "month", "ask", "come", "meet", "spot", "companion", "duties", "words"];

    /// <summary>Words that blame, count or press, by language.</summary>
    private static readonly Dictionary<string, string[]> Blame = new(StringComparer.Ordinal)
    {
        ["en"] = ["you missed", "absen", "no-show", "failed", "you must", "you should", "did not come", "didn't come", "attend", "where were you", "disappoint"],
        ["pl"] = ["nieobecn", "opuści", "musisz", "powinn", "nie przysz", "zawiod"],
        ["ar"] = ["غياب", "غبت", "يجب عليك", "لم تحضر", "تخلفت"],
        ["uk"] = ["відсутн", "пропусти", "мусите", "повинн", "не прийшл"],
        ["fa"] = ["غیبت", "غایب", "باید", "نیامدید"],
        ["ur"] = ["غیر حاضر", "لازمی", "نہیں آئے"],
        ["so"] = ["maqan", "waa inaad", "ma imaan kuma"],
    };

    private static readonly MessageWording Wording = new(new WordingOptions(UnreviewedLanguages: true));

    public static TheoryData<string> Tongues => [.. Languages.Codes];

    [Theory]
    [MemberData(nameof(Tongues))]
    public void Every_placeholder_is_known_and_every_language_says_the_same_things(string language)
    {
        var (own, english) = (Lines(language), Lines("en"));
        own.Keys.Where(k => k != "plainLetters").Order().ShouldBe(english.Keys.Order());
        foreach (var (key, line) in own)
        {
            var placeholders = Placeholder().Matches(line).Select(m => m.Groups["name"].Value).ToHashSet();
            placeholders.Except(Known).ShouldBeEmpty(key);
            if (key.StartsWith("texts.", StringComparison.Ordinal) || key.StartsWith("calls.", StringComparison.Ordinal))
            {
                placeholders.ShouldContain("when", key);
                placeholders.ShouldContain("group", key);
            }

            line.Replace("{", "", StringComparison.Ordinal).Length.ShouldBe(line.Length - Placeholder().Count(line), key);
        }

        foreach (var (key, needed) in new[] { ("texts.Duty", "duties"), ("texts.Relay", "words"), ("texts.Welcome", "meet"), ("texts.Welcome", "companion"), ("emails.Relay.lines.1", "words") })
        {
            own[key].ShouldContain($"{{{needed}}}");
        }
    }

    [Theory]
    [MemberData(nameof(Tongues))]
    public void Nothing_blames_counts_or_presses(string language)
    {
        foreach (var (key, line) in Lines(language))
        {
            Blame[language].ShouldAllBe(blame => !line.Contains(blame, StringComparison.OrdinalIgnoreCase), key);
        }
    }

    [Theory]
    [MemberData(nameof(Tongues))]
    public void No_word_that_stops_texts_is_offered_but_STOP(string language)
    {
        foreach (var (key, line) in Lines(language).Where(l => l.Key.StartsWith("texts.", StringComparison.Ordinal) || l.Key == "ask"))
        {
            StopWord().IsMatch(line).ShouldBeFalse(key);
        }
    }

    [Theory]
    [MemberData(nameof(Tongues))]
    public void Before_a_key_is_pressed_a_call_says_nothing_of_a_group_or_a_day(string language)
    {
        foreach (var key in new[] { "Opening", "Choices", "DutyChoices", "NoChoices", "Noted", "NoMore", "Unclear", "Goodbye" })
        {
            Lines(language)[$"callLines.{key}"].ShouldNotContain("{group}");
            Lines(language)[$"callLines.{key}"].ShouldNotContain("{when}");
        }

        Lines(language)["callLines.Voicemail"].ShouldNotContain("{group}");
        Lines(language)["callLines.Opening"].ShouldContain("9");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("pl")]
    [InlineData("so")]
    public void Languages_that_can_keep_to_plain_letters_do_and_stay_within_two_parts(string language)
    {
        foreach (var kind in Enum.GetValues<MessageKind>())
        {
            var parts = TextParts.Of(Wording.TextOf(Facts(language, kind)));
            parts.Encoding.ShouldBe(TextEncoding.Gsm7, kind.ToString());
            parts.Parts.ShouldBeLessThanOrEqualTo(2, kind.ToString());
        }
    }

    [Fact]
    public void A_name_in_Polish_keeps_its_letters_though_they_cost_more() =>
        Wording.TextOf(Facts("pl", MessageKind.DayBefore) with { Name = "Łucja" }).ShouldStartWith("Łucja, dzien dobry.");

    [Fact]
    public void A_first_message_says_what_to_look_for_and_who_comes_along_but_not_in_a_sensitive_group()
    {
        var open = Facts("en", MessageKind.Welcome, sensitive: false, companion: "Bob");
        Wording.TextOf(open).ShouldContain("11am. Look for the table by the till. Bob will be with you. Reply Y");
        var sensitive = Facts("en", MessageKind.Welcome, companion: "Bob");
        Wording.TextOf(sensitive).ShouldNotContain("till");
        Wording.TextOf(sensitive).ShouldNotContain("Bob");
        Wording.TextOf(Facts("en", MessageKind.DayBefore, sensitive: false, companion: "Bob")).ShouldNotContain("till");
    }

    [Theory]
    [MemberData(nameof(Tongues))]
    public void A_first_message_stays_within_its_parts_however_long_the_spot_and_the_companion_are(string language)
    {
        var usual = Facts(language, MessageKind.Welcome, sensitive: false, companion: "Bob");
        var text = Wording.TextOf(usual);
        text.ShouldContain("the table by the till");
        text.ShouldContain("Bob");
        ShouldBeWithin(text);

        var (spot, companion) = (new string('x', Venue.LongestMeetingSpot - 1), new string('y', Member.LongestCompanion));
        foreach (var last in new[] { "x", "ł" })
        {
            var facts = usual with { MeetingSpot = spot + last, Companion = companion };
            var shorter = Wording.TextOf(facts);
            ShouldBeWithin(shorter);
            (shorter.Contains(spot, StringComparison.Ordinal) || shorter.Contains(companion, StringComparison.Ordinal) || language == "so")
                .ShouldBeTrue("one of the two can still be said, but for the long words of Somali");
            shorter.ShouldContain("STOP");
            foreach (var whole in new[] { Wording.CallOf(facts), string.Join(' ', Wording.EmailOf(facts).Lines) })
            {
                whole.ShouldContain(spot);
                whole.ShouldContain(companion);
            }
        }

        static void ShouldBeWithin(string text)
        {
            var length = TextParts.Of(text);
            length.Parts.ShouldBeLessThanOrEqualTo(MessageWording.MostWelcomeParts(length.Encoding), text);
        }
    }

    private static MessageFacts Facts(string language, MessageKind kind, bool sensitive = true, string? companion = null)
    {
        var now = Instant.FromUtc(2026, 8, 3, 9, 0);
        var venue = new Venue("Braid Street Café", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea") { MeetingSpot = "the table by the till" };
        var group = new Group(new GroupDetails("Men's Bereavement Group", "Thursday meet-up", "grief", "Men", sensitive, venue), Guid.NewGuid(), now);
        var session = new Session(group.Id, null, new LocalDate(2026, 8, 5), new LocalTime(11, 0), 90, group.Zone);
        return MessageFacts.Of(
            kind, new Person("Ruth", language, now), group, session, kind == MessageKind.Duty ? [Duty.OpenVenue, Duty.Welcome] : null,
            kind.IsSentByHand() ? "Bring warm clothes please." : null, companion);
    }

    /// <summary>Every line of a language's file by its place in it: "texts.Duty", "emails.Relay.lines.1".</summary>
    private static Dictionary<string, string> Lines(string language)
    {
        using var stream = typeof(MessageWording).Assembly.GetManifestResourceStream($"wording.{language}")!;
        using var read = JsonDocument.Parse(stream);
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        Walk("", read.RootElement);
        return lines;

        void Walk(string at, JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var property in element.EnumerateObject())
                    {
                        Walk(at.Length == 0 ? property.Name : $"{at}.{property.Name}", property.Value);
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (var (index, item) in element.EnumerateArray().Index())
                    {
                        Walk($"{at}.{index}", item);
                    }

                    break;
                case JsonValueKind.String:
                    lines.Add(at, element.GetString()!);
                    break;
                default:
                    break;
            }
        }
    }

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\b(STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StopWord();
}
