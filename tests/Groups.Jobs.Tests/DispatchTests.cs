using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Tests;

public sealed class DispatchTests
{
    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_reminder_goes_out_when_it_is_due_and_once(DataProvider provider)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await ReadyAsync(transport, provider);
        await world.DispatchAsync();
        transport.Texts.ShouldBeEmpty();
        world.GoTo(4, 10);
        await world.DispatchAsync();
        await world.DispatchAsync();
        var text = transport.Texts.ShouldHaveSingleItem();
        text.To.ShouldBe("+447700900123");
        text.Text.ShouldBe("Hi Ruth. Women's Café, Wednesday 5 August, 11am. Reply Y if you are coming, N for not this time. No reply is fine too.");
        text.Validity.ShouldBe(Duration.FromHours(21));
        var row = await RowAsync(world, MessageKind.DayBefore);
        (row.State, row.Way, row.Address, row.Attempts, row.Parts).ShouldBe((MessageState.Accepted, ContactWay.Text, "+447700900123", 1, 1));
        row.ProviderId.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Four_dispatchers_at_once_send_each_message_once(DataProvider provider)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(provider, transport);
        await world.Database.Factory.WriteAsync(db =>
        {
            for (var i = 0; i < 300; i++)
            {
                var person = new Person($"Person {i}", "en", world.Now);
                person.SetContact(ContactWay.Text, $"+44770090{i:0000}", true);
                person.GiveConsent("Said yes", null, world.Now);
                db.AddRange(person, new Groups.Domain.Membership.Member(world.Cafe.Id, person.Id, world.Now));
            }

            return Task.CompletedTask;
        });
        await world.SessionAsync();
        world.GoTo(4, 10);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(world.DispatchAsync)));
        transport.Texts.Count.ShouldBe(300);
        transport.Texts.Select(t => t.To).Distinct().Count().ShouldBe(300);
        (await world.MessagesAsync()).Where(m => m.Kind == MessageKind.DayBefore).ShouldAllBe(m => m.State == MessageState.Accepted && m.Attempts == 1);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Sweeps_and_dispatchers_at_once_plan_and_send_each_message_once(DataProvider provider)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(provider, transport);
        for (var i = 0; i < 12; i++)
        {
            await world.PersonAsync($"Person {i}", $"+4477009001{i:00}");
        }

        await world.SessionAsync(plan: false);
        await SweepAsync();
        var planned = await world.MessagesAsync();
        planned.Count.ShouldBe(24);
        world.GoTo(4, 10);
        await SweepAsync();
        transport.Texts.Count.ShouldBe(12);
        world.GoTo(5, 9);
        await SweepAsync();
        transport.Texts.Select(t => t.MessageId).Distinct().Count().ShouldBe(24);
        transport.Texts.Count.ShouldBe(24);
        (await world.MessagesAsync()).Select(m => m.Id).ShouldBe(planned.Select(m => m.Id), ignoreOrder: true);

        // A dispatcher passes over rows that a sweep holds at that moment; the next tick takes them.
        async Task SweepAsync()
        {
            await Task.WhenAll(Enumerable.Range(0, 3).SelectMany(_ => (Task[])
                [Task.Run(() => world.Get<PlanMessages>().RunAsync()), Task.Run(world.DispatchAsync)]));
            await world.DispatchAsync();
        }
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task After_six_hours_down_only_the_latest_goes_and_nothing_after_its_time(DataProvider provider)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await ReadyAsync(transport, provider);
        await world.SessionAsync(6, 20);
        world.GoTo(6, 17, 40);
        await world.DispatchAsync();
        transport.Texts.ShouldHaveSingleItem().Text.ShouldContain("Today: Women's Café, Thursday 6 August, 8pm");
        (await world.LedgerAsync()).ShouldBe(["DayBefore/0 Expired", "DayBefore/0 Expired", "SameDay/0 Accepted", "SameDay/0 Expired"]);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Two_reminders_due_together_are_one_text(DataProvider provider)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(provider, transport);
        await world.PersonAsync();
        await world.SessionAsync(5, 14);
        await world.ChangeAsync(async db => (await db.Groups.SingleAsync()).Remind(Groups.Domain.Membership.Reminders.Default with { SameDayMinutesBefore = 300 }));
        world.GoTo(5, 9, 30);
        await world.DispatchAsync();
        transport.Texts.ShouldHaveSingleItem();
        (await world.LedgerAsync()).ShouldBe(["DayBefore/0 Superseded", "SameDay/0 Accepted"]);
    }

    [Fact]
    public async Task In_quiet_hours_a_message_waits_for_the_morning_and_one_that_cannot_wait_expires()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await ReadyAsync(transport);
        var early = await world.SessionAsync(6, 8);
        world.GoTo(5, 22);
        await world.ChangeSessionAsync(early, s => s.Move(s.Date, new LocalTime(8, 15), 60, world.Now));
        var later = await world.SessionAsync(7);
        await world.ChangeSessionAsync(later, s => s.Move(s.Date, new LocalTime(12, 0), 60, world.Now));
        await world.DispatchAsync();
        transport.Texts.ShouldBeEmpty();
        var moved = (await world.MessagesAsync()).Where(m => m.Kind == MessageKind.Moved).ToDictionary(m => m.SessionId);
        moved[early].State.ShouldBe(MessageState.ToPhone);
        (moved[later].State, moved[later].DueAt).ShouldBe((MessageState.Planned, MessageWorld.InGlasgow(6, 8, 30)));
        await world.PlanAsync();
        (await RowAsync(world, MessageKind.Moved, later)).DueAt.ShouldBe(MessageWorld.InGlasgow(6, 8, 30));
        world.GoTo(6, 8, 30);
        await world.DispatchAsync();
        transport.Texts.ShouldHaveSingleItem().Text.ShouldContain("New time: Women's Café, Friday 7 August, 12 noon");
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task What_changed_after_the_claim_stops_the_sending(DataProvider provider)
    {
        Func<MessageWorld, Message, Task>[] changes =
        [
            (w, m) => w.ChangeSessionAsync(m.SessionId, s => s.Move(s.Date.PlusDays(1), s.StartTime, 90, w.Now)),
            (w, m) => w.ChangeSessionAsync(m.SessionId, s => s.Cancel(w.Now)),
            (w, m) => w.ChangePersonAsync(m.PersonId, p => p.StopAllContact(w.Now)),
            (w, m) => w.ChangePersonAsync(m.PersonId, p => p.SetContact(ContactWay.Text, "+447700900123", false)),
            (w, _) => w.ReplyAsync("STOP"),
            (w, m) => w.ChangeAsync(async db => (await db.Members.SingleAsync(x => x.PersonId == m.PersonId)).Leave(w.Now)),
            (w, m) => w.Get<RecordAnswer>().RunAsync(Groups.Domain.Viewer.Program, m.SessionId, m.PersonId, AnswerValue.NotThisTime, AnswerSource.Told),
            (w, _) => { w.Clock.Advance(Duration.FromHours(3)); return Task.CompletedTask; },
        ];
        foreach (var change in changes)
        {
            await using var world = await ReadyAsync(RecordingTransport.ForNothing, provider);
            world.GoTo(4, 10);
            var ledger = world.Get<ILedger>();
            var claimed = (await ledger.ClaimDueAsync(10, Duration.FromMinutes(2), world.Now)).Messages.ShouldHaveSingleItem();
            (await ledger.ClaimDueAsync(10, Duration.FromMinutes(2), world.Now)).Messages.ShouldBeEmpty();
            await change(world, claimed);
            (await ledger.BeginSendingAsync([Departing(claimed)], Duration.FromMinutes(1), world.Now)).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_worker_that_died_after_the_claim_loses_nothing_and_one_that_died_while_sending_sends_no_text_twice(DataProvider provider)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await ReadyAsync(transport, provider);
        await world.PersonAsync("Bea", "+447700900124");
        await world.PlanAsync();
        world.GoTo(4, 10);
        var ledger = world.Get<ILedger>();
        var claimed = (await ledger.ClaimDueAsync(10, Duration.FromMinutes(2), world.Now)).Messages;
        claimed.Count.ShouldBe(2);
        var person = claimed[0].PersonId;
        var number = await NumberAsync(world, person);
        (await ledger.BeginSendingAsync([Departing(claimed[0], number)], Duration.FromMinutes(1), world.Now)).ShouldHaveSingleItem();
        await world.DispatchAsync();
        transport.Texts.ShouldBeEmpty();
        world.Clock.Advance(Duration.FromMinutes(3));
        await world.DispatchAsync();
        await world.DispatchAsync();
        transport.Texts.ShouldHaveSingleItem().To.ShouldNotBe(number);
        (await world.MessagesAsync()).Single(m => m.PersonId == person && m.Kind == MessageKind.DayBefore).State.ShouldBe(MessageState.Unknown);
    }

    [Fact]
    public async Task A_worker_whose_lease_ran_out_may_not_begin()
    {
        await using var world = await ReadyAsync(RecordingTransport.ForNothing);
        world.GoTo(4, 10);
        var ledger = world.Get<ILedger>();
        var claimed = (await ledger.ClaimDueAsync(10, Duration.FromMinutes(2), world.Now)).Messages.ShouldHaveSingleItem();
        world.Clock.Advance(Duration.FromMinutes(3));
        (await ledger.BeginSendingAsync([Departing(claimed)], Duration.FromMinutes(1), world.Now)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_bad_record_never_stops_the_others()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await ReadyAsync(transport);
        await world.PersonAsync("Bea", "+447700900124");
        await world.PersonAsync("Cat", "+447700900125");
        await world.PlanAsync();
        world.GoTo(4, 10);
        transport.DuringNext(() => throw new InvalidOperationException("a bug"));
        await world.DispatchAsync();
        (await world.MessagesAsync()).Where(m => m.Kind == MessageKind.DayBefore).Count(m => m.State == MessageState.Accepted).ShouldBe(2);
    }

    [Fact]
    public async Task Who_cannot_get_texts_is_put_on_the_call_list_and_taken_off_when_somebody_phoned()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForNothing);
        await world.PersonAsync(mobile: null, call: "+441412345678");
        await world.SessionAsync();
        world.GoTo(4, 10);
        await world.DispatchAsync();
        await world.PlanAsync();
        var row = await RowAsync(world, MessageKind.DayBefore);
        (row.State, row.Reason).ShouldBe((MessageState.ToPhone, "please phone"));
        await world.Get<MarkPhoned>().RunAsync(world.Cafe.Worker, row.Id);
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(MessageState.Phoned);
    }

    [Fact]
    public async Task A_cancellation_that_reaches_nobody_goes_to_the_call_list()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await ReadyAsync(transport);
        await world.ChangeSessionAsync((await world.MessagesAsync())[0].SessionId, s => s.Cancel(world.Now));
        transport.AnswerNext(new SendOutcome(SendResult.Refused, Code: "21999"));
        await world.DispatchAsync();
        (await RowAsync(world, MessageKind.Cancelled)).State.ShouldBe(MessageState.ToPhone);
        await world.PlanAsync();
        (await RowAsync(world, MessageKind.Cancelled)).State.ShouldBe(MessageState.ToPhone);
    }

    internal static async Task<MessageWorld> ReadyAsync(RecordingTransport transport, DataProvider provider = DataProvider.Sqlite, string? email = null)
    {
        var world = await MessageWorld.CreateAsync(provider, transport);
        await world.PersonAsync(email: email);
        await world.SessionAsync();
        return world;
    }

    internal static async Task<Message> RowAsync(MessageWorld world, MessageKind kind, Guid? session = null) =>
        (await world.MessagesAsync()).Single(m => m.Kind == kind && (session is null || m.SessionId == session) && m.State != MessageState.Superseded);

    internal static Departure Departing(Message claimed, string number = "+447700900123") => new(claimed, ContactWay.Text, number, "Women's Café");

    private static async Task<string> NumberAsync(MessageWorld world, Guid person)
    {
        await using var db = world.Database.Open();
        return (await db.People.Include(p => p.Contacts).SingleAsync(p => p.Id == person)).Contacts.Single().Address;
    }
}
