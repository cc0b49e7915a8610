using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Membership;
using Groups.Domain.Membership.ContactList;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Membership;

/// <summary>Rule 6: the contact list moves only rows with a dated yes, and it moves them only while the yes stands.</summary>
public sealed class ContactListTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<DataProvider> Databases => [DataProvider.Sqlite, DataProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Each_is_asked_by_their_safe_way_and_the_others_are_counted(DataProvider provider)
    {
        var transport = RecordingTransport.ForAll;
        await using var world = await MessageWorld.CreateAsync(provider, transport);
        await world.SessionAsync(12);
        var ruth = await world.PersonAsync("Ruth", "+447700900101");
        await world.PersonAsync("Jo", mobile: null, email: "jo@example.org");
        await world.PersonAsync("Pat", mobile: null, call: "+447700900125");
        await world.PersonAsync("Lee", mobile: null);
        await world.PersonAsync("Una", "+447700900102", with: p => p.SetSafeContact(SafeContact.Unsaid with { IWillContactYou = true }));
        await world.PersonAsync("Nora", "+447700900103", member: m => m.Say(usuallyComes: false, notYet: true));
        var said = await world.PersonAsync("Sam", "+447700900104");
        await world.Get<SayListConsent>().RunAsync(world.Cafe.Worker, world.Cafe.Id, said, yes: false, Stop);

        (await AskAsync(world, world.Cafe.Worker)).ShouldBe(new ListAsked(Reached: 3, InPerson: 1));
        await world.DispatchAsync();
        transport.Texts.Single().To.ShouldBe("+447700900101");
        transport.Texts.Single().Text.ShouldContain("YES or NO");
        transport.Emails.Single().To.ShouldBe("jo@example.org");
        (await ConsentAsync(world, ruth))!.AskedAt.ShouldBe(world.Now);
    }

    [Fact]
    public async Task The_group_is_asked_at_most_once_a_month_and_not_at_all_when_all_have_said()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForAll);
        await world.SessionAsync(12);
        var ruth = await world.PersonAsync("Ruth");
        (await AskAsync(world, world.Cafe.Worker)).Reached.ShouldBe(1);
        (await Should.ThrowAsync<RuleViolation>(() => AskAsync(world, world.Cafe.Worker))).Message.ShouldContain("ask again from Thursday 3 September");

        world.Clock.Set(Instant.FromUtc(2026, 9, 4, 9, 0));
        await world.Cafe.SessionAsync(new LocalDateTime(2026, 9, 9, 11, 0));
        (await AskAsync(world, world.Cafe.Worker)).Reached.ShouldBe(1);
        (await world.MessagesAsync()).Where(m => m.Kind == MessageKind.ContactList).Select(m => m.Revision).Distinct().ShouldBe([1, 2]);

        await world.Get<SayListConsent>().RunAsync(world.Cafe.Worker, world.Cafe.Id, ruth, yes: true, Stop);
        world.Clock.Set(Instant.FromUtc(2026, 10, 6, 9, 0));
        (await Should.ThrowAsync<RuleViolation>(() => AskAsync(world, world.Cafe.Worker))).Message.ShouldContain("said yes or no already");
    }

    [Fact]
    public async Task A_question_still_on_its_way_is_called_off_by_the_answer()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForAll);
        await world.SessionAsync(12);
        var ruth = await world.PersonAsync("Ruth");
        await AskAsync(world, world.Cafe.Worker);
        await world.Get<SayListConsent>().RunAsync(Viewer.OfParticipant(ruth), world.Cafe.Id, ruth, yes: true, Stop);
        (await world.MessagesAsync()).Single(m => m.Kind == MessageKind.ContactList).State.ShouldBe(MessageState.Cancelled);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Only_a_dated_yes_and_a_safe_way_make_a_row(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var keeper = await KeeperAsync(world);
        var ruth = await world.PersonAsync("Ruth", "+447700900101", "ruth@example.org", "+447700900101", with: p =>
        {
            p.SetContact(ContactWay.Email, "ruth@example.org", false);
            p.SetSafeContact(new SafeContact(new LocalTime(9, 0), new LocalTime(17, 0), VoicemailAllowed: true, SenderName: "Isla from the café"));
        });
        var will = await world.PersonAsync("Una", "+447700900102", with: p => p.SetSafeContact(SafeContact.Unsaid with { IWillContactYou = true }));
        var unsafely = await world.PersonAsync("Lee", mobile: null, with: p => p.SetContact(ContactWay.Text, "+447700900103", false));
        var stopped = await world.PersonAsync("Sal", "+447700900104");
        var troubled = await world.PersonAsync("Tom", "+447700900105", with: p => p.MarkTrouble("+447700900105", "number not in use"));
        await world.PersonAsync("Quinn", "+447700900106");
        foreach (var person in new[] { ruth, will, unsafely, stopped, troubled })
        {
            await SayAsync(world, person, yes: true);
        }

        await world.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(new StoppedNumber("+447700900104", world.Now))), Stop);
        var list = await ReadAsync(world, keeper);
        var row = list.Rows.ShouldHaveSingleItem();
        (row.Name, row.YesAt, row.VoicemailAllowed, row.SayYouAre, row.From, row.Until).ShouldBe(("Ruth", world.Now, true, "Isla from the café", new LocalTime(9, 0), new LocalTime(17, 0)));
        row.Ways.ShouldBe([new(ContactWay.Text, "+447700900101"), new(ContactWay.Call, "+447700900101")]);
        list.ViewerName.ShouldBe("Isla");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_yes_that_ends_is_gone_with_the_next_look(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var keeper = await KeeperAsync(world);
        var worker = world.Cafe.Worker;
        Dictionary<string, Func<Guid, Task>> ends = new()
        {
            ["took it back"] = id => SayAsync(world, id, yes: false),
            ["stopped all contact"] = id => world.Get<StopAllContact>().RunAsync(Viewer.OfParticipant(id), id, Stop),
            ["will contact us"] = id => world.ChangePersonAsync(id, p => p.SetSafeContact(SafeContact.Unsaid with { IWillContactYou = true })),
            ["has no safe way now"] = id => world.ChangePersonAsync(id, p => p.SetContacts([])),
            ["left"] = id => world.ChangeAsync(async db => (await db.Members.SingleAsync(m => m.PersonId == id, Stop)).Leave(world.Now)),
        };
        foreach (var (why, end) in ends)
        {
            var person = await world.PersonAsync("Ruth", "+447700900101");
            await SayAsync(world, person, yes: true);
            (await ReadAsync(world, keeper)).Rows.Count.ShouldBe(1, why);
            await end(person);
            (await ReadAsync(world, keeper)).Rows.ShouldBeEmpty(why);
        }
    }

    [Fact]
    public async Task A_yes_does_not_come_back_by_itself()
    {
        await using var world = await MessageWorld.CreateAsync();
        var stopped = await world.PersonAsync("Sal", "+447700900101");
        var gone = await world.PersonAsync("Gus", "+447700900102");
        await SayAsync(world, stopped, yes: true);
        await SayAsync(world, gone, yes: true);
        await world.Get<StopAllContact>().RunAsync(Viewer.OfParticipant(stopped), stopped, Stop);
        await world.Get<LeaveGroup>().RunAsync(world.Cafe.Worker, world.Cafe.Id, gone, Stop);
        (await Should.ThrowAsync<RuleViolation>(() => SayAsync(world, stopped, yes: true))).Message.ShouldContain("All contact was stopped");
        await Should.ThrowAsync<NotFoundException>(() => SayAsync(world, gone, yes: true));

        await world.ChangePersonAsync(stopped, p => p.GiveConsent("Said yes again", null, world.Now));
        await world.ChangeAsync(async db => (await db.Members.SingleAsync(m => m.PersonId == gone, Stop)).ComeBack(world.Now));
        var keeper = await KeeperAsync(world);
        (await ReadAsync(world, keeper)).Rows.ShouldBeEmpty();
        (await ConsentAsync(world, gone)).ShouldBeNull();
        (await ConsentAsync(world, stopped))!.NoAt.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Nobody_but_who_keeps_the_list_of_a_self_run_group_reads_it(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var ruth = await world.PersonAsync("Ruth");
        await SayAsync(world, ruth, yes: true);
        var keeper = await KeeperAsync(world, selfRun: false);
        var lead = await PeerAsync(world, "Tam", Enum.GetValues<Duty>().Except([Duty.ContactList]));
        await Should.ThrowAsync<NotFoundException>(() => ReadAsync(world, keeper), "the group does not run itself yet");
        await Should.ThrowAsync<NotFoundException>(() => AskAsync(world, keeper), "its worker asks");
        await SelfRunAsync(world, keeper);

        var deputy = Viewer.OfParticipant(keeper.PersonId!.Value);
        foreach (var viewer in new[] { world.Cafe.Worker, lead, deputy, Viewer.OfParticipant(ruth), Viewer.OfPass(Guid.NewGuid()), Viewer.OfAccount(Guid.NewGuid(), null) })
        {
            await Should.ThrowAsync<NotFoundException>(() => ReadAsync(world, viewer));
            await Should.ThrowAsync<NotFoundException>(() => AskAsync(world, viewer));
        }

        await Should.ThrowAsync<NotFoundException>(() => world.Get<SayListConsent>().RunAsync(world.Cafe.Worker, world.Cafe.Id, ruth, yes: true, Stop), "the worker is told nothing any more");
        await Should.ThrowAsync<NotFoundException>(() => world.Get<SayListConsent>().RunAsync(keeper, world.Cafe.Id, ruth, yes: true, Stop), "only their own yes");
        (await LooksAsync(world)).ShouldBeEmpty("a refused look is no look");
        (await ReadAsync(world, keeper)).Rows.Count.ShouldBe(1);
        await world.Get<HandBackDuty>().RunAsync(keeper, world.Cafe.Id, Duty.ContactList, stop: Stop);
        await Should.ThrowAsync<NotFoundException>(() => ReadAsync(world, keeper));
    }

    [Fact]
    public async Task Every_look_is_written_down_and_shown_to_the_next()
    {
        await using var world = await MessageWorld.CreateAsync();
        await SayAsync(world, await world.PersonAsync("Ruth"), yes: true);
        var keeper = await KeeperAsync(world);
        (await ReadAsync(world, keeper)).Looks.ShouldBeEmpty();
        world.Clock.Advance(Duration.FromMinutes(5));
        (await world.Get<ReadContactList>().RunAsync(keeper, world.Cafe.Id, printed: true, Stop)).Looks.Select(l => (l.Name, l.Rows, l.Printed)).ShouldBe([("Isla", 1, false)]);
        (await LooksAsync(world)).Select(l => (l.AccountId, l.Rows, l.Printed, l.At)).ShouldBe(
            [(keeper.AccountId!.Value, 1, false, world.Now - Duration.FromMinutes(5)), (keeper.AccountId.Value, 1, true, world.Now)]);
    }

    private static Task<ListAsked> AskAsync(MessageWorld world, Viewer viewer) => world.Get<AskForContactList>().RunAsync(viewer, world.Cafe.Id, Stop);

    private static Task<ContactListView> ReadAsync(MessageWorld world, Viewer viewer) => world.Get<ReadContactList>().RunAsync(viewer, world.Cafe.Id, printed: false, Stop);

    private static Task SayAsync(MessageWorld world, Guid person, bool yes) => world.Get<SayListConsent>().RunAsync(Viewer.OfParticipant(person), world.Cafe.Id, person, yes, Stop);

    private static async Task<ListConsent?> ConsentAsync(MessageWorld world, Guid person)
    {
        await using var db = world.Database.Open();
        return await db.ListConsents.SingleOrDefaultAsync(c => c.PersonId == person, Stop);
    }

    private static async Task<List<ListLook>> LooksAsync(MessageWorld world)
    {
        await using var db = world.Database.Open();
        return await db.ListLooks.OrderBy(l => l.At).ToListAsync(Stop);
    }

    /// <summary>Isla keeps the list; nothing of her own stands on it.</summary>
    private static async Task<Viewer> KeeperAsync(MessageWorld world, bool selfRun = true)
    {
        var keeper = await PeerAsync(world, "Isla", [Duty.ContactList]);
        if (selfRun)
        {
            await SelfRunAsync(world, keeper);
        }

        return keeper;
    }

    private static Task SelfRunAsync(MessageWorld world, Viewer peer) => world.ChangeAsync(async db =>
    {
        var change = new StageChange(world.Cafe.Id, Stage.StandingBy, Stage.SelfRun, world.Now);
        var group = await db.Groups.SingleAsync(g => g.Id == world.Cafe.Id, Stop);
        var hands = new Vote(group.Id, change.Id, VoteWay.Hands, 1, 3, 1, world.Cafe.WorkerAccount, world.Now, null);
        hands.Count(3, 0, 0, world.Now);
        change.WorkerAgrees(world.Cafe.WorkerAccount, group, world.Now, hands);
        change.PeerAgrees(peer.PersonId!.Value, group, world.Now, hands);
        db.AddRange(change, hands);
    });

    private static async Task<Viewer> PeerAsync(MessageWorld world, string name, IEnumerable<Duty> duties)
    {
        var person = await world.PersonAsync(name, mobile: null);
        var account = new Account(name, $"{name}@example.org", Post.Peer, person, world.Now);
        await world.ChangeAsync(db =>
        {
            db.Add(account);
            db.AddRange(duties.Select(d => new DutyHolding(world.Cafe.Id, d, person, null, world.Now)));
            return Task.CompletedTask;
        });
        return Viewer.OfAccount(account.Id, person);
    }
}
