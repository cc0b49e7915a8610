using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Testing;
using NodaTime;

namespace Groups.Domain.Tests.Messaging;

public sealed class ContactGateTests
{
    private static readonly Instant Morning = MessageWorld.InGlasgow(4, 10);
    private static readonly Instant Night = MessageWorld.InGlasgow(4, 23);
    private static readonly Instant Start = MessageWorld.InGlasgow(5, 11);

    [Fact]
    public void A_text_is_not_sent_when_no_way_is_safe() =>
        Ask(Ruth(p => p.SetContact(ContactWay.Text, "+447700900123", false))).Reason.ShouldBe("has no safe way recorded");

    [Fact]
    public void Nothing_is_sent_without_a_yes()
    {
        var person = new Person("Ruth", "en", Morning);
        person.SetContact(ContactWay.Text, "+447700900123", true);
        Ask(person).Forbidden.ShouldBeTrue();
    }

    [Fact]
    public void Nobody_writes_to_who_asked_to_stop_or_contacts_us_themselves()
    {
        Ask(Ruth(p => p.StopAllContact(Morning))).Forbidden.ShouldBeTrue();
        Ask(Ruth(p => p.SetSafeContact(new SafeContact(IWillContactYou: true)))).Forbidden.ShouldBeTrue();
    }

    [Fact]
    public void A_number_that_said_stop_leaves_the_other_safe_way_open()
    {
        var person = Ruth(p => p.SetContact(ContactWay.Email, "ruth@example.org", true));
        Ask(person, stopped: "+447700900123").Way.ShouldBe(ContactWay.Email);
        Ask(Ruth(), stopped: "+447700900123").Reason.ShouldBe("said STOP");
    }

    [Fact]
    public void A_way_that_does_not_work_falls_back_to_one_that_is_also_safe()
    {
        var person = Ruth(p =>
        {
            p.SetContact(ContactWay.Email, "ruth@example.org", true);
            p.MarkTrouble("+447700900123", "the number does not work");
        });
        Ask(person).Way.ShouldBe(ContactWay.Email);
        person.SetContact(ContactWay.Email, "ruth@example.org", false);
        Ask(person).MaySend.ShouldBeFalse();
    }

    [Theory]
    [InlineData("+441412345678")]
    [InlineData("+447011234567")]
    [InlineData("+447600123456")]
    [InlineData("+443001234567")]
    [InlineData("+48600123456")]
    public void Only_uk_mobiles_get_texts(string number) =>
        Ask(With(ContactWay.Text, number)).Reason.ShouldBe("has a number that is no UK mobile, and no other safe way");

    [Theory]
    [InlineData("+441412345678", true)]
    [InlineData("+48600123456", true)]
    [InlineData("+447011234567", false)]
    [InlineData("+447600123456", false)]
    public void A_person_can_say_that_another_number_takes_texts(string number, bool can)
    {
        var person = With(ContactWay.Text, number);
        person.SayTakesTexts(number, true);
        Ask(person).MaySend.ShouldBe(can);
    }

    [Fact]
    public void Quiet_hours_are_those_of_the_persons_zone()
    {
        Ask(Ruth(), now: Night).NotBefore.ShouldBe(MessageWorld.InGlasgow(5, 8, 30));
        Ask(Ruth(), now: MessageWorld.InGlasgow(5, 3)).NotBefore.ShouldBe(MessageWorld.InGlasgow(5, 8, 30));
        var abroad = Ruth(p => p.LiveIn("Asia/Karachi"));
        Ask(abroad, now: MessageWorld.InGlasgow(4, 18)).NotBefore.ShouldBe(MessageWorld.InGlasgow(5, 4, 30));
    }

    [Fact]
    public void A_near_cancellation_passes_quiet_hours_but_never_hours_that_the_person_named()
    {
        Ask(Ruth(), MessageKind.Cancelled, MessageWorld.InGlasgow(5, 6)).NotBefore.ShouldBe(MessageWorld.InGlasgow(5, 6));
        Ask(Ruth(), MessageKind.Cancelled, MessageWorld.InGlasgow(4, 22)).NotBefore.ShouldBe(MessageWorld.InGlasgow(5, 8, 30));
        var named = Ruth(p => p.SetSafeContact(new SafeContact(From: new LocalTime(9, 0), Until: new LocalTime(15, 0))));
        Ask(named, MessageKind.Cancelled, MessageWorld.InGlasgow(5, 6)).NotBefore.ShouldBe(MessageWorld.InGlasgow(5, 9));
    }

    [Theory]
    [InlineData(22, 0, 6, 0, 23, true)]
    [InlineData(22, 0, 6, 0, 12, false)]
    [InlineData(22, 0, null, null, 23, true)]
    [InlineData(22, 0, null, null, 12, false)]
    [InlineData(null, null, 8, 0, 7, true)]
    [InlineData(null, null, 8, 0, 12, false)]
    [InlineData(10, 0, null, null, 22, false)]
    public void Named_hours_hold_even_when_they_run_over_midnight_or_only_one_end_was_named(int? from, int? fromMinute, int? until, int? untilMinute, int hour, bool open)
    {
        LocalTime? At(int? h, int? m) => h is { } given ? new LocalTime(given, m ?? 0) : null;
        var person = Ruth(p => p.SetSafeContact(new SafeContact(From: At(from, fromMinute), Until: At(until, untilMinute))));
        var now = MessageWorld.InGlasgow(4, hour);
        (Ask(person, now: now).NotBefore == now).ShouldBe(open);
    }

    [Fact]
    public void What_the_gate_calls_a_good_moment_is_one_in_every_zone_and_at_every_hour_of_the_year()
    {
        string[] zones = ["Europe/London", "Asia/Karachi", "America/New_York", "Pacific/Apia", "Africa/Cairo", "Australia/Lord_Howe"];
        LocalTime?[] hours = [null, new LocalTime(1, 30), new LocalTime(9, 0), new LocalTime(23, 30)];
        foreach (var person in from zone in zones from a in hours from b in hours where a is null || a != b select (zone, a, b))
        {
            var ruth = Ruth(p =>
            {
                p.LiveIn(person.zone);
                p.SetSafeContact(new SafeContact(From: person.a, Until: person.b));
            });
            for (var now = Instant.FromUtc(2026, 1, 1, 0, 10); now < Instant.FromUtc(2027, 1, 1, 0, 0); now += Duration.FromMinutes(397))
            {
                var good = Ask(ruth, now: now).NotBefore;
                good.ShouldBeGreaterThanOrEqualTo(now);
                Ask(ruth, now: good).NotBefore.ShouldBe(good, $"{person} at {now}");
                (good - now).ShouldBeLessThan(Duration.FromHours(26));
            }
        }
    }

    private static Person Ruth(Action<Person>? with = null)
    {
        var person = With(ContactWay.Text, "+447700900123");
        with?.Invoke(person);
        return person;
    }

    private static Person With(ContactWay way, string address)
    {
        var person = new Person("Ruth", "en", Morning);
        person.SetContact(way, address, true);
        person.GiveConsent("Said yes", null, Morning);
        return person;
    }

    private static GateAnswer Ask(Person person, MessageKind kind = MessageKind.DayBefore, Instant? now = null, string? stopped = null) =>
        ContactGate.Ask(person, a => a == stopped, kind, Start, now ?? Morning);
}
