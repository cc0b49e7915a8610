using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Jobs.Calls;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Groups.Jobs.Tests.DispatchTests;

namespace Groups.Jobs.Tests;

/// <summary>STOP, START and the provider's own word for STOP, whatever a message is doing at that moment.</summary>
public sealed class StopTests
{
    private const string Number = "+447700900123";
    private const string Landline = "+441632960123";

    private static readonly SendOutcome OptedOut = new(SendResult.OptedOut, Code: "21610");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("planned", DataProvider.Sqlite, MessageState.Suppressed)]
    [InlineData("claimed", DataProvider.Sqlite, MessageState.Suppressed)]
    [InlineData("claimed", DataProvider.Postgres, MessageState.Suppressed)]
    [InlineData("sending", DataProvider.Sqlite, MessageState.Suppressed)]
    [InlineData("sending", DataProvider.Postgres, MessageState.Suppressed)]
    [InlineData("being asked about", DataProvider.Sqlite, MessageState.Suppressed)]
    [InlineData("being asked about", DataProvider.Postgres, MessageState.Suppressed)]
    [InlineData("waiting for a second try", DataProvider.Sqlite, MessageState.Suppressed)]
    [InlineData("accepted", DataProvider.Sqlite, MessageState.Accepted)]
    [InlineData("accepted and then not delivered", DataProvider.Sqlite, MessageState.Suppressed)]
    [InlineData("delivered", DataProvider.Sqlite, MessageState.Delivered)]
    [InlineData("failed", DataProvider.Sqlite, MessageState.Failed)]
    [InlineData("to phone", DataProvider.Sqlite, MessageState.ToPhone)]
    public async Task After_stop_nothing_more_goes_to_the_number_and_start_brings_back_only_what_was_never_tried(string state, DataProvider provider, MessageState end)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await ReadyAsync(transport, provider);
        var row = await BringToAsync(world, transport, state);
        var before = transport.Texts.Count;

        await world.ReplyAsync("STOP");
        await LaterAsync(world, row);
        transport.Texts.Count.ShouldBe(before);
        var stopped = await RowAsync(world, MessageKind.DayBefore);
        stopped.State.ShouldBe(end);
        if (end == MessageState.Suppressed)
        {
            stopped.Reason.ShouldBe("said STOP");
        }

        (await RowAsync(world, MessageKind.SameDay)).State.ShouldBe(MessageState.Suppressed);
        await world.ReplyAsync("START");
        await LaterAsync(world, row);
        transport.Texts.Count.ShouldBe(before);
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(end);
        (await RowAsync(world, MessageKind.SameDay)).State.ShouldBe(MessageState.Planned);
        world.GoTo(5, 8, 30);
        await world.DispatchAsync();
        transport.Texts.Count.ShouldBe(before + 1);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Stop_holds_in_every_group_and_for_everybody_who_has_the_number_and_for_no_other_number(DataProvider provider)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(provider, transport);
        var ruth = await world.PersonAsync();
        var bob = await world.PersonAsync("Bob", with: p => p.SetContact(ContactWay.Text, "+447700900124", true));
        var cat = await world.PersonAsync("Cat", "+447700900125");
        var choir = await CafeGroup.CreateAsync(world.Database, world.Clock);
        var dot = await choir.JoinAsync("Dot", Number);
        await world.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(new Member(choir.Id, ruth, world.Now))), Stop);
        await choir.SessionAsync(new LocalDate(2026, 8, 5).At(new LocalTime(15, 0)));
        await world.SessionAsync();
        await world.Database.Factory.WriteAsync(db => Replan.GroupAsync(db, choir.Id, world.Now), Stop);

        await world.ReplyAsync("stop");
        var rows = await world.MessagesAsync();
        rows.Where(m => m.PersonId == ruth).Select(m => m.GroupId).Distinct().Count().ShouldBe(2);
        rows.Where(m => m.PersonId == ruth || m.PersonId == dot).ShouldAllBe(m => m.State == MessageState.Suppressed && m.Reason == "said STOP");
        rows.Where(m => m.PersonId == bob || m.PersonId == cat).ShouldAllBe(m => m.State == MessageState.Planned);
        world.GoTo(4, 10);
        await world.DispatchAsync();
        transport.Texts.Select(t => t.To).ShouldBe(["+447700900124", "+447700900125"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("asked us to stop all contact")]
    [InlineData("has not said yes to being contacted")]
    [InlineData("will contact us themselves")]
    [InlineData("has no safe way recorded")]
    public async Task Start_lifts_the_stop_of_the_number_and_nothing_else(string why)
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForNothing);
        var person = new Person("Ruth", "en", world.Now);
        person.SetContact(ContactWay.Text, Number, why != "has no safe way recorded");
        person.SetSafeContact(new SafeContact(IWillContactYou: why == "will contact us themselves"));
        if (why != "has not said yes to being contacted")
        {
            person.GiveConsent("Said yes", null, world.Now);
        }

        if (why == "asked us to stop all contact")
        {
            person.StopAllContact(world.Now);
        }

        await world.Database.Factory.WriteAsync(
            db =>
            {
                db.AddRange(person, new Member(world.Cafe.Id, person.Id, world.Now));
                return Task.CompletedTask;
            },
            Stop);
        await world.SessionAsync();
        await world.ReplyAsync("STOP");
        (await world.ReplyAsync("START")).AutomaticAnswer.ShouldBeNull();
        (await world.MessagesAsync()).ShouldAllBe(m => m.State == MessageState.Suppressed && m.Reason == why);
        world.GoTo(4, 10);
        await world.DispatchAsync();
        await using var db = world.Database.Open();
        (await db.StoppedNumbers.AnyAsync(Stop)).ShouldBeFalse();
        (await db.People.SingleAsync(Stop)).Consent.ShouldBe(person.Consent);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task The_providers_stop_for_many_texts_to_one_phone_at_once_ends_each_of_them_and_is_written_once(DataProvider provider)
    {
        using var transport = RecordingTransport.ForTexts;
        transport.AnswerWhere(_ => true, OptedOut);
        await using var world = await MessageWorld.CreateAsync(provider, transport);
        for (var i = 0; i < 5; i++)
        {
            await world.PersonAsync($"Person {i}");
        }

        await world.SessionAsync();
        world.GoTo(4, 10);
        await world.DispatchAsync();
        var rows = await world.MessagesAsync();
        rows.ShouldAllBe(m => m.State == MessageState.Suppressed);
        rows.Count(m => m.Reason == Message.StoppedAtProvider).ShouldBe(transport.Texts.Count);
        await using var db = world.Database.Open();
        (await db.StoppedNumbers.CountAsync(Stop)).ShouldBe(1);
    }

    [Theory]
    [InlineData("sending", MessageState.Suppressed)]
    [InlineData("accepted", MessageState.Suppressed)]
    [InlineData("being asked about", MessageState.Suppressed)]
    [InlineData("delivered", MessageState.Delivered)]
    public async Task The_providers_stop_in_a_report_is_taken_once_and_never_undoes_a_delivery(string state, MessageState end)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await ReadyAsync(transport);
        var row = await BringToAsync(world, transport, state);
        var (sent, receipts) = (transport.Texts.Count, world.Get<TakeReceipt>());
        (await receipts.RunAsync(row.Id, 1, row.ProviderId, "failed", 21610, Stop)).ShouldBe(end == MessageState.Suppressed);
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(end);
        await world.ReplyAsync("START");
        (await receipts.RunAsync(row.Id, 1, row.ProviderId, "failed", 21610, Stop)).ShouldBeFalse();
        await using var db = world.Database.Open();
        (await db.StoppedNumbers.AnyAsync(Stop)).ShouldBeFalse();
        (await RowAsync(world, MessageKind.SameDay)).State.ShouldBe(MessageState.Planned);
        await LaterAsync(world, row);
        transport.Texts.Count.ShouldBe(sent);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Stop_from_a_number_that_is_called_ends_calls_before_they_are_placed(DataProvider provider)
    {
        using var transport = RecordingTransport.ForCalls;
        await using var world = await MessageWorld.CreateAsync(provider, transport);
        await world.PersonAsync(mobile: null, call: Landline);
        await world.SessionAsync();
        world.GoTo(4, 10);
        var claimed = (await world.Get<ILedger>().ClaimDueAsync(10, Duration.FromMinutes(2), world.Now, Stop)).Messages.ShouldHaveSingleItem();
        await world.ReplyAsync("STOP", Landline);
        (await world.Get<CallLedger>().BeginAsync(claimed, Landline, Duration.FromMinutes(1), CallLedger.LongestCall, world.Now, Stop)).ShouldBe(CallStart.NotNow);
        await LaterAsync(world, claimed);
        transport.Calls.ShouldBeEmpty();
        (await world.MessagesAsync()).ShouldAllBe(m => m.State == MessageState.Suppressed && m.Reason == "said STOP");
    }

    [Fact]
    public async Task Stop_while_the_phone_rings_says_nothing_and_the_phone_does_not_ring_again()
    {
        using var transport = RecordingTransport.ForCalls;
        await using var world = await MessageWorld.CreateAsync(transport: transport);
        await world.PersonAsync(mobile: null, call: Landline);
        await world.SessionAsync();
        world.GoTo(4, 10);
        await world.DispatchAsync();
        var rings = (await world.MessagesAsync()).Single(m => m.State == MessageState.Accepted);
        await world.ReplyAsync("STOP", Landline);
        var talk = world.Get<CallTalk>();
        (await talk.AnsweredAsync(rings.Id, 1, rings.ProviderId!, "human", Stop)).ShouldBe(CallStep.HangUp);
        (await talk.PressedAsync(rings.Id, 1, rings.ProviderId!, CallMenu.Opening, "1", Stop)).ShouldBe(CallStep.HangUp);
        await world.Get<TakeCallStatus>().RunAsync(rings.Id, 1, rings.ProviderId!, "no-answer", null, Stop);
        await LaterAsync(world, rings);
        transport.Calls.Count.ShouldBe(1);
        (await world.MessagesAsync()).ShouldAllBe(m => m.State == MessageState.Suppressed || m.State == MessageState.ToPhone);
    }

    /// <summary>Brings the reminder of the day before to where it is told to be.</summary>
    private static async Task<Message> BringToAsync(MessageWorld world, RecordingTransport transport, string state)
    {
        if (state != "planned")
        {
            world.GoTo(4, 10);
        }

        var ledger = world.Get<ILedger>();
        switch (state)
        {
            case "planned":
                break;
            case "claimed" or "sending":
                var claimed = (await ledger.ClaimDueAsync(10, Duration.FromMinutes(2), world.Now, Stop)).Messages.ShouldHaveSingleItem();
                if (state == "sending")
                {
                    (await ledger.BeginSendingAsync([Departing(claimed) with { TextDigest = 42 }], Duration.FromMinutes(1), world.Now, Stop)).ShouldHaveSingleItem();
                }

                break;
            default:
                transport.AnswerNext(state switch
                {
                    "being asked about" => new SendOutcome(SendResult.Unknown, Code: "timeout"),
                    "waiting for a second try" => new SendOutcome(SendResult.Transient, Code: "30003"),
                    "failed" => new SendOutcome(SendResult.Content, Code: "30007"),
                    "to phone" => new SendOutcome(SendResult.BadAddress, Code: "21211"),
                    _ => new SendOutcome(SendResult.Accepted, "SM1", Parts: 1),
                });
                await world.DispatchAsync();
                if (state == "delivered")
                {
                    await world.Get<TakeReceipt>().RunAsync((await RowAsync(world, MessageKind.DayBefore)).Id, 1, "SM1", "delivered", null, Stop);
                }
                else if (state == "accepted and then not delivered")
                {
                    await world.Get<TakeReceipt>().RunAsync((await RowAsync(world, MessageKind.DayBefore)).Id, 1, "SM1", "undelivered", 30003, Stop);
                }
                else if (state == "to phone")
                {
                    await world.ChangePersonAsync((await world.MessagesAsync())[0].PersonId, p => p.MarkTrouble(Number, null));
                }

                break;
        }

        return await RowAsync(world, MessageKind.DayBefore);
    }

    /// <summary>Half an hour passes with all the jobs, and a worker that was sending is taken for dead.</summary>
    private static async Task LaterAsync(MessageWorld world, Message row)
    {
        for (var minutes = 0; minutes < 30; minutes += 3)
        {
            world.Clock.Set(Instant.Max(world.Now, row.CalledFor) + Duration.FromMinutes(3));
            await world.Get<ReconcileTexts>().RunAsync(Stop);
            await world.Get<TakeCallStatus>().EndSilentAsync(Stop);
            await world.DispatchAsync();
        }
    }
}
