using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Messaging;

public sealed class ReplanTests
{
    private static readonly LocalTime Noon = new(12, 0);

    [Fact]
    public async Task Two_reminders_are_planned_the_day_before_at_ten_and_two_and_a_half_hours_before()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.PersonAsync();
        await world.SessionAsync();
        var rows = await world.MessagesAsync();
        rows.Select(m => (m.Kind, m.DueAt, m.NotAfter)).ShouldBe(
        [
            (MessageKind.DayBefore, MessageWorld.InGlasgow(4, 10), MessageWorld.InGlasgow(5, 7)),
            (MessageKind.SameDay, MessageWorld.InGlasgow(5, 8, 30), MessageWorld.InGlasgow(5, 10, 30)),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Planning_again_changes_nothing()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.PersonAsync();
        await world.SessionAsync();
        var before = await world.MessagesAsync();
        world.Clock.Advance(Duration.FromHours(5));
        await world.PlanAsync();
        await world.PlanAsync();
        (await world.MessagesAsync()).ShouldBeEquivalentTo(before);
    }

    [Fact]
    public async Task A_late_joiner_gets_only_what_is_still_ahead()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.SessionAsync();
        world.GoTo(4, 18);
        await world.PersonAsync();
        await world.PlanAsync();
        (await world.LedgerAsync()).ShouldBe(["SameDay/0 Planned"]);
    }

    [Fact]
    public async Task An_import_an_hour_before_the_session_tells_nobody_anything()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.SessionAsync();
        world.GoTo(5, 10);
        for (var i = 0; i < 5; i++)
        {
            await world.PersonAsync($"Person {i}", $"+44770090013{i}");
        }

        await world.PlanAsync();
        (await world.MessagesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_newcomer_who_joined_with_a_welcome_gets_one_and_never_a_second()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        var first = await world.SessionAsync();
        await world.SessionAsync(12);
        var person = await world.PersonAsync(member: null);
        await world.ChangeAsync(async db =>
        {
            db.Members.Remove(await db.Members.SingleAsync(m => m.PersonId == person));
            await db.SaveChangesAsync();
            db.Members.Add(new Member(world.Cafe.Id, person, world.Now, welcome: true));
        });
        (await world.LedgerAsync()).ShouldContain("Welcome/0 Planned");
        await world.DispatchAsync();
        await world.ChangeSessionAsync(first, s => s.Move(s.Date, Noon, 90, world.Now));
        (await world.MessagesAsync()).Count(m => m.Kind == MessageKind.Welcome).ShouldBe(1);
        (await world.MessagesAsync()).ShouldContain(m => m.Kind == MessageKind.Moved && m.State == MessageState.Planned);
    }

