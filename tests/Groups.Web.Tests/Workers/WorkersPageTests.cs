using System.Net;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Testing;

namespace Groups.Web.Tests.Workers;

public sealed class WorkersPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_coordinator_sees_workers_and_numbers_and_no_group_and_no_person()
    {
        await using var app = await GroupsApp.StartAsync();
        using var boss = await BossAsync(app);
        (await boss.GetStringAsync("workers", Stop)).ShouldContain("Add the first one above");
        await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        var page = WebUtility.HtmlDecode(Forms.WithoutTokens(await boss.GetStringAsync("workers", Stop)));
        page.ShouldContain("Laura");
        page.ShouldContain("Works with 1 group");
        foreach (var hidden in new[] { "Women's Café", "Jean", "Tam", "Amina" })
        {
            page.ShouldNotContain(hidden);
        }
    }

    [Fact]
    public async Task Everybody_else_finds_nothing()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        using var answer = await worker.GetAsync("workers", Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_worker_is_added_with_a_link_shown_once_and_what_was_typed_wrongly_stays()
    {
        await using var app = await GroupsApp.StartAsync();
        using var boss = await BossAsync(app);
        var wrong = await PostAsync(boss, "value=\"add-worker\"", ("Input.Name", "Moira"), ("Input.Email", "moira at work"));
        wrong.ShouldContain("value=\"moira at work\"");
        wrong.ShouldNotContain("/sign-in/");
        (await PostAsync(boss, "value=\"add-worker\"", ("Input.Name", "Moira"), ("Input.Email", "moira@example.org"))).ShouldContain("/sign-in/");
        (await boss.GetStringAsync("workers", Stop)).ShouldNotContain("/sign-in/");
    }

    [Fact]
    public async Task Groups_are_handed_over_before_an_account_ends_and_an_ended_account_is_out_at_once()
    {
        await using var app = await GroupsApp.StartAsync();
        using var boss = await BossAsync(app);
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        var moira = new Account("Moira", "moira@example.org", Post.Worker, null, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(moira)), Stop);
        using var laura = await app.BrowserOfAsync(group.Laura.Id);
        using var other = await app.BrowserOfAsync(moira.Id);
        var board = $"groups/{group.Id}/handover";
        var (handOver, end) = ($"value=\"[{group.Laura.Id:N}]hand-over\"", $"value=\"[{group.Laura.Id:N}]end\"");

        (await PostAsync(boss, end)).ShouldContain("Hand their groups to another worker first.");
        (await PostAsync(boss, handOver, ("Over.ToId", ""))).ShouldContain("Choose another worker who takes the groups on.");
        (await PostAsync(boss, handOver, ("Over.ToId", moira.Id.ToString()))).ShouldContain("The groups have changed hands.");
        (await laura.GetAsync(board, Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync(board, Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await PostAsync(boss, end)).ShouldContain("The account has ended.");
        (await laura.GetStringAsync("workers", Stop)).ShouldContain("Your email address");
    }

    private static async Task<HttpClient> BossAsync(GroupsApp app)
    {
        var account = new Account("Fiona", "boss@example.org", Post.Coordinator, null, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(account)), Stop);
        return await app.BrowserOfAsync(account.Id);
    }

    private static async Task<string> PostAsync(HttpClient browser, string marker, params (string Name, string Value)[] answers)
    {
        var fields = Forms.FieldsOf(await browser.GetStringAsync("workers", Stop), marker);
        foreach (var (name, value) in answers)
        {
            fields[name] = value;
        }

        using var answer = await browser.PostAsync("workers", new FormUrlEncodedContent(fields), Stop);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }
}
