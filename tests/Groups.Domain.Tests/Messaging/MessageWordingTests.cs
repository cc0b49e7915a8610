using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Domain.Tests.Messaging;

public sealed class MessageWordingTests
{
    private static readonly string[] BlameWords = ["miss", "absen", "no-show", "failed", "must", "should have", "did not come", "attend", "where were", "cancel"];
    private static readonly MessageWording Wording = new(new WordingOptions(UnreviewedLanguages: true));

    public static TheoryData<string, MessageKind> All =>
        new(from language in Languages.Codes from kind in Enum.GetValues<MessageKind>() select (language, kind));

    [Fact]
    public void A_reminder_reads_as_people_speak() =>
        Wording.TextOf(Facts("en", MessageKind.DayBefore, sensitive: true)).ShouldBe(
            "Hi Ruth. Wednesday 5 August, 11am. Reply Y if you are coming, N for not this time. No reply is fine too.");

    [Theory]
    [MemberData(nameof(All))]
    public void A_sensitive_group_leaves_no_trace_of_name_alias_theme_or_venue(string language, MessageKind kind)
    {
        var facts = Facts(language, kind, sensitive: true);
        var email = Wording.EmailOf(facts);
        var page = new Uri("https://groups.example.org/me/abc");
        foreach (var words in new[] { Wording.TextOf(facts), email.Subject, email.PlainText(page, page), email.Greeting, email.Page, email.Why, email.Unsubscribe })
        {
            foreach (var secret in new[] { "Bereavement", "Men", "Thursday meet-up", "meet-up", "grief", "Braid" })
            {
                words.ShouldNotContain(secret, Case.Sensitive);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_group_with_an_alias_is_called_only_that_and_never_in_a_subject(string language, MessageKind kind)
    {
        var facts = Facts(language, kind, sensitive: false);
        Wording.TextOf(facts).ShouldContain("Thursday meet-up");
        var email = Wording.EmailOf(facts);
        email.Subject.ShouldNotContain("Thursday meet-up");
        (Wording.TextOf(facts) + string.Join(' ', email.Lines) + email.Subject).ShouldNotContain("Bereavement");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_message_says_the_day_and_the_time_and_leaves_no_placeholder(string language, MessageKind kind)
    {
        var facts = Facts(language, kind, sensitive: true);
        var email = Wording.EmailOf(facts);
        foreach (var words in new[] { Wording.TextOf(facts), email.Subject, string.Join(' ', email.Lines) })
        {
            words.ShouldContain(language == "en" ? "11am" : "11:00");
            words.ShouldContain("5");
            words.ShouldNotContain("{");
            words.ShouldNotContain("}");
        }

        Wording.TextOf(facts).ShouldContain("Ruth");
        email.Subject.ShouldNotContain("\n");
        (email.RightToLeft ? "rtl" : "ltr").ShouldBe(language is "ar" or "fa" or "ur" ? "rtl" : "ltr");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_words_of_blame_and_no_stop_word_offered_as_an_answer(string language, MessageKind kind)
    {
        var facts = Facts(language, kind, sensitive: true);
        var words = (Wording.TextOf(facts) + " " + string.Join(' ', Wording.EmailOf(facts).Lines)).ToLowerInvariant();
        BlameWords.ShouldAllBe(blame => !words.Contains(blame, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_letters_that_a_message_offers_are_understood_in_that_language(string language, MessageKind kind)
    {
        var text = Wording.TextOf(Facts(language, kind, sensitive: true) with { IsSpeaker = kind == MessageKind.Speaker });
        if (OfferedBy(kind, language) is not var (yes, no))
        {
            var letters = Letters(language);
            HasWord(text, letters.Yes).ShouldBeFalse();
            HasWord(text, letters.No).ShouldBeFalse();
            return;
        }

        HasWord(text, yes).ShouldBeTrue(text);
        HasWord(text, no).ShouldBeTrue(text);
        ReplyReader.Read(yes, language).ShouldBe(ReplyMeaning.Coming);
        ReplyReader.Read(no, language).ShouldBe(ReplyMeaning.NotThisTime);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_text_is_cheap(string language, MessageKind kind)
    {
        var parts = TextParts.Of(Wording.TextOf(Facts(language, kind, sensitive: true)));
        if (language == "en")
        {
            parts.Encoding.ShouldBe(TextEncoding.Gsm7);
            parts.Parts.ShouldBeLessThanOrEqualTo(kind == MessageKind.Welcome ? 2 : 1);
        }

        parts.Parts.ShouldBeLessThanOrEqualTo(kind == MessageKind.Welcome ? 5 : 3);
    }

    [Fact]
    public void A_language_that_no_speaker_has_read_is_sent_only_when_asked_for()
    {
        var careful = new MessageWording(new WordingOptions());
        careful.TextOf(Facts("pl", MessageKind.DayBefore, true)).ShouldStartWith("Hi Ruth.");
        Wording.TextOf(Facts("pl", MessageKind.DayBefore, true)).ShouldContain("sroda 5 sierpnia, 11:00");
        careful.TextOf(Facts("tlh", MessageKind.DayBefore, true)).ShouldStartWith("Hi Ruth.");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("pl")]
    [InlineData("ar")]
    [InlineData("uk")]
    [InlineData("fa")]
    [InlineData("ur")]
    [InlineData("so")]
    public void Automatic_answers_exist_and_name_nobody(string language)
    {
        foreach (var answer in Enum.GetValues<AutomaticAnswer>())
        {
            Wording.Answer(answer, language).ShouldNotBeNullOrWhiteSpace();
            Wording.Answer(answer, language).ShouldNotContain("{");
        }
    }

    [Fact]
    public void Braces_in_a_name_stay_what_they_are() =>
        Wording.TextOf(Facts("en", MessageKind.DayBefore, true) with { Name = "{when}" }).ShouldStartWith("Hi {when}. Wednesday");

    /// <summary>A letter for coming or not, a word for a question of its own, nothing where only news is told.</summary>
    private static (string Yes, string No)? OfferedBy(MessageKind kind, string language) => kind switch
    {
        MessageKind.Cancelled or MessageKind.Speaker or MessageKind.Relay or MessageKind.RelayTest or MessageKind.StepBack => null,
        MessageKind.Vote or MessageKind.ContactList => YesAndNo(language),
        MessageKind.Duty when language is "en" or "pl" => YesAndNo(language),
        _ => Letters(language),
    };

    private static (string Yes, string No) Letters(string language) => language switch { "en" => ("Y", "N"), "pl" => ("T", "N"), _ => ("1", "2") };

    private static (string Yes, string No) YesAndNo(string language) => language switch
    {
        "en" => ("YES", "NO"),
        "pl" => ("TAK", "NIE"),
        "ar" => ("نعم", "لا"),
        "uk" => ("ТАК", "НІ"),
        "fa" => ("بله", "نه"),
        "ur" => ("ہاں", "نہیں"),
        "so" => ("HAA", "MAYA"),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Say which words are offered in this language."),
    };

    private static bool HasWord(string text, string word) =>
        string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ').Contains(word, StringComparer.Ordinal);

    private static MessageFacts Facts(string language, MessageKind kind, bool sensitive)
    {
        var now = Instant.FromUtc(2026, 8, 3, 9, 0);
        var venue = new Venue("Braid Street Café", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea");
        var group = new Group(new GroupDetails("Men's Bereavement Group", "Thursday meet-up", "grief", "Men", sensitive, venue), Guid.NewGuid(), now);
        var session = new Session(group.Id, null, new LocalDate(2026, 8, 5), new LocalTime(11, 0), 90, group.Zone);
        return MessageFacts.Of(
            kind, new Person("Ruth", language, now), group, session, kind == MessageKind.Duty ? [Duty.OpenVenue, Duty.Welcome] : null,
            kind is MessageKind.Relay or MessageKind.RelayTest ? "Bring warm clothes please." : null);
    }
}
