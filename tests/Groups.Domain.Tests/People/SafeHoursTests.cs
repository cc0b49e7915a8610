using Groups.Domain.People;
using NodaTime;
using NodaTime.Text;

namespace Groups.Domain.Tests.People;

public sealed class SafeHoursTests
{
    [Theory]
    [InlineData(null, "", "")]
    [InlineData("", "", "")]
    [InlineData(" Any time ", "", "")]
    [InlineData("9-5", "09:00", "17:00")]
    [InlineData("9 - 5", "09:00", "17:00")]
    [InlineData("9–5", "09:00", "17:00")]
    [InlineData("9 to 5", "09:00", "17:00")]
    [InlineData("09:00-17:00", "09:00", "17:00")]
    [InlineData("09:00:00-17:00:00", "09:00", "17:00")]
    [InlineData("9:30-5:15", "09:30", "17:15")]
    [InlineData("9.30am - 5.15 p.m.", "09:30", "17:15")]
    [InlineData("9am to 5pm", "09:00", "17:00")]
    [InlineData("From 9am until 5pm", "09:00", "17:00")]
    [InlineData("between 10am and 12 noon", "10:00", "12:00")]
    [InlineData("9-5pm", "09:00", "17:00")]
    [InlineData("6-8pm", "18:00", "20:00")]
    [InlineData("11-1pm", "11:00", "13:00")]
    [InlineData("11-1", "11:00", "13:00")]
    [InlineData("1-5", "13:00", "17:00")]
    [InlineData("12-2", "12:00", "14:00")]
    [InlineData("12-2pm", "12:00", "14:00")]
    [InlineData("8-4", "08:00", "16:00")]
    [InlineData("6-9", "18:00", "21:00")]
    [InlineData("6-22:00", "06:00", "22:00")]
    [InlineData("7am-9am", "07:00", "09:00")]
    [InlineData("9am-midnight", "09:00", "")]
    [InlineData("after 6pm", "18:00", "")]
    [InlineData("After 6", "18:00", "")]
    [InlineData("after 9", "09:00", "")]
    [InlineData("not before 10am", "10:00", "")]
    [InlineData("before noon", "", "12:00")]
    [InlineData("until 5", "", "17:00")]
    [InlineData("not after 6pm", "", "18:00")]
    [InlineData("mornings", "09:00", "12:00")]
    [InlineData("Mornings only", "09:00", "12:00")]
    [InlineData("afternoon", "12:00", "17:00")]
    [InlineData("evenings", "17:00", "20:30")]
    public void Hours_are_read_as_people_write_them(string? text, string from, string until)
    {
        SafeHours.TryRead(text, out var first, out var last).ShouldBeTrue();

        (Shown(first), Shown(last)).ShouldBe((from, until));
    }

    [Theory]
    [InlineData("09-May")]
    [InlineData("weekdays 9-5")]
    [InlineData("mornings and evenings")]
    [InlineData("never")]
    [InlineData("7-9")]
    [InlineData("after 7")]
    [InlineData("before 9")]
    [InlineData("until midnight")]
    [InlineData("25:00-26:00")]
    [InlineData("9:75-10")]
    [InlineData("13pm-14pm")]
    [InlineData("17:00-09:00")]
    [InlineData("22:00-06:00")]
    [InlineData("10am-10am")]
    [InlineData("9-5-7")]
    [InlineData("-")]
    [InlineData("9")]
    [InlineData("not 9-5")]
    public void Hours_that_could_mean_two_things_are_refused(string text)
    {
        SafeHours.TryRead(text, out var from, out var until).ShouldBeFalse(text);
    }

    private static string Shown(LocalTime? time) => time is { } known ? LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(known) : "";
}
