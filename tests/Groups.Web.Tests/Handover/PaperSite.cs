using System.Net;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Handover;

/// <summary>A group whose plan, agreement, pack and wall are read and written by browsers without scripts.</summary>
internal sealed class PaperSite : IAsyncDisposable
{
    private PaperSite(GroupsApp app, HandoverGroup group) => (App, Group) = (app, group);

    public GroupsApp App { get; }

    public HandoverGroup Group { get; }

    public string Home => $"groups/{Group.Id}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<PaperSite> StartAsync(Stage stage = Stage.TakingTurns)
    {
        var app = await GroupsApp.StartAsync(settings: "Role=web");
        return new PaperSite(app, await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant(), stage));
    }

    public Task<HttpClient> WorkerAsync() => App.BrowserOfAsync(Group.Laura.Id);

    /// <summary>A member with an account who holds these duties.</summary>
    public async Task<HttpClient> PeerAsync(Person person, params Duty[] duties)
    {
        var now = App.Clock.GetCurrentInstant();
        var viewer = await HandoverGroup.PeerAsync(App.Database, person, now);
        await HoldAsync(person, duties);
        return await App.BrowserOfAsync(viewer.AccountId!.Value);
    }

    public Task HoldAsync(Person person, params Duty[] duties) => App.Database.Factory.WriteAsync(db =>
    {
        db.AddRange(duties.Select(d => new DutyHolding(Group.Id, d, person.Id, null, App.Clock.GetCurrentInstant())));
        return Task.CompletedTask;
    }, Stop);

    /// <summary>The group becomes one whose name says too much.</summary>
    public Task MakeSensitiveAsync() => App.Database.Factory.WriteAsync(async db =>
        (await db.Groups.SingleAsync(g => g.Id == Group.Id, Stop)).Describe(new("Male Bereavement Group", "Thursday night", "A room to grieve", "Men", true, Group.Group.Venue)), Stop);

    /// <summary>The page as it is read, without random letters.</summary>
    public static async Task<string> ReadAsync(HttpClient browser, string path) => WebUtility.HtmlDecode(Forms.WithoutTokens(await browser.GetStringAsync(path, Stop)));

    public static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Stop);
        return answer.StatusCode;
    }

    /// <summary>Posts the form of that name as it stands on the page, with these answers changed; what the browser sees then.</summary>
    public static async Task<string> PostAsync(HttpClient browser, string path, string form, params (string Name, string Value)[] answers) =>
        await SendAsync(browser, path, Fields(await browser.GetStringAsync(path, Stop), form, answers));

    public static Dictionary<string, string> Fields(string page, string form, params (string Name, string Value)[] answers)
    {
        var fields = Forms.FieldsOf(page, $"value=\"{form}\"");
        foreach (var (name, value) in answers)
        {
            fields[name] = value;
        }

        return fields;
    }

    public static async Task<string> SendAsync(HttpClient browser, string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var answer = await browser.PostAsync(path, new FormUrlEncodedContent(fields), Stop);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>What is left on paper.</summary>
    public static async Task<string> OnPaperAsync(string page)
    {
        var document = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(page, Stop);
        foreach (var unprinted in document.QuerySelectorAll("head, .no-print, nav, script").ToList())
        {
            unprinted.Remove();
        }

        return document.QuerySelector("main")!.TextContent;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
