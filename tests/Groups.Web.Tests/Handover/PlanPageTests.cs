using System.Net;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.StepBack;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Handover;

public sealed class PlanPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_plans_several_sessions_in_one_post_and_everybody_reads_it_where_they_look()
    {
        await using var site = await PaperSite.StartAsync();
        var (first, second) = (await site.Group.SessionAsync(site.App.Database, 2), await site.Group.SessionAsync(site.App.Database, 9));
        using var worker = await site.WorkerAsync();
        using var peer = await site.PeerAsync(site.Group.Tam, Duty.Welcome);
        (await PaperSite.ReadAsync(peer, Plan(site))).ShouldContain("The worker has not said yet where they will be.");

        (await SaveAsync(site, worker, $"{first.Id:N}.NearBy", $"{second.Id:N}.Away")).ShouldContain("The plan is saved");
        var plan = await PaperSite.ReadAsync(peer, Plan(site));
        plan.ShouldContain("Wednesday 5 August, 11am</strong> <span>The worker is near by, not in the room.");
        plan.ShouldContain("Wednesday 12 August, 11am</strong> <span>The group leads this one. The worker is on the phone.");
        plan.ShouldNotContain("Save the plan");
        plan.ShouldNotContain("Tell the group now");
        (await PaperSite.ReadAsync(peer, $"{site.Home}/sessions")).ShouldContain("The worker is near by, not in the room.");
        (await PaperSite.ReadAsync(peer, $"sessions/{second.Id}")).ShouldContain("The group leads this one.");
        var link = ParticipantLink.For(site.Group.Amina.Id, site.App.Clock.GetCurrentInstant(), out var token);
        await site.App.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(link)), Stop);
        using var nobody = site.App.Browser();
        var mine = await PaperSite.ReadAsync(nobody, $"me/{token}");
        mine.ShouldContain("The links worker is near by, not in the room.");
        (await PaperSite.ReadAsync(nobody, $"me/{token}?lang=pl")).ShouldContain("Pracownik społeczny będzie w pobliżu, ale nie w sali.");
    }

    [Fact]
    public async Task A_suggestion_is_chosen_beforehand_and_saved_only_by_saving()
    {
        await using var site = await PaperSite.StartAsync();
        for (var week = 0; week < 6; week++)
        {
            await site.Group.SessionAsync(site.App.Database, 2 + week * 7);
        }

        using var worker = await site.WorkerAsync();
        var page = await PaperSite.ReadAsync(worker, $"{Plan(site)}?suggest=true");
        page.ShouldContain("This is only a suggestion");
        (await PresencesAsync(site)).ShouldBeEmpty();
        var chosen = await ChosenAsync(page);
        chosen.Select(c => c.Split('.')[1]).ShouldBe(["There", "There", "NearBy", "There", "NearBy", "Away"]);
        await SaveAsync(site, worker, [.. chosen]);
        (await PresencesAsync(site)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Two_who_plan_at_once_keep_what_each_of_them_changed_and_what_was_made_up_finds_nothing()
    {
        await using var site = await PaperSite.StartAsync();
        var (first, second) = (await site.Group.SessionAsync(site.App.Database, 2), await site.Group.SessionAsync(site.App.Database, 9));
        using var worker = await site.WorkerAsync();
        var early = await worker.GetStringAsync(Plan(site), Stop);
        await SaveAsync(site, worker, $"{first.Id:N}.NearBy", $"{second.Id:N}.");
        await SendAsync(site, worker, early, $"{first.Id:N}.", $"{second.Id:N}.Away");
        (await PresencesAsync(site)).Values.ShouldBe([Presence.NearBy, Presence.Away], ignoreOrder: true);

        foreach (var madeUp in new[] { $"{Guid.NewGuid():N}.Away", $"{first.Id:N}.Nowhere", "x" })
        {
            using var answer = await worker.PostAsync(Plan(site), new FormUrlEncodedContent([.. Token(early), new("At", madeUp)]), Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, madeUp);
        }
    }

    [Fact]
    public async Task A_session_that_began_while_the_page_was_open_is_said_and_what_was_chosen_stays()
    {
        await using var site = await PaperSite.StartAsync();
        var (first, second) = (await site.Group.SessionAsync(site.App.Database, 1), await site.Group.SessionAsync(site.App.Database, 8));
        using var worker = await site.WorkerAsync();
        var early = await worker.GetStringAsync(Plan(site), Stop);
        site.App.Clock.Advance(Duration.FromHours(26));
        var refused = await SendAsync(site, worker, early, $"{first.Id:N}.Away", $"{second.Id:N}.Away");
        refused.ShouldContain("The session on Tuesday 4 August has begun or is called off.");
        (await ChosenAsync(refused)).ShouldBe([$"{second.Id:N}.Away"]);
        (await PresencesAsync(site)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_group_is_told_in_words_without_a_name_once_a_week_and_the_page_says_when()
    {
        await using var site = await PaperSite.StartAsync();
        await site.MakeSensitiveAsync();
        await site.App.Database.Factory.WriteAsync(async db => (await db.People.SingleAsync(p => p.Id == site.Group.Jean.Id, Stop)).GiveConsent("Said yes", null, site.App.Clock.GetCurrentInstant()), Stop);
        var session = await site.Group.SessionAsync(site.App.Database, 9);
        using var worker = await site.WorkerAsync();
        (await PaperSite.PostAsync(worker, Plan(site), "tell")).ShouldContain("There is nothing to tell yet.");
        await SaveAsync(site, worker, $"{session.Id:N}.Away");
        var told = await PaperSite.PostAsync(worker, Plan(site), "tell");
        told.ShouldContain("The group is told");
        told.ShouldContain("Monday 3 August: it went to 1 person");
        (await PaperSite.PostAsync(worker, Plan(site), "tell")).ShouldContain("The group was told less than a week ago.");
        site.App.Clock.Advance(Duration.FromHours(1));
        (await SaveAsync(site, worker, $"{session.Id:N}.NearBy")).ShouldContain("The plan has changed since then.");
        await using var db = site.App.Database.Open();
        (await db.Messages.CountAsync(m => m.Kind == MessageKind.StepBack, Stop)).ShouldBe(3);
    }

    [Fact]
    public async Task A_group_that_runs_itself_needs_no_plan_and_a_stranger_finds_none()
    {
        await using var site = await PaperSite.StartAsync(Stage.SelfRun);
        await site.Group.SessionAsync(site.App.Database, 2);
        using var worker = await site.WorkerAsync();
        var page = await PaperSite.ReadAsync(worker, Plan(site));
        page.ShouldContain("The group runs itself.");
        page.ShouldNotContain("Save the plan");
        using var stranger = await site.PeerAsync(site.Group.Amina);
        (await PaperSite.StatusAsync(stranger, Plan(site))).ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Plan(PaperSite site) => $"{site.Home}/handover/plan";

    private static async Task<string> SaveAsync(PaperSite site, HttpClient browser, params string[] chosen) =>
        await SendAsync(site, browser, await browser.GetStringAsync(Plan(site), Stop), chosen);

    private static async Task<string> SendAsync(PaperSite site, HttpClient browser, string page, params string[] chosen) =>
        await PaperSite.SendAsync(browser, Plan(site), [.. Token(page), .. await WasAsync(page), .. chosen.Select(c => KeyValuePair.Create("At", c))]);

    private static IEnumerable<KeyValuePair<string, string>> Token(string page) =>
        PaperSite.Fields(page, "plan").Where(f => f.Key is not ("At" or "Was"));

    private static async Task<List<KeyValuePair<string, string>>> WasAsync(string page) =>
        [.. (await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(page, Stop)).QuerySelectorAll("input[name=Was]").Select(i => KeyValuePair.Create("Was", i.GetAttribute("value")!))];

    private static async Task<List<string>> ChosenAsync(string page) =>
        [.. (await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(page, Stop)).QuerySelectorAll("select[name=At] option[selected]").Select(o => o.GetAttribute("value")!)];

    private static async Task<Dictionary<Guid, Presence>> PresencesAsync(PaperSite site)
    {
        await using var db = site.App.Database.Open();
        return await db.PlannedPresences.ToDictionaryAsync(p => p.SessionId, p => p.Presence, Stop);
    }
}
