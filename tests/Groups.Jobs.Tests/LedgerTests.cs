using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Groups.Jobs.Tests.DispatchTests;

namespace Groups.Jobs.Tests;

/// <summary>What is done for many messages at once, by the ledger alone: no plan runs beside it.</summary>
public sealed class LedgerTests
{
    private const string Bea = "+447700900124";

    private static readonly Dictionary<string, (Func<GroupsDb, Message, Instant, Task> Change, bool OthersGo)> Changes = new(StringComparer.Ordinal)
    {
        ["the session moved"] = (async (db, m, now) => (await SessionOf(db, m)).Move(new LocalDate(2026, 8, 5), new LocalTime(15, 0), 60, now), false),
        ["the session was cancelled"] = (async (db, m, now) => (await SessionOf(db, m)).Cancel(now), false),
        ["contact was stopped"] = (async (db, m, now) => (await PersonOf(db, m)).StopAllContact(now), true),
        ["the person will contact us"] = (async (db, m, _) => (await PersonOf(db, m)).SetSafeContact(SafeContact.Unsaid with { IWillContactYou = true }), true),
        ["the address is not safe"] = (async (db, m, _) => (await PersonOf(db, m)).SetContact(ContactWay.Text, "+447700900123", false), true),
        ["the address does not work"] = (async (db, m, _) => (await PersonOf(db, m)).MarkTrouble("+447700900123", "the number does not work"), true),
        ["the address is another"] = (async (db, m, _) => (await PersonOf(db, m)).SetContacts([(ContactWay.Text, "+447700900125", true)]), true),
        ["the number said STOP"] = ((db, _, now) => Task.FromResult(db.StoppedNumbers.Add(new StoppedNumber("+447700900123", now))), true),
        ["the person left"] = (async (db, m, now) => (await db.Members.SingleAsync(b => b.PersonId == m.PersonId)).Leave(now), true),
        ["consent was taken back"] = ((db, m, _) => SqlAsync(db, "UPDATE \"People\" SET \"Consent_GivenAt\" = NULL, \"Consent_Wording\" = NULL WHERE \"Id\" = {0}", m.PersonId), true),
        ["the group has another name"] = ((db, m, _) => SqlAsync(db, "UPDATE \"Groups\" SET \"Name\" = 'Another name' WHERE \"Id\" = {0}", m.GroupId), false),
        ["the group has a neutral name by now"] = ((db, m, _) => SqlAsync(db, "UPDATE \"Groups\" SET \"Alias\" = 'Tea' WHERE \"Id\" = {0}", m.GroupId), false),
        ["the group became sensitive"] = ((db, m, _) => SqlAsync(db, "UPDATE \"Groups\" SET \"Sensitive\" = true, \"Alias\" = 'Tea' WHERE \"Id\" = {0}", m.GroupId), false),
        ["another worker claimed it"] = ((db, m, _) => SqlAsync(db, "UPDATE \"Messages\" SET \"LeaseToken\" = {1} WHERE \"Id\" = {0}", m.Id, Guid.NewGuid()), true),
        ["it was called off"] = ((db, m, _) => SqlAsync(db, "UPDATE \"Messages\" SET \"State\" = 'Cancelled' WHERE \"Id\" = {0}", m.Id), true),
        ["it is being sent already"] = ((db, m, _) => SqlAsync(db, "UPDATE \"Messages\" SET \"State\" = 'Sending' WHERE \"Id\" = {0}", m.Id), true),
        ["the reminder of the day is due"] = (
            (db, m, _) => SqlAsync(db, "UPDATE \"Messages\" SET \"DueAt\" = {2} WHERE \"PersonId\" = {0} AND \"Id\" <> {1}", m.PersonId, m.Id, Moment(db, m.DueAt)), true),
    };

    public static TheoryData<DataProvider, string> EachChange =>
        [.. Enum.GetValues<DataProvider>().SelectMany(provider => Changes.Keys.Select(what => (provider, what)))];

