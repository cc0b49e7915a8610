using FsCheck;
using FsCheck.Fluent;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Domain.Tests.Sessions;

/// <summary>Random patterns and first dates, always the same ones for the same seed.</summary>
internal static class RecurrenceGenerators
{
    public static Rnd Seed => new(20260805, 4711);

    public static Config Config(int tests) => FsCheck.Config.QuickThrowOnFailure.WithReplay(20260805, 4711).WithMaxTest(tests);

    public static Gen<LocalDate> Dates =>
        from days in Gen.Choose(0, 3 * 366)
        select new LocalDate(2025, 12, 1).PlusDays(days);

    public static Gen<IsoDayOfWeek> Weekdays => Gen.Choose(1, 7).Select(day => (IsoDayOfWeek)day);

    public static Gen<Recurrence> Endless => Gen.OneOf(
        from every in Gen.Frequency((3, Gen.Choose(1, 4)), (1, Gen.Choose(5, 52)))
        from days in Gen.NonEmptyListOf(Weekdays)
        select Recurrence.Weekly(every, days),
        from every in Gen.Choose(1, 14)
        from nth in Gen.Elements(1, 2, 3, 4, -1)
        from day in Weekdays
        select Recurrence.MonthlyOnWeekday(every, nth, day),
        from every in Gen.Choose(1, 14)
        from day in Gen.Choose(1, 31)
        select Recurrence.MonthlyOnDay(every, day));

    public static Gen<Recurrence> Any => Gen.Frequency(
        (1, Gen.Constant(Recurrence.Once)),
        (4, Endless),
        (4, from pattern in Endless from count in Gen.Choose(1, 40) select pattern.EndingAfter(count)),
        (4, from pattern in Endless from until in Dates select pattern.EndingOn(until)));

    public static Arbitrary<(Recurrence Pattern, LocalDate First)> Cases =>
        (from pattern in Any from first in Dates select (pattern, first)).ToArbitrary();
}
