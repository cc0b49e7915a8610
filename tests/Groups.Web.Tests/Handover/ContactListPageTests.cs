using System.Net;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Handover;

/// <summary>The contact list as its keeper, its members and its worker meet it.</summary>
public sealed class ContactListPageTests
{
    private const string Number = "07700 900101";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<DataProvider> Databases => [DataProvider.Sqlite, DataProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_yes_in_one_tap_puts_a_member_on_the_list_and_taking_it_back_takes_them_off_with_the_next_request(DataProvider provider)
    {
        await using var app = await GroupsApp.StartAsync(provider, settings: ["Role=web"]);
        var there = await FillAsync(app, Stage.SelfRun);
        using var phone = app.Browser();
        using var keeper = await app.BrowserOfAsync(there.Keeper);
        (await keeper.GetStringAsync(there.List, Stop)).ShouldNotContain(Number);
        app.Clock.Advance(Duration.FromMinutes(1));

        (await SayAsync(phone, there, TurnAnswer.Yes)).ShouldContain("You said yes on Monday 3 August.");
        var list = WebUtility.HtmlDecode(Forms.WithoutTokens(await keeper.GetStringAsync(there.List, Stop)));
        list.ShouldContain("Ruth");
        list.ShouldContain(Number);
        list.ShouldContain("Leave no message.");
        list.ShouldNotContain("07700 900102", customMessage: "a way that is not safe");
        list.ShouldNotContain("Lee", customMessage: "who never said yes");
        (await WordsAsync(phone, there.Page)).ShouldContain("How often somebody looked at the list since then: 1.");

        (await SayAsync(phone, there, TurnAnswer.No)).ShouldContain("You said no on Monday 3 August.");
        foreach (var page in new[] { there.List, $"{there.List}/print" })
        {
            var after = Forms.WithoutTokens(await keeper.GetStringAsync(page, Stop));
            after.ShouldNotContain(Number);
            after.ShouldNotContain("Ruth");
        }
    }

    [Fact]
    public async Task Every_page_of_the_list_says_who_opened_it_and_when_under_the_neutral_name()
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web"]);
        var there = await FillAsync(app, Stage.SelfRun, alias: "Wednesday meet-up");
        using var keeper = await app.BrowserOfAsync(there.Keeper);
        var sheet = WebUtility.HtmlDecode(await keeper.GetStringAsync($"{there.List}/print", Stop));
        sheet.ShouldContain("<div class=\"watermark\" aria-hidden=\"true\"");
        sheet.ShouldContain("Isla, Monday 3 August 2026");
        sheet.ShouldContain("<title>Contact list – Wednesday meet-up</title>");
        sheet.ShouldNotContain("Women's Café");
        var list = WebUtility.HtmlDecode(Forms.WithoutTokens(await keeper.GetStringAsync(there.List, Stop)));
        list.ShouldContain("Isla, Monday 3 August 2026");
        list.ShouldContain("0 lines, to print");
        await using var db = app.Database.Open();
        (await db.ListLooks.OrderBy(l => l.Id).Select(l => l.Printed).ToListAsync(Stop)).ShouldBe([true, false]);
    }