    [Fact]
    public async Task A_rule_that_names_an_earlier_time_sends_nothing_for_a_moment_already_past()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.PersonAsync();
        await world.SessionAsync();
        world.GoTo(4, 9);
        await world.ChangeAsync(async db => (await db.Groups.SingleAsync()).Remind(Reminders.Default with { DayBeforeAt = new LocalTime(8, 30) }));
        (await world.LedgerAsync()).ShouldBe(["DayBefore/0 Cancelled", "SameDay/0 Planned"]);
    }

    [Fact]
    public async Task A_new_rule_counts_from_now_on_and_one_taken_away_ends_what_waits()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.PersonAsync();
        await world.ChangeAsync(async db => (await db.Groups.SingleAsync()).Remind(Reminders.Default with { DayBefore = false }));
        await world.SessionAsync();
        (await world.LedgerAsync()).ShouldBe(["SameDay/0 Planned"]);
        world.GoTo(4, 11);
        await world.ChangeAsync(async db => (await db.Groups.SingleAsync()).Remind(Reminders.Default with { SameDay = false }));
        (await world.LedgerAsync()).ShouldBe(["SameDay/0 Cancelled"]);
    }

    [Fact]
    public async Task Not_this_time_silences_the_reminders_and_coming_after_all_brings_them_back()
    {
        await using var world = await MessageWorld.CreateAsync();
        var person = await world.PersonAsync();
        var session = await world.SessionAsync();
        await world.Get<RecordAnswer>().RunAsync(Viewer.OfParticipant(person), session, person, AnswerValue.NotThisTime, AnswerSource.Page, Xunit.TestContext.Current.CancellationToken);
        (await world.LedgerAsync()).ShouldBe(["DayBefore/0 Cancelled", "SameDay/0 Cancelled"]);
        await world.Get<RecordAnswer>().RunAsync(Viewer.OfParticipant(person), session, person, AnswerValue.Coming, AnswerSource.Page, Xunit.TestContext.Current.CancellationToken);
        (await world.LedgerAsync()).ShouldBe(["DayBefore/0 Planned", "SameDay/0 Planned"]);
    }

    [Fact]
    public async Task Not_yet_is_never_chased_and_a_choice_of_reminders_is_kept()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.PersonAsync("Ann", "+447700900101", member: m => m.Say(false, notYet: true));
        var bea = await world.PersonAsync("Bea", "+447700900102", member: m => m.Want(ReminderChoice.DayBefore));
        await world.PersonAsync("Cat", "+447700900103", member: m => m.Want(ReminderChoice.None));
        await world.SessionAsync();
        (await world.MessagesAsync()).Select(m => (m.PersonId, m.Kind)).ShouldBe([(bea, MessageKind.DayBefore)]);
    }

    [Fact]
    public async Task A_moved_session_is_told_at_once_and_its_old_reminders_are_superseded()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.PersonAsync();
        var session = await world.SessionAsync();
        await world.ChangeSessionAsync(session, s => s.Move(s.Date.PlusDays(1), Noon, 90, world.Now));
        (await world.LedgerAsync()).ShouldBe(
            ["DayBefore/0 Superseded", "DayBefore/1 Planned", "Moved/1 Planned", "SameDay/0 Superseded", "SameDay/1 Planned"]);
    }

    [Fact]
    public async Task A_session_moved_and_moved_back_before_anybody_heard_of_it_is_no_news()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.PersonAsync();
        var session = await world.SessionAsync();
        await world.ChangeSessionAsync(session, s => s.Move(s.Date, Noon, 90, world.Now));
        await world.ChangeSessionAsync(session, s => s.Move(s.Date, new LocalTime(11, 0), 90, world.Now));
        (await world.LedgerAsync()).ShouldBe(
            ["DayBefore/0 Superseded", "DayBefore/1 Superseded", "DayBefore/2 Planned", "Moved/1 Superseded", "SameDay/0 Superseded", "SameDay/1 Superseded", "SameDay/2 Planned"]);
    }

    [Fact]
    public async Task Who_heard_of_the_move_hears_that_it_was_moved_back()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        await world.PersonAsync();
        var session = await world.SessionAsync();
        await world.ChangeSessionAsync(session, s => s.Move(s.Date, Noon, 90, world.Now));
        await world.DispatchAsync();
        await world.ChangeSessionAsync(session, s => s.Move(s.Date, new LocalTime(11, 0), 90, world.Now));
        (await world.LedgerAsync()).ShouldContain("Moved/2 Planned");
    }

    [Fact]
    public async Task A_cancellation_goes_out_and_restoring_is_told_only_to_who_heard_it()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        await world.PersonAsync();
        var session = await world.SessionAsync();
        await world.ChangeSessionAsync(session, s => s.Cancel(world.Now));
        (await world.LedgerAsync()).ShouldBe(["Cancelled/1 Planned", "DayBefore/0 Superseded", "SameDay/0 Superseded"]);
        await world.ChangeSessionAsync(session, s => s.Restore(world.Now));
        (await world.LedgerAsync()).ShouldBe(["Cancelled/1 Superseded", "DayBefore/0 Superseded", "DayBefore/2 Planned", "SameDay/0 Superseded", "SameDay/2 Planned"]);

        await world.ChangeSessionAsync(session, s => s.Cancel(world.Now));
        await world.DispatchAsync();
        await world.ChangeSessionAsync(session, s => s.Restore(world.Now));
        (await world.LedgerAsync()).ShouldContain("Restored/4 Planned");
    }

    [Fact]
    public async Task A_move_that_was_not_told_before_cancelling_and_restoring_is_told_after_it()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.PersonAsync();
        var session = await world.SessionAsync();
        await world.ChangeSessionAsync(session, s => s.Move(s.Date, Noon, 90, world.Now));
        await world.ChangeSessionAsync(session, s => s.Cancel(world.Now));
        await world.ChangeSessionAsync(session, s => s.Restore(world.Now));
        (await world.LedgerAsync()).ShouldContain("Moved/3 Planned");
    }

    [Fact]
    public async Task Stopping_all_contact_cancels_what_is_queued_at_once()
    {
        await using var world = await MessageWorld.CreateAsync();
        var person = await world.PersonAsync();
        await world.SessionAsync();
        await world.Get<StopAllContact>().RunAsync(world.Cafe.Worker, person, Xunit.TestContext.Current.CancellationToken);
        (await world.MessagesAsync()).ShouldAllBe(m => m.State == MessageState.Suppressed && m.Reason == "asked us to stop all contact");
    }

    [Fact]
    public async Task Without_a_safe_way_nothing_is_sent_and_the_row_says_why_until_there_is_one()
    {
        await using var world = await MessageWorld.CreateAsync();
        var person = await world.PersonAsync(mobile: null);
        await world.SessionAsync();
        (await world.MessagesAsync()).ShouldAllBe(m => m.State == MessageState.Suppressed && m.Reason == "has no safe way recorded");
        await world.ChangePersonAsync(person, p => p.SetContact(ContactWay.Text, "+447700900123", true));
        (await world.MessagesAsync()).ShouldAllBe(m => m.State == MessageState.Planned);
    }

    [Fact]
    public async Task A_member_who_left_hears_nothing_more()
    {
        await using var world = await MessageWorld.CreateAsync();
        var person = await world.PersonAsync();
        await world.SessionAsync();
        await world.ChangeAsync(async db => (await db.Members.SingleAsync(m => m.PersonId == person)).Leave(world.Now));
        (await world.MessagesAsync()).ShouldAllBe(m => m.State == MessageState.Cancelled);
    }

    [Theory]
    [InlineData(2026, 3, 29)]
    [InlineData(2026, 10, 25)]
    public async Task Ten_o_clock_stays_ten_o_clock_when_the_clocks_change(int year, int month, int day)
    {
        await using var world = await MessageWorld.CreateAsync();
        var date = new LocalDate(year, month, day);
        var zone = DateTimeZoneProviders.Tzdb["Europe/London"];
        world.Clock.Set(SessionTime.StartsAt(date.PlusDays(-3), new LocalTime(9, 0), zone));
        await world.PersonAsync();
        await world.Cafe.SessionAsync(date.At(new LocalTime(11, 0)));
        await world.PlanAsync();
        var due = (await world.MessagesAsync()).ToDictionary(m => m.Kind, m => m.DueAt.InZone(zone).LocalDateTime);
        due[MessageKind.DayBefore].ShouldBe(date.PlusDays(-1).At(new LocalTime(10, 0)));
        due[MessageKind.SameDay].ShouldBe(date.At(new LocalTime(8, 30)));
    }

    [Fact]
    public async Task The_number_of_queries_does_not_grow_with_the_members()
    {
        async Task<int> QueriesAsync(int members)
        {
            await using var world = await MessageWorld.CreateAsync();
            for (var i = 0; i < members; i++)
            {
                await world.PersonAsync($"Person {i}", $"+4477009001{i:00}");
            }

            await world.SessionAsync();
            await world.SessionAsync(12);
            await using var db = world.Database.Open();
            using var counter = new CommandCounter(db);
            await using var transaction = await db.Database.BeginTransactionAsync();
            await Replan.GroupAsync(db, world.Cafe.Id, world.Now);
            return counter.Take();
        }

        (await QueriesAsync(20)).ShouldBe(await QueriesAsync(2));
    }
}
