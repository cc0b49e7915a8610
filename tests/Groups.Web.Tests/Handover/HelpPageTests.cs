using System.Net;
using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Handover;

public sealed class HelpPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_offer_is_on_the_board_of_worker_and_leads_and_is_answered_on_its_own_page()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant(), Stage.StandingBy);
        using var lead = await PeerAsync(app, group, group.Jean, Duty.Lead);
        using var counts = await PeerAsync(app, group, group.Tam, Duty.Headcount);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        await TooMuchAsync(app, group);
        var session = await group.SessionAsync(app.Database, 2, null, new Turn(Duty.Lead, group.Jean.Id));
        foreach (var (browser, sees) in new[] { (worker, true), (lead, true), (counts, false) })
        {
            (await browser.GetStringAsync(Board(group), Stop)).Contains("Somebody said that it is too much just now.", StringComparison.Ordinal).ShouldBe(sees);
        }

        (await PostAsync(lead, Help(group), "[TooMuch]choose-help", ("Chosen.Choice", ""))).ShouldContain("Choose what would help");
        (await PostAsync(lead, Help(group), "[TooMuch]choose-help", ("Chosen.Choice", "CoverOne"))).ShouldContain("The worker leads the next session");
        await using (var db = app.Database.Open())
        {
            (await db.DutyTurns.SingleAsync(t => t.SessionId == session.Id, Stop)).PersonId.ShouldBeNull();
        }

        var board = await worker.GetStringAsync(Board(group), Stop);
        board.ShouldNotContain("See what could help");
        board.ShouldContain("Because it was too much for somebody: the worker led the next session.");
        (await worker.GetStringAsync("", Stop)).ShouldContain("you lead the next session.");
        (await lead.GetStringAsync("", Stop)).ShouldNotContain("you lead the next session.");
    }

    [Fact]
    public async Task Joining_another_group_gives_a_list_of_what_to_do_and_names_only_the_workers_own_group()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant(), Stage.StandingBy);
        var walk = new Domain.Membership.Group(new("Walk", null, "A walk", "Everyone", false, group.Group.Venue), group.Laura.Id, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(walk)), Stop);
        await TooMuchAsync(app, group);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        (await PostAsync(worker, Help(group), "[TooMuch]choose-help", ("Chosen.Choice", "Merge"))).ShouldContain("Choose the group to join");
        var page = await PostAsync(worker, Help(group), "[TooMuch]choose-help", ("Chosen.Choice", "Merge"), ("Chosen.WithGroupId", walk.Id.ToString()));
        page.ShouldContain("Nothing has moved.");
        page.ShouldContain("Open Walk");
        using var lead = await PeerAsync(app, group, group.Jean, Duty.Lead);
        (await lead.GetStringAsync($"{Help(group)}?done=Merge&with={walk.Id}", Stop)).ShouldNotContain("Open Walk");
    }

    [Fact]
    public async Task A_peer_asks_to_be_phoned_sees_the_answer_and_nothing_of_it_is_kept_but_times()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant(), Stage.StandingBy);
        using var peer = await PeerAsync(app, group, group.Jean, Duty.Welcome);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        (await peer.GetStringAsync("crisis", Stop)).ShouldContain("href=\"/phone-me\"");
        var page = await peer.GetStringAsync("phone-me", Stop);
        (await SendAsync(peer, "phone-me", [.. Forms.FieldsOf(page, "value=\"phone-me\""), new("Ask", group.Id.ToString())])).ShouldContain("You asked at 10:00am.");
        (await SendAsync(peer, "phone-me", [.. Forms.FieldsOf(page, "value=\"phone-me\""), new("Ask", group.Id.ToString())])).ShouldContain("You asked at 10:00am.");

        var home = await worker.GetStringAsync("", Stop);
        home.ShouldContain("Please phone Jean");
        (await SendAsync(worker, await RequestAsync(app), Forms.FieldsOf(home, "/on-it"))).ShouldContain("You are on it. Thank you.");
        (await peer.GetStringAsync("phone-me", Stop)).ShouldContain("I am on it.");
        // somebody without a duty has no such page to ask from, and a stranger's post finds nothing
        using var tam = await PeerAsync(app, group, group.Tam);
        (await tam.GetStringAsync("phone-me", Stop)).ShouldContain("You hold none right now.");
    }

    [Fact]
    public async Task After_self_run_the_worker_sees_numbers_requests_and_how_leading_was_only_while_the_group_asks()
    {
        await using var app = await GroupsApp.StartAsync();
        var now = app.Clock.GetCurrentInstant();
        var group = await HandoverGroup.StoreAsync(app.Database, now, Stage.SelfRun);
        using var lead = await PeerAsync(app, group, group.Jean, Duty.Lead);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        var held = await group.SessionAsync(app.Database, -3, 9, new Turn(Duty.Lead, group.Jean.Id));
        await using (var db = app.Database.Open())
        {
            var jean = await db.Accounts.SingleAsync(a => a.PersonId == group.Jean.Id, Stop);
            db.Add(new Domain.Attendance.LeadPulse(held.Id, Viewer.OfAccount(jean.Id, group.Jean.Id), Domain.Attendance.Pulse.TooMuch, now));
            await db.SaveChangesAsync(Stop);
        }

        var before = WebUtility.HtmlDecode(await worker.GetStringAsync(Board(group), Stop));
        before.ShouldContain("9 came");
        before.ShouldContain("The group has not asked for help lately.");
        before.ShouldNotContain("How leading was");
        before.ShouldNotContain("too much just now");
        (await lead.GetStringAsync(Board(group), Stop)).ShouldContain("How leading was");

        (await PostAsync(lead, Help(group), "help-us")).ShouldContain("Your worker is asked");
        (await PostAsync(lead, Help(group), "help-us")).ShouldContain("Your worker was asked already");
        var after = WebUtility.HtmlDecode(await worker.GetStringAsync(Board(group), Stop));
        after.ShouldContain("How leading was");
        after.ShouldContain("The group asked for help.");
        foreach (var hidden in new[] { "Jean", "Tam", "Amina" })
        {
            Forms.WithoutTokens(after).ShouldNotContain(hidden);
            Forms.WithoutTokens(await worker.GetStringAsync(Help(group), Stop)).ShouldNotContain(hidden);
        }

        (await worker.GetStringAsync("", Stop)).ShouldContain("The group asks for your help");
        app.Clock.Advance(Duration.FromDays(29));
        (await worker.GetStringAsync(Board(group), Stop)).ShouldNotContain("How leading was");
    }

    [Fact]
    public async Task A_check_in_is_a_gentle_task_on_the_home_page_and_done_with_one_tap()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant(), Stage.SelfRun);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        (await worker.GetStringAsync("", Stop)).ShouldNotContain("When you have a moment");
        app.Clock.Advance(Duration.FromDays(31));
        using var later = await app.BrowserOfAsync(group.Laura.Id);
        var home = await later.GetStringAsync("", Stop);
        home.ShouldContain("It has run itself for a month.");
        (await SendAsync(later, $"groups/{group.Id}/check-ins/1", Forms.FieldsOf(home, "/check-ins/1"))).ShouldNotContain("It has run itself");
    }

    [Fact]
    public async Task Any_member_says_from_their_own_page_that_nobody_looks_after_the_group_and_the_coordinator_gives_it_a_worker()
    {
        await using var app = await GroupsApp.StartAsync();
        var now = app.Clock.GetCurrentInstant();
        var group = await HandoverGroup.StoreAsync(app.Database, now, Stage.SelfRun);
        var nadia = new Account("Nadia", "nadia@example.org", Post.Coordinator, null, now);
        var fiona = new Account("Fiona", "fiona@example.org", Post.Worker, null, now);
        await app.Database.Factory.WriteAsync(db =>
        {
            db.AddRange(nadia, fiona);
            return Task.CompletedTask;
        }, Stop);
        await app.Get<EndWorker>().RunAsync(Viewer.OfAccount(nadia.Id, null), group.Laura.Id, Stop);
        var link = ParticipantLink.For(group.Amina.Id, now, out var token);
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(link)), Stop);
        using var member = app.Browser();
        (await member.GetStringAsync($"me/{token}", Stop)).ShouldContain($"/me/{token}/help");
        foreach (var language in Languages.Codes)
        {
            (await member.GetStringAsync($"me/{token}/help?lang={language}", Stop)).ShouldContain("999");
        }

        var page = await member.GetStringAsync($"me/{token}/help", Stop);
        (await SendAsync(member, $"me/{token}/help", [.. Forms.FieldsOf(page, "value=\"help\""), new("Group", group.Id.ToString())])).ShouldContain("They have been told.");

        using var coordinator = await app.BrowserOfAsync(nadia.Id);
        var home = WebUtility.HtmlDecode(await coordinator.GetStringAsync("", Stop));
        home.ShouldContain("Somebody says: nobody looks after our group");
        home.ShouldContain("1 group has no worker");
        home.ShouldNotContain("Amina");
        var workers = await coordinator.GetStringAsync("workers", Stop);
        workers.ShouldNotContain("Amina");
        (await PostAsync(coordinator, "workers", $"[{group.Id:N}]give-worker", ("Given.ToId", ""))).ShouldContain("Choose a worker for this group.");
        (await PostAsync(coordinator, "workers", $"[{group.Id:N}]give-worker", ("Given.ToId", fiona.Id.ToString()))).ShouldNotContain("Groups without a worker");
        home = WebUtility.HtmlDecode(await coordinator.GetStringAsync("", Stop));
        home.ShouldContain("You are on it. Thank you.");
        home.ShouldNotContain("1 group has no worker");
        home.ShouldNotContain("I am on it");
    }

    private static string Board(HandoverGroup group) => $"groups/{group.Id}/handover";

    private static string Help(HandoverGroup group) => $"groups/{group.Id}/handover/help";

    private static async Task<string> RequestAsync(GroupsApp app)
    {
        await using var db = app.Database.Open();
        return $"help/{(await db.HelpRequests.SingleAsync(Stop)).Id}/on-it";
    }

    private static async Task TooMuchAsync(GroupsApp app, HandoverGroup group) => await app.Database.Factory.WriteAsync(db =>
    {
        var holding = new DutyHolding(group.Id, Duty.Welcome, group.Amina.Id, null, app.Clock.GetCurrentInstant() - Duration.FromDays(9));
        holding.End(HoldingEnd.TooMuch, app.Clock.GetCurrentInstant() - Duration.FromDays(1));
        return Task.FromResult(db.Add(holding));
    }, Stop);

    private static async Task<HttpClient> PeerAsync(GroupsApp app, HandoverGroup group, Person person, params Duty[] duties)
    {
        var viewer = await HandoverGroup.PeerAsync(app.Database, person, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db =>
        {
            db.AddRange(duties.Select(d => new DutyHolding(group.Id, d, person.Id, group.Laura.Id, app.Clock.GetCurrentInstant())));
            return Task.CompletedTask;
        }, Stop);
        return await app.BrowserOfAsync(viewer.AccountId!.Value);
    }

    private static async Task<string> PostAsync(HttpClient browser, string path, string handler, params (string Name, string Value)[] answers)
    {
        var fields = Forms.FieldsOf(await browser.GetStringAsync(path, Stop), $"value=\"{handler}\"");
        foreach (var (name, value) in answers)
        {
            fields[name] = value;
        }

        return await SendAsync(browser, path, fields);
    }

    private static async Task<string> SendAsync(HttpClient browser, string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var answer = await browser.PostAsync(path, new FormUrlEncodedContent(fields), Stop);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }
}
