using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Testing;
using NodaTime;

namespace Groups.Domain.Tests.Messaging;

/// <summary>Case 8 of MESSAGES.md: the nights of 29 March and 25 October 2026.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData(DataProvider.Sqlite, "2026-03-26T09:00:00Z", 29, 3, 11, "2026-03-28T10:00:00Z", "2026-03-29T07:30:00Z")]
    [InlineData(DataProvider.Postgres, "2026-03-26T09:00:00Z", 29, 3, 14, "2026-03-28T10:00:00Z", "2026-03-29T10:30:00Z")]
    [InlineData(DataProvider.Sqlite, "2026-10-22T09:00:00Z", 25, 10, 14, "2026-10-24T09:00:00Z", "2026-10-25T11:30:00Z")]
    [InlineData(DataProvider.Postgres, "2026-10-22T09:00:00Z", 25, 10, 11, "2026-10-24T09:00:00Z", "2026-10-25T08:30:00Z")]
    public async Task The_day_before_is_a_date_and_two_and_a_half_hours_are_elapsed_time(
        DataProvider provider, string now, int day, int month, int hour, string dayBefore, string sameDay)
    {
        await using var world = await MessageWorld.CreateAsync(provider, start: At(now));
        await world.PersonAsync();
        await world.Get<ScheduleOnce>().RunAsync(world.Cafe.Worker, world.Cafe.Id, new LocalDate(2026, month, day), new LocalTime(hour, 0), 60);
        var due = (await world.MessagesAsync()).ToDictionary(m => m.Kind, m => m.DueAt);
        (due[MessageKind.DayBefore], due[MessageKind.SameDay]).ShouldBe((At(dayBefore), At(sameDay)));
    }

    [Theory]
    [InlineData("2026-03-26T09:00:00Z", 3, 29, "2026-03-29T01:30:00Z", "2026-03-28T10:00:00Z")] // half past one does not come: an hour later
    [InlineData("2026-10-22T09:00:00Z", 10, 25, "2026-10-25T00:30:00Z", "2026-10-24T09:00:00Z")] // half past one comes twice: the first
    public async Task A_session_in_the_lost_or_doubled_hour_has_one_start_and_its_reminder(string now, int month, int day, string start, string dayBefore)
    {
        await using var world = await MessageWorld.CreateAsync(start: At(now));
        await world.PersonAsync();
        await world.Cafe.SessionAsync(new LocalDate(2026, month, day).At(new LocalTime(1, 30)));
        await world.PlanAsync();
        var row = (await world.MessagesAsync()).ShouldHaveSingleItem();
        (row.SessionStart, row.DueAt).ShouldBe((At(start), At(dayBefore)));
    }

    [Theory]
    [InlineData("America/New_York", "2026-10-24T09:00:00Z", "2026-10-24T12:30:00Z")] // 5am there: at half past eight
    [InlineData("Asia/Kolkata", "2026-10-24T09:00:00Z", "2026-10-24T09:00:00Z")] // half past two in the afternoon there
    public async Task Quiet_hours_are_those_of_the_person_abroad(string zone, string due, string sent)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(transport: transport, start: At("2026-10-22T09:00:00Z"));
        await world.PersonAsync(with: p => p.LiveIn(zone));
        await world.Get<ScheduleOnce>().RunAsync(world.Cafe.Worker, world.Cafe.Id, new LocalDate(2026, 10, 25), new LocalTime(14, 0), 60);
        world.Clock.Set(At(due));
        await world.DispatchAsync();
        transport.Texts.Count.ShouldBe(due == sent ? 1 : 0);
        world.Clock.Set(At(sent));
        await world.DispatchAsync();
        transport.Texts.ShouldHaveSingleItem();
    }

    private static Instant At(string iso) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(iso).Value;
}
