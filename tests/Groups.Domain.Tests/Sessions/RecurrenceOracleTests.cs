using FsCheck.Fluent;
using Groups.Domain.Sessions;
using NodaTime;
using NodaTime.Text;

namespace Groups.Domain.Tests.Sessions;

public sealed class RecurrenceOracleTests
{
    private const int Take = 40;

    private static readonly DateTimeZone Glasgow = DateTimeZoneProviders.Tzdb["Europe/London"];

    public static TheoryData<string, string> ClockChanges => new()
    {
        { "2026-03-29", "gap" }, { "2026-10-25", "overlap" }, { "2027-03-28", "gap" }, { "2027-10-31", "overlap" },
    };

    [Fact]
    public async Task Five_hundred_rules_have_the_dates_that_another_implementation_of_the_standard_gives_them()
    {
        var cases = RecurrenceGenerators.Cases.Generator.Sample(numberOfSamples: 500, size: 50, seed: RecurrenceGenerators.Seed).ToArray();
        (Recurrence Pattern, LocalDate First)[] rare =
        [
            (Recurrence.MonthlyOnDay(1, 29), new(2027, 1, 31)),
            (Recurrence.MonthlyOnDay(12, 29), new(2028, 2, 1)),
            (Recurrence.MonthlyOnDay(12, 30), new(2026, 2, 1)),
            (Recurrence.Weekly(2, IsoDayOfWeek.Monday), new(2026, 8, 6)),
            (Recurrence.Weekly(2, IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday), new(2026, 8, 9)),
        ];
        var asked = cases.Concat(rare).ToArray();

        var answers = await NodeOracle.AskAsync<object, string[]>(
            "rrule-oracle.mjs",
            [.. asked.Select(one => new { rule = one.Pattern.ToRule(), first = Text(one.First), take = Take })]);

        asked.Select(one => one.Pattern.ToRule()).Distinct().Count().ShouldBeGreaterThan(300);
        foreach (var ((pattern, first), dates) in asked.Zip(answers))
        {
            pattern.DatesFrom(first).Take(Take).Select(Text).ShouldBe(dates, $"{pattern.ToRule()} from {Text(first)}");
        }
    }

    [Fact]
    public async Task Eleven_in_the_morning_stays_eleven_in_the_morning_across_every_clock_change()
    {
        var weekly = Recurrence.Weekly(1, Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None));
        var dates = weekly.EndingOn(new(2027, 12, 31)).DatesFrom(new(2026, 1, 1)).ToArray();

        var shown = await ShownInGlasgow([.. dates.Select(date => SessionTime.StartsAt(date, new(11, 0), Glasgow))]);

        dates.Length.ShouldBe(730);
        shown.ShouldBe(dates.Select(date => $"{Text(date)} 11:00"));
    }

    [Theory]
    [MemberData(nameof(ClockChanges))]
    public async Task A_time_that_does_not_come_is_moved_on_and_one_that_comes_twice_is_the_earlier(string day, string kind)
    {
        var date = LocalDatePattern.Iso.Parse(day).Value;
        var starts = SessionTime.StartsAt(date, new(1, 30), Glasgow);

        var shown = await ShownInGlasgow([starts, starts - Duration.FromHours(1), starts + Duration.FromHours(1)]);

        if (kind == "gap")
        {
            shown.ShouldBe([$"{day} 02:30", $"{day} 00:30", $"{day} 03:30"]);
        }
        else
        {
            shown.ShouldBe([$"{day} 01:30", $"{day} 00:30", $"{day} 01:30"]);
        }
    }

    private static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static Task<string[]> ShownInGlasgow(IReadOnlyList<Instant> moments) =>
        NodeOracle.AskAsync<object, string>(
            "clock-oracle.mjs",
            [.. moments.Select(moment => new { at = InstantPattern.General.Format(moment), zone = "Europe/London" })]);
}