    [Fact]
    public async Task A_duty_handed_back_closes_the_list_with_the_next_request_and_is_no_look()
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web"]);
        var there = await FillAsync(app, Stage.SelfRun);
        using var keeper = await app.BrowserOfAsync(there.Keeper);
        (await keeper.GetAsync(there.List, Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.Get<HandBackDuty>().RunAsync(Domain.Viewer.OfAccount(there.Keeper, there.KeeperPerson), there.Id, Duty.ContactList, HoldingEnd.HandedBack, Stop);
        (await keeper.GetAsync(there.List, Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await keeper.GetAsync($"{there.List}/print", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var db = app.Database.Open();
        (await db.ListLooks.CountAsync(Stop)).ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_asks_and_writes_down_what_they_are_told_until_the_group_runs_itself()
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web"]);
        var there = await FillAsync(app, Stage.StandingBy);
        using var worker = await app.BrowserOfAsync(there.Worker);
        (await worker.GetStringAsync($"groups/{there.Id}", Stop)).ShouldContain($"/groups/{there.Id}/contact-list");
        var asked = await PostAsync(worker, there.List, "ask-list");
        asked.ShouldContain("1 person is being asked");
        asked.ShouldContain("2 people have no safe way for a message: ask them when you see them.");
        (await PostAsync(worker, there.List, "ask-list")).ShouldContain("less than a month ago");
        var told = await PostAsync(worker, there.List, "told-list", ("said", $"{there.Lee:N}.{TurnAnswer.No}"));
        told.ShouldContain("Said no on Monday 3 August.");
        told.ShouldContain("0 said yes, 1 said no");

        await EnterAsync(app, there.Id, Stage.SelfRun, there.Worker, there.KeeperPerson);
        (await worker.GetAsync(there.List, Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await worker.GetStringAsync($"groups/{there.Id}", Stop)).ShouldNotContain("contact-list");
    }

    [Fact]
    public async Task The_keeper_asks_without_seeing_who_is_asked_and_a_post_is_no_look()
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web"]);
        var there = await FillAsync(app, Stage.SelfRun);
        using var keeper = await app.BrowserOfAsync(there.Keeper);
        var asked = await PostAsync(keeper, there.List, "ask-list");
        asked.ShouldContain("1 person is being asked");
        asked.ShouldNotContain("Ruth");
        asked.ShouldNotContain("They told you");
        await using var db = app.Database.Open();
        (await db.ListLooks.CountAsync(Stop)).ShouldBe(2, "before and after, not the post between");
    }

    [Fact]
    public async Task A_question_that_waits_stands_open_on_the_page_of_the_member_in_their_language()
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web"]);
        var there = await FillAsync(app, Stage.StandingBy);
        using var phone = app.Browser();
        (await WordsAsync(phone, there.Page)).ShouldNotContain("Our own contact list");
        using var worker = await app.BrowserOfAsync(there.Worker);
        await PostAsync(worker, there.List, "ask-list");
        var page = await WordsAsync(phone, there.Page);
        page.ShouldContain("You were asked on Monday 3 August.");
        (await WordsAsync(phone, $"{there.Page}?lang=so")).ShouldContain("Liiska xiriirka ee aan leenahay");
    }

    private static async Task<string> SayAsync(HttpClient phone, There there, TurnAnswer answer) =>
        await PostAsync(phone, there.Page, "standing", ("list", $"{there.Id:N}.{answer}"));

    private static async Task<string> PostAsync(HttpClient browser, string page, string form, params (string Name, string Value)[] answers)
    {
        var fields = Forms.FieldsOf(await browser.GetStringAsync(page, Stop), $"value=\"{form}\"");
        foreach (var (name, value) in answers)
        {
            fields[name] = value;
        }

        using var answer = await browser.PostAsync(page, new FormUrlEncodedContent(fields), Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return WebUtility.HtmlDecode(Forms.WithoutTokens(await answer.Content.ReadAsStringAsync(Stop)));
    }

    private static async Task<string> WordsAsync(HttpClient browser, string page) => WebUtility.HtmlDecode(await browser.GetStringAsync(page, Stop));

    private static Task EnterAsync(GroupsApp app, Guid groupId, Stage stage, Guid worker, Guid peer) => app.Database.Factory.WriteAsync(async db =>
    {
        var now = app.Clock.GetCurrentInstant();
        var change = new StageChange(groupId, Stage.StandingBy, stage, now);
        var group = await db.Groups.SingleAsync(g => g.Id == groupId, Stop);
        var hands = new Vote(groupId, change.Id, VoteWay.Hands, 1 + await db.Votes.CountAsync(v => v.GroupId == groupId, Stop), 3, 1, worker, now, null);
        hands.Count(3, 0, 0, now);
        change.WorkerAgrees(worker, group, now, hands);
        change.PeerAgrees(peer, group, now, hands);
        db.AddRange(change, hands);
    }, Stop);

    /// <summary>Isla keeps the list; Ruth can be texted, another number of hers is not safe; Lee and Isla have no safe way.</summary>
    private static async Task<There> FillAsync(GroupsApp app, Stage stage, string? alias = null)
    {
        var now = app.Clock.GetCurrentInstant();
        var worker = new Account("Laura", "laura@example.org", Post.Worker, null, now);
        var venue = new Venue("Braid Street Café", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea and toast");
        var group = new Group(new GroupDetails("Women's Café", alias, "A hot drink", "Women", false, venue), worker.Id, now);
        var (isla, ruth, lee) = (new Person("Isla", "en", now), new Person("Ruth", "en", now), new Person("Lee", "en", now));
        ruth.SetContacts([(ContactWay.Text, "+447700900101", true), (ContactWay.Call, "+447700900101", true), (ContactWay.Text, "+447700900102", false)]);
        ruth.GiveConsent("Said yes", worker.Id, now);
        var keeper = new Account("Isla", "isla@example.org", Post.Peer, isla.Id, now);
        var link = ParticipantLink.For(ruth.Id, now, out var token);
        await app.Database.Factory.WriteAsync(db =>
        {
            db.AddRange(worker, group, isla, ruth, lee, keeper, link, new DutyHolding(group.Id, Duty.ContactList, isla.Id, null, now));
            db.AddRange(new[] { isla, ruth, lee }.Select(p => new Member(group.Id, p.Id, now)));
            db.Add(new Session(group.Id, null, new LocalDate(2026, 8, 12), new LocalTime(11, 0), 90, "Europe/London"));
            return Task.CompletedTask;
        }, Stop);
        await EnterAsync(app, group.Id, stage, worker.Id, isla.Id);
        return new There(group.Id, worker.Id, keeper.Id, isla.Id, lee.Id, $"me/{token}");
    }

    private sealed record There(Guid Id, Guid Worker, Guid Keeper, Guid KeeperPerson, Guid Lee, string Page)
    {
        public string List => $"groups/{Id}/contact-list";
    }
}
