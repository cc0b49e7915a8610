using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Domain.Tests.Sessions;

public sealed class SessionTimeTests
{
    private static readonly LocalDate Wednesday = new(2026, 8, 5);

    [Theory]
    [InlineData(17, 30, "5:30pm")]
    [InlineData(17, 0, "5pm")]
    [InlineData(9, 5, "9:05am")]
    [InlineData(12, 0, "12 noon")]
    [InlineData(12, 30, "12:30pm")]
    [InlineData(0, 0, "12 midnight")]
    [InlineData(0, 30, "12:30am")]
    public void A_time_reads_as_people_say_it(int hour, int minute, string words) =>
        SessionTime.InWords(Wednesday, new(hour, minute)).ShouldBe($"Wednesday 5 August, {words}");

    [Fact]
    public void The_year_is_said_only_when_it_is_not_this_year()
    {
        SessionTime.InWords(Wednesday, new(11, 0), today: new(2026, 1, 1)).ShouldBe("Wednesday 5 August, 11am");
        SessionTime.InWords(Wednesday, new(11, 0), today: new(2025, 12, 31)).ShouldBe("Wednesday 5 August 2026, 11am");
        SessionTime.DayInWords(Wednesday, today: new(2025, 12, 31)).ShouldBe("Wednesday 5 August 2026");
    }

    [Fact]
    public void Words_are_English_whatever_language_the_machine_speaks()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new("fa-IR");
            SessionTime.InWords(Wednesday, new(17, 30)).ShouldBe("Wednesday 5 August, 5:30pm");
            Recurrence.MonthlyOnWeekday(1, -1, IsoDayOfWeek.Tuesday).EndingOn(Wednesday).ToRule().ShouldBe("FREQ=MONTHLY;BYDAY=-1TU;UNTIL=20260805");
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}
