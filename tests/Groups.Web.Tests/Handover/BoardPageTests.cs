using System.Net;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Web.Tests.Handover;

public sealed class BoardPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_gives_a_duty_on_the_board_and_the_peers_next_request_opens_it_and_taking_it_back_closes_it()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        var (board, card, jean) = (Board(group), $"{Board(group)}/duties/Welcome", await HandoverGroup.PeerAsync(app.Database, group.Jean, app.Clock.GetCurrentInstant()));
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        using var peer = await app.BrowserOfAsync(jean.AccountId!.Value);
        await MustBeNotFoundAsync(peer, board);

        (await worker.GetStringAsync(board, Stop)).ShouldContain($"href=\"/{card}\"");
        var after = await PostAsync(worker, card, "give", ("Give.PersonId", group.Jean.Id.ToString()), ("Give.Done", "watched"));
        after.ShouldContain("The duty is theirs");
        after.ShouldContain("Take back from Jean");
        (await peer.GetStringAsync(board, Stop)).ShouldContain("Hand this duty back");

        (await peer.GetStringAsync(card, Stop)).ShouldContain("Too much just now");

        (await PostAsync(worker, card, $"[h-{group.Jean.Id:N}]take-back")).ShouldContain("The duty came back");
        await MustBeNotFoundAsync(peer, board);
        await MustBeNotFoundAsync(peer, card);
    }

    [Fact]
    public async Task A_peer_sees_the_names_of_holders_and_of_nobody_else_and_no_way_to_move_duties()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        using var peer = await PeerWithDutyAsync(app, group, group.Jean, Duty.Welcome);
        await group.GiveAsync(app.Database, app.Clock, Duty.Headcount, group.Tam);
        await group.SessionAsync(app.Database, -1, 9, new Turn(Duty.SetUp, group.Amina.Id), new Turn(Duty.Lead, group.Jean.Id));

        var page = await peer.GetStringAsync(Board(group), Stop);
        page.ShouldContain("Jean");
        page.ShouldContain("Tam");
        page.ShouldNotContain("Amina");
        page.ShouldContain("Setting up: a peer");
        foreach (var hidden in new[] { "Take back from", "Give this duty", "Invite.PersonId", "Write down a turn", "@example.org", "+44" })
        {
            page.ShouldNotContain(hidden);
        }

        page.Split("Hand this duty back").Length.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_peer_hands_a_duty_back_and_the_board_closes_with_the_last_one()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        using var peer = await PeerWithDutyAsync(app, group, group.Jean, Duty.Welcome);
        await group.GiveAsync(app.Database, app.Clock, Duty.Lead, group.Jean);

        (await PostAsync(peer, Board(group), "[Lead]hand-back")).ShouldContain("It is off your hands");
        (await PostAsync(peer, Board(group), "[Welcome]hand-back", ("Because.Word", "TooMuch"))).ShouldContain("nobody asks why");
        await MustBeNotFoundAsync(peer, Board(group));
    }

    [Fact]
    public async Task A_stranger_a_missing_group_and_nobody_signed_in_find_nothing()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        var stranger = await HandoverGroup.PeerAsync(app.Database, group.Amina, app.Clock.GetCurrentInstant());
        using var browser = await app.BrowserOfAsync(stranger.AccountId!.Value);
        var forbidden = await MustBeNotFoundAsync(browser, Board(group));
        var missing = await MustBeNotFoundAsync(browser, $"groups/{Guid.NewGuid()}/handover");
        forbidden.ShouldBe(missing);
        forbidden.ShouldNotContain("Café");

        using var nobody = app.Browser(followRedirects: false);
        using var answer = await nobody.GetAsync(Board(group), Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_worker_and_a_peer_enter_a_stage_together_on_their_boards()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        using var peer = await PeerWithDutyAsync(app, group, group.Jean, Duty.Lead);

        (await PostAsync(peer, Board(group), "propose-stage", ("Proposal.To", "StandingBy"))).ShouldContain("A peer said yes. The worker still has to agree.");
        var seen = await worker.GetStringAsync(Board(group), Stop);
        var yes = Form(seen, "answer-stage", ("Answer.Verb", "agree"));
        (await SendAsync(worker, Board(group), yes)).ShouldContain("Stage 4 of 5: Standing by");
        // the same proposal again, from a page that is out of date
        (await SendAsync(worker, Board(group), yes)).ShouldContain("This proposal is no longer open.");
    }

    [Fact]
    public async Task Nothing_chosen_and_a_duty_that_does_not_move_yet_are_said_beside_the_field()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        var card = $"{Board(group)}/duties/Welcome";
        (await PostAsync(worker, card, "give", ("Give.PersonId", ""))).ShouldContain("Choose who takes this duty on.");
        (await PostAsync(worker, card, "give", ("Give.PersonId", Guid.NewGuid().ToString()))).ShouldContain("Choose somebody who is in the group now.");
        (await PostAsync(worker, card, "give", ("Give.PersonId", group.Jean.Id.ToString()))).ShouldContain("Before this duty moves, they still need to watch it once.");
        (await PostAsync(worker, Board(group), "propose-stage", ("Proposal.To", "SelfRun"))).ShouldContain("Stages are entered one at a time.");
    }

    [Fact]
    public async Task The_link_for_a_peer_is_on_the_answer_only_and_in_no_address()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        await group.GiveAsync(app.Database, app.Clock, Duty.Welcome, group.Jean);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        var page = await worker.GetStringAsync(Board(group), Stop);
        using var answer = await worker.PostAsync(Board(group), new FormUrlEncodedContent(Form(page, "invite", ("Invite.PersonId", group.Jean.Id.ToString()))), Stop);
        answer.RequestMessage!.RequestUri!.Query.ShouldBeEmpty();
        var shown = await answer.Content.ReadAsStringAsync(Stop);
        shown.ShouldContain("A sign-in link for Jean");
        shown.ShouldContain("/sign-in/");
        (await worker.GetStringAsync(Board(group), Stop)).ShouldNotContain("/sign-in/");
    }

    [Fact]
    public async Task After_self_run_the_worker_sees_numbers_and_no_names()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant(), Stage.StandingBy);
        using var peer = await PeerWithDutyAsync(app, group, group.Jean, Duty.Lead);
        await group.EnterAsync(app.Database, Stage.SelfRun, app.Clock.GetCurrentInstant());
        await group.SessionAsync(app.Database, 2, null, new Turn(Duty.Lead, group.Jean.Id));
        using var worker = await app.BrowserOfAsync(group.Laura.Id);

        var page = Forms.WithoutTokens(await worker.GetStringAsync(Board(group), Stop));
        foreach (var name in new[] { "Jean", "Tam", "Amina" })
        {
            // the marks of styles are small letters and may spell "tam"
            page.ShouldNotContain(name, Case.Sensitive);
        }

        page.ShouldContain("The next sessions");
        foreach (var hidden in new[] { "Give this duty", "Lead a session", "Leading: ", "The worker does this", "Invite.PersonId" })
        {
            page.ShouldNotContain(hidden);
        }

        page.ShouldNotContain("Led by peers");
        (await peer.GetStringAsync(Board(group), Stop)).ShouldContain("Led by peers");
    }

    [Fact]
    public async Task Scripts_in_a_name_are_shown_as_text()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(async db => (await db.People.FirstAsync(p => p.Id == group.Jean.Id, Stop)).Rename("<script>alert(1)</script>"), Stop);
        await group.GiveAsync(app.Database, app.Clock, Duty.Welcome, group.Jean);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        (await worker.GetStringAsync(Board(group), Stop)).ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task The_paper_and_the_title_of_a_sensitive_group_carry_only_its_neutral_name()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(async db => (await db.Groups.FirstAsync(Stop)).Describe(
            new("Bereavement", "Thursday night", "A room to talk", "Men", true, group.Group.Venue)), Stop);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        var page = WebUtility.HtmlDecode(await worker.GetStringAsync(Board(group), Stop));
        page.ShouldContain("<title>Handover – Thursday night</title>");
        var document = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(page, Stop);
        foreach (var unprinted in document.QuerySelectorAll("head, .no-print").ToList())
        {
            unprinted.Remove();
        }

        document.Body!.TextContent.ShouldContain("Thursday night");
        document.Body.TextContent.ShouldNotContain("Bereavement");
    }

    [Fact]
    public async Task A_turn_is_written_down_and_taken_off_again()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        var session = await group.SessionAsync(app.Database, -1, 9);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        (await PostAsync(worker, Board(group), "say-who-did")).ShouldContain("Choose a session.");
        (await PostAsync(worker, Board(group), "say-who-did", ("Said.SessionId", session.Id.ToString()), ("Said.Duty", "Lead"), ("Said.PersonId", "worker")))
            .ShouldContain("Leading: the worker");
        (await PostAsync(worker, Board(group), "unsay-who-did", ("Slip.Turn", $"{session.Id} Lead "))).ShouldNotContain("Leading: the worker");
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task The_board_takes_at_most_six_queries_however_long_the_history(DataProvider provider)
    {
        var counter = new QueryCounter();
        await using var app = await GroupsApp.StartAsync(provider, change: services => services
            .ConfigureDbContext<SqliteGroupsDb>(o => o.AddInterceptors(counter)).ConfigureDbContext<PostgresGroupsDb>(o => o.AddInterceptors(counter)),
            settings: "Role=web");
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        await group.GiveAsync(app.Database, app.Clock, Duty.Welcome, group.Jean);
        await app.Get<ProposeStage>().RunAsync(group.Worker, group.Id, Stage.StandingBy, Stop);
        for (var week = -20; week < 8; week++)
        {
            await group.SessionAsync(app.Database, week * 7, week < 0 ? 9 : null, new Turn(Duty.Lead, group.Jean.Id), new Turn(Duty.OpenVenue, null));
        }

        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        counter.Queries.Clear();
        await worker.GetStringAsync(Board(group), Stop);
        counter.Queries.Count.ShouldBeInRange(1, 6, string.Join("\n\n", counter.Queries));
    }

    private static string Board(HandoverGroup group) => $"groups/{group.Id}/handover";

    private static async Task<HttpClient> PeerWithDutyAsync(GroupsApp app, HandoverGroup group, Person person, Duty duty)
    {
        var viewer = await HandoverGroup.PeerAsync(app.Database, person, app.Clock.GetCurrentInstant());
        await group.GiveAsync(app.Database, app.Clock, duty, person);
        return await app.BrowserOfAsync(viewer.AccountId!.Value);
    }

    private static async Task<string> MustBeNotFoundAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static Dictionary<string, string> Form(string page, string handler, params (string Name, string Value)[] answers)
    {
        var fields = Forms.FieldsOf(page, $"value=\"{handler}\"");
        foreach (var (name, value) in answers)
        {
            fields[name] = value;
        }

        return fields;
    }

    private static async Task<string> PostAsync(HttpClient browser, string path, string handler, params (string Name, string Value)[] answers) =>
        await SendAsync(browser, path, Form(await browser.GetStringAsync(path, Stop), handler, answers));

    private static async Task<string> SendAsync(HttpClient browser, string path, Dictionary<string, string> fields)
    {
        using var answer = await browser.PostAsync(path, new FormUrlEncodedContent(fields), Stop);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }
}
