using FsCheck;
using FsCheck.Fluent;
using Groups.Domain.Sessions;
using NodaTime;
using static NodaTime.IsoDayOfWeek;

namespace Groups.Domain.Tests.Sessions;

public sealed class RecurrenceTests
{
    private static readonly LocalDate AThursday = new(2026, 8, 6);

    public static TheoryData<Recurrence, string> Wordings => new()
    {
        { Recurrence.Once, "once" },
        { Recurrence.Weekly(1, Wednesday), "every Wednesday" },
        { Recurrence.Weekly(1, Friday, Monday, Wednesday), "every Monday, Wednesday and Friday" },
        { Recurrence.Weekly(2, IsoDayOfWeek.Thursday, Monday), "every 2 weeks on Monday and Thursday" },
        { Recurrence.Weekly(1, Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)), "every day" },
        { Recurrence.MonthlyOnWeekday(1, -1, Tuesday), "the last Tuesday of every month" },
        { Recurrence.MonthlyOnWeekday(3, 2, Tuesday), "every 3 months on the second Tuesday" },
        { Recurrence.MonthlyOnDay(1, 15), "on day 15 of every month" },
        { Recurrence.MonthlyOnDay(2, 15), "every 2 months on day 15" },
        { Recurrence.Weekly(1, Wednesday).EndingOn(new(2026, 8, 5)), "every Wednesday, until Wednesday 5 August 2026" },
        { Recurrence.Weekly(1, Wednesday).EndingAfter(10), "every Wednesday, 10 times" },
        { Recurrence.Weekly(1, Wednesday).EndingAfter(1), "every Wednesday, 1 time" },
    };

    public static TheoryData<Recurrence, string> Rules => new()
    {
        { Recurrence.Once, "FREQ=DAILY;COUNT=1" },
        { Recurrence.Weekly(2, IsoDayOfWeek.Thursday, Monday), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH" },
        { Recurrence.MonthlyOnWeekday(1, -1, Tuesday).EndingAfter(6), "FREQ=MONTHLY;BYDAY=-1TU;COUNT=6" },
        { Recurrence.MonthlyOnDay(1, 15).EndingOn(new(2026, 12, 31)), "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20261231" },
    };

    [Theory]
    [MemberData(nameof(Wordings))]
    public void A_pattern_reads_as_a_person_would_say_it(Recurrence pattern, string words) => pattern.InWords().ShouldBe(words);

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_pattern_is_stored_as_a_rule_of_the_standard(Recurrence pattern, string rule)
    {
        pattern.ToRule().ShouldBe(rule);
        Recurrence.Parse($"rrule:{rule};wkst=MO".ToLowerInvariant()).ShouldBe(pattern);
    }

    [Fact]
    public void A_pattern_read_back_from_its_rule_is_the_same_pattern() =>
        Prop.ForAll(RecurrenceGenerators.Cases, one => Recurrence.Parse(one.Pattern.ToRule()) == one.Pattern)
            .Check(RecurrenceGenerators.Config(1000));

    [Fact]
    public void Dates_rise_start_no_earlier_than_the_first_and_keep_to_their_end() =>
        Prop.ForAll(RecurrenceGenerators.Cases, one =>
        {
            var dates = one.Pattern.DatesFrom(one.First).Take(100).ToArray();
            return dates.Zip(dates.Skip(1)).All(pair => pair.First < pair.Second)
                && dates.All(date => date >= one.First && !(date > one.Pattern.Until))
                && dates.Length <= (one.Pattern.Count ?? 100)
                && (one.Pattern.Count is not { } count || dates.Length is 0 || dates.Length == count);
        }).Check(RecurrenceGenerators.Config(1000));

    [Fact]
    public void The_first_date_may_be_one_that_does_not_fit_the_pattern() =>
        Recurrence.Weekly(1, Wednesday).EndingAfter(2).DatesFrom(AThursday).ShouldBe([new(2026, 8, 12), new(2026, 8, 19)]);

    [Fact]
    public void A_month_without_the_day_is_passed_over_and_does_not_use_up_the_count() =>
        Recurrence.MonthlyOnDay(1, 31).EndingAfter(3).DatesFrom(new(2026, 8, 6))
            .ShouldBe([new(2026, 8, 31), new(2026, 10, 31), new(2026, 12, 31)]);

    [Fact]
    public void A_series_without_an_end_runs_to_the_end_of_the_calendar_and_stops() =>
        Recurrence.MonthlyOnDay(1, 1).DatesFrom(new(9999, 11, 2)).Concat(Recurrence.Weekly(52, Monday).DatesFrom(new(9999, 12, 29)))
            .ShouldBe([new(9999, 12, 1)]);

    [Theory]
    [InlineData(12, 30)]
    [InlineData(48, 29)]
    public void A_pattern_that_never_comes_round_has_no_dates_and_says_so(int every, int day)
    {
        var february = new LocalDate(2027, 2, 1);
        var pattern = Recurrence.MonthlyOnDay(every, day).EndingAfter(5);

        pattern.DatesFrom(february).ShouldBeEmpty();
        Sentence(() => pattern.CheckFrom(february)).ShouldStartWith("This pattern never comes round: ");
    }

    [Fact]
    public void An_end_before_the_first_date_or_before_any_session_is_refused()
    {
        var mondays = Recurrence.Weekly(1, Monday);

        Sentence(() => mondays.EndingOn(new(2026, 8, 5)).CheckFrom(AThursday)).ShouldStartWith("The last date is before the first");
        Sentence(() => mondays.EndingOn(new(2026, 8, 9)).CheckFrom(AThursday)).ShouldStartWith("No session falls before");
        mondays.EndingOn(new(2026, 8, 10)).CheckFrom(AThursday);
        Recurrence.Once.CheckFrom(AThursday);
    }

    [Fact]
    public void A_series_ends_by_date_or_by_count_and_never_by_both()
    {
        var pattern = Recurrence.Weekly(1, Monday).EndingAfter(3).EndingOn(AThursday);

        pattern.Count.ShouldBeNull();
        pattern.EndingAfter(4).Until.ShouldBeNull();
        pattern.WithoutEnd().ShouldBe(Recurrence.Weekly(1, Monday));
    }

    [Fact]
    public void Numbers_and_days_that_make_no_sense_are_refused_with_a_sentence()
    {
        Action[] refused =
        [
            () => Recurrence.Weekly(1),
            () => Recurrence.Weekly(0, Monday),
            () => Recurrence.Weekly(53, Monday),
            () => Recurrence.Weekly(1, None),
            () => Recurrence.MonthlyOnWeekday(1, 5, Monday),
            () => Recurrence.MonthlyOnWeekday(1, 0, Monday),
            () => Recurrence.MonthlyOnDay(1, 0),
            () => Recurrence.MonthlyOnDay(1, 32),
            () => Recurrence.Weekly(1, Monday).EndingAfter(0),
            () => Recurrence.Weekly(1, Monday).EndingAfter(501),
            () => Recurrence.Once.EndingAfter(2),
            () => Recurrence.Once.EndingOn(AThursday),
        ];

        refused.ShouldAllBe(act => Sentence(act).EndsWith('.'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("every Wednesday")]
    [InlineData("FREQ=WEEKLY")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;BYHOUR=9")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;WKST=SU")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;COUNT=2;UNTIL=20261231")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261331")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;INTERVAL=many")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;BYDAY=TU")]
    [InlineData("FREQ=DAILY")]
    [InlineData("FREQ=MONTHLY;BYDAY=TU")]
    [InlineData("FREQ=MONTHLY;BYDAY=1TU;BYMONTHDAY=3")]
    public void A_rule_outside_what_groups_use_is_refused(string rule) =>
        Should.Throw<RuleViolation>(() => Recurrence.Parse(rule));

    private static string Sentence(Action act) => Should.Throw<RuleViolation>(act).Message;
}
