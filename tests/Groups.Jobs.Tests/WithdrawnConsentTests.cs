using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Jobs.Calls;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Tests;

/// <summary>A yes that is taken back after a message was planned, in every way there is, and numbers that no machine may use.</summary>
public sealed class WithdrawnConsentTests
{
    private const string Mobile = "+447700900123";
    private const string Email = "ruth@example.org";
    private const string Landline = "+441632960123";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, ContactWay, DataProvider> Ways()
    {
        var data = new TheoryData<string, ContactWay, DataProvider>();
        foreach (var provider in new[] { DataProvider.Sqlite, DataProvider.Postgres })
        {
            foreach (var how in new[] { "staff stop all contact", "the person stops all contact", "I will contact you", "no way is safe", "the way is gone", "staff mark the way unsafe" })
            {
                data.Add(how, ContactWay.Text, provider);
                data.Add(how, ContactWay.Call, provider);
            }

            data.Add("unsubscribes", ContactWay.Email, provider);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_was_planned_or_claimed_is_called_off_and_never_written_ahead(string how, ContactWay way, DataProvider provider)
    {
        foreach (var isClaimed in new[] { false, true })
        {
            await using var world = await PlannedAsync(way, RecordingTransport.ForNothing, provider);
            var row = (await world.MessagesAsync()).Single(m => m.Kind == MessageKind.DayBefore);
            if (isClaimed)
            {
                world.GoTo(4, 10);
                row = (await world.Get<ILedger>().ClaimDueAsync(10, Duration.FromMinutes(2), world.Now, Stop)).Messages.ShouldHaveSingleItem();
            }

            await WithdrawAsync(world, row.PersonId, how);
            if (isClaimed)
            {
                (await BeginAsync(world, row, way)).ShouldBeFalse();
            }

            (await world.MessagesAsync()).ShouldAllBe(m => m.State == MessageState.Suppressed && m.Reason != null);
            world.GoTo(4, 10, 5);
            await world.DispatchAsync();
            (await world.MessagesAsync()).ShouldAllBe(m => m.State == MessageState.Suppressed && m.Attempts == 0);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Even_where_the_plan_was_not_told_the_last_look_before_sending_says_no(string how, ContactWay way, DataProvider provider)
    {
        await using var world = await PlannedAsync(way, RecordingTransport.ForNothing, provider);
        world.GoTo(4, 10);
        var row = (await world.Get<ILedger>().ClaimDueAsync(10, Duration.FromMinutes(2), world.Now, Stop)).Messages.ShouldHaveSingleItem();
        await WithdrawAsync(world, row.PersonId, how);
        await world.Database.Factory.WriteAsync(
            db => db.Messages.Where(m => m.Id == row.Id).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, MessageState.Claimed).SetProperty(m => m.LeaseToken, row.LeaseToken).SetProperty(m => m.LeaseUntil, row.LeaseUntil), Stop),
            Stop);
        (await BeginAsync(world, row, way)).ShouldBeFalse();
        world.Clock.Advance(Duration.FromMinutes(3));
        await world.DispatchAsync();
        (await world.MessagesAsync()).ShouldAllBe(m => m.State == MessageState.Suppressed && m.Attempts == 0);
    }

    [Theory]
    [InlineData("staff stop all contact")]
    [InlineData("the person stops all contact")]
    [InlineData("I will contact you")]
    [InlineData("no way is safe")]
    [InlineData("the way is gone")]
    public async Task A_phone_that_rings_already_says_nothing_and_no_person_is_asked_to_phone_who_must_not(string how)
    {
        using var transport = RecordingTransport.ForCalls;
        await using var world = await PlannedAsync(ContactWay.Call, transport, DataProvider.Sqlite);
        world.GoTo(4, 10);
        await world.DispatchAsync();
        var rings = (await world.MessagesAsync()).Single(m => m.State == MessageState.Accepted);
        await WithdrawAsync(world, rings.PersonId, how);
        (await world.Get<CallTalk>().AnsweredAsync(rings.Id, 1, rings.ProviderId!, "human", Stop)).ShouldBe(CallStep.HangUp);
        await world.Get<TakeCallStatus>().RunAsync(rings.Id, 1, rings.ProviderId!, "completed", "human", Stop);
        var after = (await world.MessagesAsync()).Single(m => m.Id == rings.Id);
        after.State.ShouldBe(how is "no way is safe" or "the way is gone" ? MessageState.ToPhone : MessageState.Suppressed);
        transport.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(ContactWay.Text, "+441632960123", null)]
    [InlineData(ContactWay.Text, "+442079460123", null)]
    [InlineData(ContactWay.Text, "+447012345678", null)]
    [InlineData(ContactWay.Text, "+447600123456", null)]
    [InlineData(ContactWay.Text, "+447624300000", ContactWay.Text)]
    [InlineData(ContactWay.Text, "+447797712345", ContactWay.Text)]
    [InlineData(ContactWay.Text, "+443001234567", null)]
    [InlineData(ContactWay.Text, "+448081570123", null)]
    [InlineData(ContactWay.Text, "+448457123456", null)]
    [InlineData(ContactWay.Text, "+449098790123", null)]
    [InlineData(ContactWay.Text, "+48501234567", null)]
    [InlineData(ContactWay.Call, "+447012345678", null)]
    [InlineData(ContactWay.Call, "+447600123456", null)]
    [InlineData(ContactWay.Call, "+447624300000", ContactWay.Call)]
    [InlineData(ContactWay.Call, "+441632960123", ContactWay.Call)]
    [InlineData(ContactWay.Call, "+443001234567", ContactWay.Call)]
    [InlineData(ContactWay.Call, "+48501234567", ContactWay.Call)]
    public async Task Only_a_number_of_the_right_kind_is_used_and_for_any_other_staff_read_why_nothing_was_sent(ContactWay way, string number, ContactWay? used)
    {
        using var transport = used is null ? RecordingTransport.ForNothing : used == ContactWay.Text ? RecordingTransport.ForTexts : RecordingTransport.ForCalls;
        await using var world = await MessageWorld.CreateAsync(transport: transport);
        await world.PersonAsync(mobile: way == ContactWay.Text ? number : null, call: way == ContactWay.Call ? number : null);
        await world.SessionAsync();
        world.GoTo(4, 10);
        await world.DispatchAsync();
        var row = (await world.MessagesAsync()).Single(m => m.Kind == MessageKind.DayBefore);
        (row.Way, transport.Texts.Count, transport.Calls.Count).ShouldBe((used, used == ContactWay.Text ? 1 : 0, used == ContactWay.Call ? 1 : 0));
        row.State.ShouldBe(used is null ? MessageState.Suppressed : MessageState.Accepted);
        row.Reason.ShouldBe(used is null ? "has a number that is no UK mobile, and no other safe way" : null);
    }

    private static async Task<MessageWorld> PlannedAsync(ContactWay way, RecordingTransport transport, DataProvider provider)
    {
        var world = await MessageWorld.CreateAsync(provider, transport);
        await world.PersonAsync(
            mobile: way == ContactWay.Text ? Mobile : null, email: way == ContactWay.Email ? Email : null, call: way == ContactWay.Call ? Landline : null);
        await world.SessionAsync();
        return world;
    }

    private static async Task<bool> BeginAsync(MessageWorld world, Message claimed, ContactWay way) => way == ContactWay.Call
        ? await world.Get<CallLedger>().BeginAsync(claimed, Landline, Duration.FromMinutes(1), CallLedger.LongestCall, world.Now, Stop) == CallStart.Begun
        : (await world.Get<ILedger>().BeginSendingAsync(
            [new Departure(claimed, way, way == ContactWay.Text ? Mobile : Email, "Women's Café")], Duration.FromMinutes(1), world.Now, Stop)).Count == 1;

    private static async Task WithdrawAsync(MessageWorld world, Guid personId, string how)
    {
        var self = Viewer.OfParticipant(personId);
        Person person;
        await using (var db = world.Database.Open())
        {
            person = await db.People.AsNoTracking().Include(p => p.Contacts).SingleAsync(p => p.Id == personId, Stop);
        }

        var way = person.Contacts.Single();
        switch (how)
        {
            case "staff stop all contact":
                await world.Get<StopAllContact>().RunAsync(world.Cafe.Worker, personId, Stop);
                break;
            case "the person stops all contact":
                await world.Get<StopAllContact>().RunAsync(self, personId, Stop);
                break;
            case "unsubscribes":
                var link = UnsubscribeLink.For(personId, Email, world.Now, out var token);
                await world.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(link)), Stop);
                await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.Get<Unsubscribe>().RunAsync(Viewer.Program, token, Stop))));
                break;
            case "staff mark the way unsafe":
                var details = PersonDetails.Of(person) with { TextIsSafe = false, CallIsSafe = false, LandlineIsSafe = false, EmailIsSafe = false };
                await world.Get<ChangePerson>().RunAsync(world.Cafe.Worker, personId, details, new SaidYes(false, false), Stop);
                break;
            default:
                IReadOnlyList<WishedWay> ways = how == "the way is gone" ? [] : [new WishedWay(way.Way, way.Address, how != "no way is safe")];
                await world.Get<SayContact>().RunAsync(
                    self, new ContactWishes(ways, null, null, false, how == "I will contact you", new Dictionary<Guid, ReminderChoice>()), Stop);
                break;
        }
    }
}