    [Theory]
    [MemberData(nameof(EachChange))]
    public async Task Of_messages_written_ahead_together_the_one_for_which_something_changed_does_not_go(DataProvider provider, string what)
    {
        await using var world = await ReadyAsync(RecordingTransport.ForNothing, provider);
        await world.PersonAsync("Bea", Bea);
        await world.PlanAsync();
        world.GoTo(4, 10);
        var ledger = world.Get<ILedger>();
        var claimed = (await ledger.ClaimDueAsync(10, Duration.FromMinutes(2), world.Now)).Messages;
        claimed.Count.ShouldBe(2);
        var numbers = await NumbersAsync(world);
        var ruth = claimed.Single(m => numbers[m.PersonId] != Bea);
        await world.Database.Factory.WriteAsync(db => Changes[what].Change(db, ruth, world.Now));
        var may = await ledger.BeginSendingAsync([.. claimed.Select(m => Departing(m, numbers[m.PersonId]))], Duration.FromMinutes(1), world.Now);
        may.ShouldBe(Changes[what].OthersGo ? claimed.Where(m => m != ruth).Select(m => m.Id) : [], ignoreOrder: true);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Where_nothing_changed_all_go_once_and_each_keeps_its_way_its_number_and_the_mark_of_its_words(DataProvider provider)
    {
        await using var world = await ReadyAsync(RecordingTransport.ForNothing, provider);
        await world.PersonAsync("Bea", Bea);
        await world.PlanAsync();
        world.GoTo(4, 10);
        var ledger = world.Get<ILedger>();
        var claimed = (await ledger.ClaimDueAsync(10, Duration.FromMinutes(2), world.Now)).Messages;
        var numbers = await NumbersAsync(world);
        Departure[] departures = [.. claimed.Select((m, i) => Departing(m, numbers[m.PersonId]) with { TextDigest = i + 7 })];
        (await ledger.BeginSendingAsync(departures, Duration.FromMinutes(1), world.Now)).Count.ShouldBe(2);
        (await ledger.BeginSendingAsync(departures, Duration.FromMinutes(1), world.Now)).ShouldBeEmpty();
        var rows = (await world.MessagesAsync()).Where(m => m.State == MessageState.Sending).ToDictionary(m => m.Id);
        foreach (var departure in departures)
        {
            var row = rows[departure.Message.Id];
            (row.Way, row.Address, row.TextDigest, row.Attempts, row.SentAt, row.LeaseUntil).ShouldBe(
                (ContactWay.Text, departure.Address, departure.TextDigest, 1, world.Now, world.Now + Duration.FromMinutes(1)));
        }
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_lease_that_ran_out_or_a_time_that_passed_keeps_all_of_them_back(DataProvider provider)
    {
        await using var world = await ReadyAsync(RecordingTransport.ForNothing, provider);
        world.GoTo(4, 10);
        var ledger = world.Get<ILedger>();
        var claimed = (await ledger.ClaimDueAsync(10, Duration.FromDays(2), world.Now)).Messages.ShouldHaveSingleItem();
        (await ledger.BeginSendingAsync([Departing(claimed)], Duration.FromMinutes(1), claimed.NotAfter)).ShouldBeEmpty();
        (await ledger.BeginSendingAsync([Departing(claimed)], Duration.FromMinutes(1), claimed.LeaseUntil!.Value)).ShouldBeEmpty();
        (await ledger.BeginSendingAsync([Departing(claimed)], Duration.FromMinutes(1), world.Now)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_yes_recorded_in_a_group_takes_nothing_back_from_a_receipt_that_came_earlier(DataProvider provider)
    {
        await using var world = await ReadyAsync(RecordingTransport.ForNothing, provider);
        await world.PersonAsync("Bea", Bea);
        await world.PersonAsync("Cat", "+447700900125");
        await world.PlanAsync();
        world.GoTo(4, 10);
        var ledger = world.Get<ILedger>();
        var claimed = (await ledger.ClaimDueAsync(10, Duration.FromMinutes(2), world.Now)).Messages;
        var numbers = await NumbersAsync(world);
        (await ledger.BeginSendingAsync([.. claimed.Take(2).Select(m => Departing(m, numbers[m.PersonId]))], Duration.FromMinutes(1), world.Now)).Count.ShouldBe(2);
        await world.Get<TakeReceipt>().RunAsync(claimed[0].Id, 1, "SM1", "delivered", null);
        (await ledger.AcceptAsync([.. claimed.Select((m, i) => new Taken(m, $"SM{i + 1}", 2))], world.Now)).ShouldBe(2);
        var rows = (await world.MessagesAsync()).ToDictionary(m => m.Id);
        (rows[claimed[0].Id].State, rows[claimed[0].Id].Parts).ShouldBe((MessageState.Delivered, 2));
        (rows[claimed[1].Id].State, rows[claimed[1].Id].ProviderId, rows[claimed[1].Id].LeaseToken).ShouldBe((MessageState.Accepted, "SM2", null));
        rows[claimed[2].Id].State.ShouldBe(MessageState.Claimed);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task What_is_settled_in_a_group_skips_the_one_whose_lease_was_lost(DataProvider provider)
    {
        await using var world = await ReadyAsync(RecordingTransport.ForNothing, provider);
        await world.PersonAsync("Bea", Bea);
        await world.PlanAsync();
        world.GoTo(4, 10);
        var ledger = world.Get<ILedger>();
        var claimed = (await ledger.ClaimDueAsync(10, Duration.FromMinutes(2), world.Now)).Messages;
        await world.Database.Factory.WriteAsync(db => SqlAsync(db, "UPDATE \"Messages\" SET \"LeaseToken\" = {1} WHERE \"Id\" = {0}", claimed[0].Id, Guid.NewGuid()));
        var later = world.Now + Duration.FromHours(1);
        Settled[] settled = [.. claimed.Select(m => { var token = m.LeaseToken!.Value; m.PutBack(later, "waits", world.Now); return new Settled(m, token, MessageState.Claimed); })];
        (await ledger.SettleAsync(settled)).ShouldBe(1);
        var rows = (await world.MessagesAsync()).ToDictionary(m => m.Id);
        rows[claimed[0].Id].State.ShouldBe(MessageState.Claimed);
        (rows[claimed[1].Id].State, rows[claimed[1].Id].DueAt, rows[claimed[1].Id].Reason, rows[claimed[1].Id].LeaseToken).ShouldBe((MessageState.Planned, later, "waits", null));
    }

    private static Task<Groups.Domain.Sessions.Session> SessionOf(GroupsDb db, Message message) => db.Sessions.SingleAsync(s => s.Id == message.SessionId);

    private static Task<Person> PersonOf(GroupsDb db, Message message) => db.People.Include(p => p.Contacts).SingleAsync(p => p.Id == message.PersonId);

    private static object Moment(GroupsDb db, Instant at) => db is SqliteGroupsDb ? at.ToUnixTimeMilliseconds() : at.ToDateTimeUtc();

    private static Task<int> SqlAsync(GroupsDb db, string sql, params object[] values) => db.Database.ExecuteSqlRawAsync(sql, values);

    private static async Task<Dictionary<Guid, string>> NumbersAsync(MessageWorld world)
    {
        await using var db = world.Database.Open();
        return await db.People.Where(p => p.Contacts.Any()).Include(p => p.Contacts).ToDictionaryAsync(p => p.Id, p => p.Contacts[0].Address);
    }
}
