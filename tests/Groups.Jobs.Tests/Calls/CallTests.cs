using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Jobs.Calls;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Tests.Calls;

public sealed partial class CallTests
{
    private const string Landline = "+441632960123";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_person_with_only_a_landline_is_called_hears_it_after_a_key_and_answers_by_another(DataProvider provider)
    {
        using var transport = RecordingTransport.ForCalls;
        await using var world = await CalledAsync(transport, provider);
        var message = await MessageAsync(world);
        (message.State, message.Way, message.Address).ShouldBe((MessageState.Accepted, ContactWay.Call, Landline));
        transport.Calls.ShouldHaveSingleItem().Script.AbsolutePath.ShouldBe($"/hooks/twilio/voice/{message.Id:N}/1/start");

        var opening = await world.Get<CallTalk>().AnsweredAsync(message.Id, 1, message.ProviderId!, "human", Stop);
        opening.Says.ShouldNotBeNull().ShouldContain("Ruth");
        opening.Says.ShouldNotContain("Café");
        opening.Says.ShouldNotContain("August");
        (await MessageAsync(world)).State.ShouldBe(MessageState.Accepted);

        var told = await PressAsync(world, CallMenu.Opening, "1");
        told.Says.ShouldNotBeNull().ShouldContain("Women's Café");
        (await MessageAsync(world)).State.ShouldBe(MessageState.Delivered);
        (await PressAsync(world, CallMenu.Message, "3")).Says.ShouldBe(told.Says);
        (await PressAsync(world, CallMenu.Message, "7")).Says.ShouldNotBeNull().ShouldStartWith("Sorry");
        (await PressAsync(world, CallMenu.Message, "1")).Asks.ShouldBeNull();
        await StatusAsync(world, "completed", "human");

        await using var db = world.Database.Open();
        var answer = await db.Answers.SingleAsync(Stop);
        (answer.Value, answer.Source).ShouldBe((AnswerValue.Coming, AnswerSource.Call));
        (await MessageAsync(world)).State.ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public async Task Not_this_time_by_key_silences_the_reminder_on_the_day()
    {
        await using var world = await CalledAsync(RecordingTransport.ForCalls);
        await PressAsync(world, CallMenu.Opening, "5");
        await PressAsync(world, CallMenu.Message, "2");
        (await world.LedgerAsync()).ShouldBe(["DayBefore/0 Delivered", "SameDay/0 Cancelled"]);
    }

    [Fact]
    public async Task Nine_ends_calls_to_the_number_for_all_who_share_it_and_leaves_texts_alone()
    {
        await using var world = await CalledAsync(RecordingTransport.ForCalls);
        var bob = await world.PersonAsync("Bob", "+447700900124", call: Landline);
        await world.PlanAsync();
        (await PressAsync(world, CallMenu.Opening, "9")).Says.ShouldNotBeNull().ShouldContain("not phone you again");
        await PressAsync(world, CallMenu.Opening, "9");
        await using var db = world.Database.Open();
        var contacts = await db.People.SelectMany(p => p.Contacts).ToListAsync(Stop);
        contacts.Where(c => c.Way == ContactWay.Call).ShouldAllBe(c => c.Trouble == "asked for no more calls");
        contacts.Where(c => c.Way == ContactWay.Text).ShouldAllBe(c => c.Trouble == null);
        (await db.StoppedNumbers.AnyAsync(Stop)).ShouldBeFalse();
        (await db.Replies.SingleAsync(Stop)).NeedsPerson.ShouldBeTrue();
        (await world.MessagesAsync()).Where(m => m.PersonId != bob && m.Kind == MessageKind.SameDay).ShouldAllBe(m => m.State != MessageState.Planned);
        (await world.MessagesAsync()).Where(m => m.PersonId == bob).ShouldContain(m => m.State == MessageState.Planned);
    }

    [Fact]
    public async Task A_question_about_a_duty_is_answered_by_a_key_and_says_nothing_about_coming()
    {
        await using var world = await CalledAsync(RecordingTransport.ForCalls);
        var message = await MessageAsync(world);
        await world.Database.Factory.WriteAsync(
            async db =>
            {
                db.Add(new DutyTurn(world.Cafe.Id, message.SessionId, Duty.OpenVenue, message.PersonId, world.Now));
                await db.Messages.Where(m => m.Id == message.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Kind, MessageKind.Duty), Stop);
            },
            Stop);
        var talk = world.Get<CallTalk>();
        (await talk.PressedAsync(message.Id, 1, message.ProviderId!, CallMenu.Opening, "1", Stop)).Says.ShouldNotBeNull().ShouldContain("can you open up?");
        await talk.PressedAsync(message.Id, 1, message.ProviderId!, CallMenu.Message, "2", Stop);
        await using var db = world.Database.Open();
        (await db.DutyTurns.SingleAsync(Stop)).Answer.ShouldBe(TurnAnswer.No);
        (await db.Answers.AnyAsync(Stop)).ShouldBeFalse();
        var row = await db.Replies.SingleAsync(Stop);
        (row.NeedsPerson, row.Body, row.Note).ShouldBe((true, "No, said in a call.", "Somebody else is needed to open up on Wednesday 5 August."));
    }

