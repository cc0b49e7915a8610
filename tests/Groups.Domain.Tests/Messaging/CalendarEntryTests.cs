using System.Text;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using NodaTime;

namespace Groups.Domain.Tests.Messaging;

public sealed class CalendarEntryTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 8, 3, 9, 0);

    [Theory]
    [InlineData("Thursday meet-up")]
    [InlineData("Tea, cake; and \\ a blether\nwith us")]
    [InlineData("Кава і розмова для всіх, хто хоче прийти, поговорити й послухати одне одного у четвер")]
    [InlineData("مجموعة الأربعاء للقهوة والحديث مع الجميع في كل أسبوع بلا استثناء وبلا مقابل أيضا 🙂🙂🙂")]
    public async Task Another_implementation_of_the_standard_reads_what_was_written(string summary)
    {
        var session = Session();
        var entry = CalendarEntry.Of(MessageKind.DayBefore, session, summary, Now)!;
        foreach (var line in entry.Text.Split("\r\n"))
        {
            Encoding.UTF8.GetByteCount(line).ShouldBeLessThanOrEqualTo(75);
            line.ShouldNotContain("\n");
        }

        (await NodeOracle.AskAsync<string, Seen>("calendar-oracle.mjs", [entry.Text])).Single().ShouldBe(new Seen(
            "PUBLISH", $"{session.Id:N}@groups", 0, summary, "2026-08-06T10:00:00Z", "2026-08-06T11:30:00Z", "CONFIRMED"));
    }

    [Fact]
    public void A_changed_session_is_the_same_entry_with_a_higher_number()
    {
        var session = Session();
        session.Move(new LocalDate(2026, 8, 7), new LocalTime(11, 0), 90, Now);
        var moved = CalendarEntry.Of(MessageKind.Moved, session, "x", Now)!;
        session.Cancel(Now);
        var cancelled = CalendarEntry.Of(MessageKind.Cancelled, session, "x", Now)!;
        moved.Text.ShouldContain("SEQUENCE:1\r\n");
        moved.Text.ShouldContain("DTSTART:20260807T100000Z\r\n");
        cancelled.Text.ShouldContain("SEQUENCE:2\r\n");
        cancelled.Text.ShouldContain("STATUS:CANCELLED\r\n");
        cancelled.Text.ShouldContain("METHOD:CANCEL\r\n");
        cancelled.Text.ShouldContain($"UID:{session.Id:N}@groups\r\n");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("fa")]
    [InlineData("pl")]
    [InlineData("so")]
    [InlineData("uk")]
    [InlineData("ur")]
    public void A_sensitive_group_leaves_no_trace_in_a_calendar(string language)
    {
        var venue = new Venue("Braid Street Café", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea");
        var group = new Group(new GroupDetails("Men's Bereavement Group", "Thursday meet-up", "grief", "Men", true, venue), Guid.NewGuid(), Now);
        var facts = MessageFacts.Of(MessageKind.DayBefore, new Person("Ruth", language, Now), group, Session());
        var entry = CalendarEntry.Of(MessageKind.DayBefore, Session(), new MessageWording(new WordingOptions(UnreviewedLanguages: true)).CalendarSummary(facts), Now)!;
        foreach (var secret in new[] { "Bereavement", "Men", "meet-up", "grief", "Braid", "Ruth" })
        {
            entry.Text.ShouldNotContain(secret, Case.Sensitive);
        }
    }

    [Fact]
    public void Questions_about_duties_and_words_of_leads_bring_no_entry() =>
        new[] { MessageKind.Duty, MessageKind.Relay, MessageKind.RelayTest }.ShouldAllBe(kind => CalendarEntry.Of(kind, Session(), "x", Now) == null);

    private sealed record Seen(string Method, string Uid, int Sequence, string Summary, string Start, string End, string Status);

    private static Session Session() => new(Guid.NewGuid(), null, new LocalDate(2026, 8, 6), new LocalTime(11, 0), 90, "Europe/London");
}
