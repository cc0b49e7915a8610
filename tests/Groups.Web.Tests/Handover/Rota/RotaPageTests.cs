using System.Net;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Rota;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Handover.Rota;

public sealed class RotaPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_takes_all_suggestions_with_one_button_and_reads_who_is_named()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await GroupAsync(app);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        (await worker.GetStringAsync($"groups/{group.Id}/handover", Stop)).ShouldContain($"/groups/{group.Id}/handover/rota");
        var before = WebUtility.HtmlDecode(await worker.GetStringAsync(Rota(group), Stop));
        before.ShouldContain("None of the next 2 sessions has two peers named.");
        before.ShouldContain("Take all 8 suggestions");
        before.ShouldContain("has done least");
        before.ShouldContain("<th scope=\"row\"");

        var after = await PostAsync(worker, Rota(group), "fill");
        after.ShouldContain("They are on the rota");
        after.ShouldContain("All of the next 2 sessions have two peers named.");
        after.ShouldContain("waits");
        after.ShouldNotContain("Nobody yet");
        await using var db = app.Database.Open();
        (await db.DutyTurns.CountAsync(Stop)).ShouldBe(8);
        (await PostAsync(worker, Rota(group), "fill")).ShouldContain("Nothing was left to fill");
    }

    [Fact]
    public async Task A_worker_names_somebody_swaps_a_turn_and_writes_a_rest_down_and_off()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await GroupAsync(app);
        await using var db = app.Database.Open();
        var session = await db.Sessions.OrderBy(s => s.StartsAt).FirstAsync(Stop);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        (await PostAsync(worker, Rota(group), "name", ("Name.SessionId", session.Id.ToString()), ("Name.Duty", "Lead"), ("Name.PersonId", group.Jean.Id.ToString()))).ShouldContain("They are on the rota");
        (await db.DutyTurns.AsNoTracking().SingleAsync(Stop)).PersonId.ShouldBe(group.Jean.Id);

        var swapped = await PostAsync(worker, Rota(group), "swap", ("Swap.Turn", $"{session.Id} Lead {group.Jean.Id}"), ("Swap.PersonId", group.Tam.Id.ToString()));
        swapped.ShouldContain("Swapped");
        swapped.ShouldContain("stands in");
        (await db.DutyTurns.AsNoTracking().SingleAsync(Stop)).PersonId.ShouldBe(group.Tam.Id);

        var day = session.Date.ToString("uuuu'-'MM'-'dd", System.Globalization.CultureInfo.InvariantCulture);
        (await PostAsync(worker, Rota(group), "rest", ("Said.PersonId", group.Jean.Id.ToString()), ("Said.From", day), ("Said.Until", day))).ShouldContain("The rest is written down");
        var rest = await db.Rests.AsNoTracking().SingleAsync(Stop);
        (await PostAsync(worker, Rota(group), "rest", ("Said.PersonId", group.Jean.Id.ToString()), ("Said.From", day), ("Said.Until", "2020-01-01"))).ShouldContain("These days are over.");
        (await PostAsync(worker, Rota(group), "end-rest", ("End.RestId", rest.Id.ToString()))).ShouldContain("The rest is off");
        (await db.Rests.AsNoTracking().AnyAsync(Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_peer_reads_it_with_names_of_holders_only_and_can_change_nothing()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await GroupAsync(app);
        var jean = await HandoverGroup.PeerAsync(app.Database, group.Jean, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(async db => db.Add(new DutyTurn(group.Id, (await db.Sessions.OrderBy(s => s.StartsAt).FirstAsync(Stop)).Id, Duty.SetUp, group.Amina.Id)), Stop);
        await app.Get<FillRota>().RunAsync(group.Worker, group.Id, await SessionsAsync(app), Stop);
        using var peer = await app.BrowserOfAsync(jean.AccountId!.Value);
        var page = WebUtility.HtmlDecode(await peer.GetStringAsync(Rota(group), Stop));
        page.ShouldContain("Jean");
        page.ShouldContain("Tam");
        page.ShouldContain("A peer (setting up)");
        foreach (var hidden in new[] { "Amina", "suggestion", "Swap a turn", "Name somebody", "Who has a rest", "End this rest", "+44", "@example.org" })
        {
            page.ShouldNotContain(hidden, Case.Sensitive);
        }
    }

    [Fact]
    public async Task A_worker_of_a_group_that_runs_itself_reads_numbers_and_no_name()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await GroupAsync(app);
        await app.Get<FillRota>().RunAsync(group.Worker, group.Id, (await SessionsAsync(app))[..1], Stop);
        await app.Database.Factory.WriteAsync(db => db.Groups.ExecuteUpdateAsync(
            set => set.SetProperty(g => g.Stage, Stage.SelfRun).SetProperty(g => g.SelfRunSince, g => g.StartedAt), Stop), Stop);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        var page = WebUtility.HtmlDecode(await worker.GetStringAsync(Rota(group), Stop));
        page.ShouldContain("2 peers");
        page.ShouldContain("covered");
        page.ShouldContain("nobody yet");
        foreach (var hidden in new[] { "Jean", "Tam", "Amina", "Take all", "Could ask", "Who has a rest" })
        {
            page.ShouldNotContain(hidden, Case.Sensitive);
        }
    }

    [Fact]
    public async Task Strangers_find_nothing_and_a_group_without_sessions_says_what_to_do()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        var stranger = await HandoverGroup.PeerAsync(app.Database, group.Amina, app.Clock.GetCurrentInstant());
        using var browser = await app.BrowserOfAsync(stranger.AccountId!.Value);
        using var answer = await browser.GetAsync(Rota(group), Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        (await worker.GetStringAsync(Rota(group), Stop)).ShouldContain("Nobody can be named until a session is planned.");
    }

    private static string Rota(HandoverGroup group) => $"groups/{group.Id}/handover/rota";

    private static async Task<HandoverGroup> GroupAsync(GroupsApp app)
    {
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db =>
        {
            db.AddRange(new[] { group.Jean, group.Tam }.SelectMany(p => Signals.KeyDuties.Select(d => new DutyHolding(group.Id, d, p.Id, null, app.Clock.GetCurrentInstant()))));
            return Task.CompletedTask;
        }, Stop);
        await group.SessionAsync(app.Database, 8);
        await group.SessionAsync(app.Database, 15);
        return group;
    }

    private static async Task<Guid[]> SessionsAsync(GroupsApp app)
    {
        await using var db = app.Database.Open();
        return await db.Sessions.OrderBy(s => s.StartsAt).Select(s => s.Id).ToArrayAsync(Stop);
    }

    private static async Task<string> PostAsync(HttpClient browser, string path, string form, params (string Name, string Value)[] answers)
    {
        var fields = Forms.FieldsOf(await browser.GetStringAsync(path, Stop), $"value=\"{form}\"");
        foreach (var (name, value) in answers)
        {
            fields[name] = value;
        }

        using var answer = await browser.PostAsync(path, new FormUrlEncodedContent(fields), Stop);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }
}