    [Fact]
    public async Task Four_says_that_a_duty_is_too_much_and_after_another_question_nothing()
    {
        await using var world = await CalledAsync(RecordingTransport.ForCalls);
        var message = await MessageAsync(world);
        var talk = world.Get<CallTalk>();
        await talk.PressedAsync(message.Id, 1, message.ProviderId!, CallMenu.Message, "4", Stop);
        await world.Database.Factory.WriteAsync(
            async db =>
            {
                db.Add(new DutyHolding(world.Cafe.Id, Duty.OpenVenue, message.PersonId, null, world.Now));
                db.Add(new DutyTurn(world.Cafe.Id, message.SessionId, Duty.OpenVenue, message.PersonId, world.Now));
                (await db.DutyHoldings.AnyAsync(Stop)).ShouldBeFalse();
                await db.Messages.Where(m => m.Id == message.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Kind, MessageKind.Duty), Stop);
            },
            Stop);
        (await talk.PressedAsync(message.Id, 1, message.ProviderId!, CallMenu.Opening, "1", Stop)).Says.ShouldNotBeNull().ShouldContain("If it is too much for you, press 4.");
        (await talk.PressedAsync(message.Id, 1, message.ProviderId!, CallMenu.Message, "4", Stop)).Says.ShouldBe("Thank you. That is noted. Goodbye.");
        await using var db = world.Database.Open();
        (await db.DutyHoldings.SingleAsync(Stop)).EndedBecause.ShouldBe(HoldingEnd.TooMuch);
        (await db.DutyTurns.AnyAsync(Stop)).ShouldBeFalse();
        (await db.Replies.SingleAsync(Stop)).Body.ShouldBe("Too much, said in a call.");
    }

    [Fact]
    public async Task A_first_call_says_who_comes_along_as_a_text_does()
    {
        await using var world = await CalledAsync(RecordingTransport.ForCalls);
        var message = await MessageAsync(world);
        await world.Database.Factory.WriteAsync(
            async db =>
            {
                (await db.Members.SingleAsync(m => m.PersonId == message.PersonId, Stop)).ComeWith("Bob");
                await db.Messages.Where(m => m.Id == message.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Kind, MessageKind.Welcome), Stop);
            },
            Stop);
        var said = await world.Get<CallTalk>().PressedAsync(message.Id, 1, message.ProviderId!, CallMenu.Opening, "1", Stop);
        said.Says.ShouldNotBeNull().ShouldContain("Bob will be with you.");
    }

    [Theory]
    [InlineData(false, "machine_start")]
    [InlineData(true, "machine_end_beep")]
    public async Task A_machine_hears_nothing_unless_the_person_allowed_it_and_then_nothing_of_the_group(bool allowed, string answeredBy)
    {
        using var transport = RecordingTransport.ForCalls;
        await using var world = await CalledAsync(transport, with: p => p.SetSafeContact(new SafeContact(VoicemailAllowed: allowed)));
        var message = await MessageAsync(world);
        transport.Calls[0].MachineDetection.ShouldBe(allowed ? "DetectMessageEnd" : "Enable");
        var said = await world.Get<CallTalk>().AnsweredAsync(message.Id, 1, message.ProviderId!, answeredBy, Stop);
        (said.Asks, said.Says is not null).ShouldBe((null, allowed));
        said.Says?.ShouldNotContain("Café");
        await StatusAsync(world, "completed", answeredBy);
        var after = await MessageAsync(world);
        after.State.ShouldBe(allowed ? MessageState.Accepted : MessageState.Planned);
        world.Clock.Advance(Duration.FromHours(1));
        await world.Get<TakeCallStatus>().EndSilentAsync(Stop);
        (await MessageAsync(world)).State.ShouldBe(after.State);
    }

    [Fact]
    public async Task In_a_sensitive_group_a_call_says_neither_name_nor_group()
    {
        await using var world = await CalledAsync(RecordingTransport.ForCalls, beside: w => w.Database.Factory.WriteAsync(
            db => db.Groups.ExecuteUpdateAsync(s => s.SetProperty(g => g.Sensitive, true).SetProperty(g => g.Alias, "Tuesday Circle"), Stop), Stop));
        var message = await MessageAsync(world);
        var opening = await world.Get<CallTalk>().AnsweredAsync(message.Id, 1, message.ProviderId!, null, Stop);
        opening.Says.ShouldNotBeNull().ShouldStartWith("Hello. This is");
        foreach (var said in new[] { opening.Says, (await PressAsync(world, CallMenu.Opening, "1")).Says! })
        {
            said.ShouldNotContain("Ruth");
            said.ShouldNotContain("Café");
            said.ShouldNotContain("Tuesday");
        }
    }

    [Theory]
    [InlineData("fa")]
    [InlineData("pl")]
    public async Task Who_no_voice_speaks_to_in_their_language_is_on_the_call_list(string language)
    {
        using var transport = RecordingTransport.ForCalls;
        await using var world = await CalledAsync(transport, with: p => p.SpeakLanguage(language));
        transport.Calls.ShouldBeEmpty();
        (await MessageAsync(world)).State.ShouldBe(MessageState.ToPhone);
    }

    [Fact]
    public async Task While_calls_are_off_a_person_is_asked_to_phone()
    {
        await using var world = await CalledAsync(RecordingTransport.ForNothing);
        (await MessageAsync(world)).State.ShouldBe(MessageState.ToPhone);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task One_phone_never_rings_for_two_messages_at_once(DataProvider provider)
    {
        using var transport = RecordingTransport.ForCalls;
        await using var world = await CalledAsync(transport, provider, others: 4);
        await Task.WhenAll(world.DispatchAsync(), world.DispatchAsync());
        transport.Calls.Count.ShouldBe(1);
        (await world.MessagesAsync()).Count(m => m.Reason == "the same phone is being called for another message").ShouldBe(4);
        var rings = (await world.MessagesAsync()).Single(m => m.State == MessageState.Accepted);
        await world.Get<TakeCallStatus>().RunAsync(rings.Id, 1, rings.ProviderId!, "completed", "human", Stop);
        world.Clock.Advance(Duration.FromMinutes(6));
        await world.DispatchAsync();
        transport.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_call_that_rings_while_the_session_moves_says_nothing_of_it()
    {
        await using var world = await CalledAsync(RecordingTransport.ForCalls);
        var message = await MessageAsync(world);
        await world.ChangeSessionAsync(message.SessionId, s => s.Move(new LocalDate(2026, 8, 6), new LocalTime(11, 0), 90, world.Now));
        (await world.Get<CallTalk>().AnsweredAsync(message.Id, 1, message.ProviderId!, "human", Stop)).ShouldBe(CallStep.HangUp);
        await StatusAsync(world, "completed", "human");
        (await MessageAsync(world)).State.ShouldBe(MessageState.Superseded);
    }

    private static async Task<MessageWorld> CalledAsync(
        RecordingTransport transport, DataProvider provider = DataProvider.Sqlite, Action<Person>? with = null, Func<MessageWorld, Task>? beside = null, int others = 0,
        Action<MessageWorld>? made = null)
    {
        var world = await MessageWorld.CreateAsync(provider, transport);
        made?.Invoke(world);
        await world.PersonAsync(mobile: null, call: Landline, with: with);
        for (var i = 0; i < others; i++)
        {
            await world.PersonAsync($"Other {i}", mobile: null, call: Landline);
        }

        if (beside is not null)
        {
            await beside(world);
        }

        await world.SessionAsync();
        world.GoTo(4, 10);
        if (others == 0)
        {
            await world.DispatchAsync();
        }

        return world;
    }

    private static async Task<Message> MessageAsync(MessageWorld world) => (await world.MessagesAsync()).First(m => m.Kind == MessageKind.DayBefore);

    private static async Task<CallStep> PressAsync(MessageWorld world, CallMenu menu, string key)
    {
        var message = await MessageAsync(world);
        return await world.Get<CallTalk>().PressedAsync(message.Id, message.Attempts, message.ProviderId!, menu, key, Stop);
    }

    private static async Task StatusAsync(MessageWorld world, string status, string? answeredBy = null, int? attempt = null)
    {
        var message = await MessageAsync(world);
        await world.Get<TakeCallStatus>().RunAsync(message.Id, attempt ?? message.Attempts, message.ProviderId!, status, answeredBy, Stop);
    }
}
