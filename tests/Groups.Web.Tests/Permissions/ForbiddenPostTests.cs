using System.Net;
using Groups.Domain.Handover;

namespace Groups.Web.Tests.Permissions;

/// <summary>Forms that some may send, sent by others.</summary>
public sealed class ForbiddenPostTests(PermissionWorld world) : IClassFixture<PermissionWorld>
{
    internal static readonly string[] May = ["the worker", "a worker of another group", "the coordinator", "who holds Lead", "who holds ContactList", "who holds Scheduling", "the stand-in pass of the group with its worker"];

    private static readonly string[] MayNot =
    [
        "nobody", "a worker of another group", "a peer without a duty", "who holds SetUp", "who holds Relay", "the worker", "the coordinator", "the stand-in pass of the group with its worker",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_that_was_shown_to_somebody_else_changes_nothing_and_answers_as_if_it_were_missing()
    {
        var routes = new PermissionRoutes(world);
        var crawl = new PermissionCrawl(world, new([]));
        await Parallel.ForEachAsync(May.Union(MayNot), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Stop }, async (name, stop) =>
            await crawl.AskAsync(world.Viewer(name), routes.For(world.Viewer(name)), follow: false, stop));
        var forms = PermissionForms.Shown(crawl, May).ConvertAll(f => (f.Address, f.Form));
        forms.Count.ShouldBeGreaterThan(80);
        List<string> differences = [];
        foreach (var name in MayNot)
        {
            differences.AddRange(await SendAsync(world.Viewer(name), forms, crawl));
        }

        PermissionMatrixTests.ShouldBeAsTheTableSays(differences);
    }

    private async Task<List<string>> SendAsync(PermissionViewer viewer, List<(string Address, PermissionForm Form)> forms, PermissionCrawl crawl)
    {
        List<string> differences = [];
        using var browser = PermissionCrawl.Browser(world, viewer);
        var ownForm = crawl.Seen.First(s => s.Key.Viewer == viewer && s.Value.Status == HttpStatusCode.OK && s.Value.Body.Contains(PermissionForm.TokenField, StringComparison.Ordinal)).Key.Address;
        var (token, cookie) = await PermissionForms.TokenAsync(browser, ownForm, Stop);
        browser.DefaultRequestHeaders.Remove("Cookie");
        browser.DefaultRequestHeaders.Add("Cookie", string.Join("; ", new[] { viewer.Cookie, cookie }.Where(c => c.Length > 0)));
        var before = await PermissionForms.TablesAsync(world, Stop);
        foreach (var (address, form) in forms)
        {
            var (status, own) = crawl.Seen.GetValueOrDefault((viewer, address));
            var isShut = status is HttpStatusCode.NotFound or HttpStatusCode.Redirect;
            if (!isShut && PermissionForms.Of(own ?? "", address).Any(f => f.Handler == form.Handler))
            {
                continue;
            }

            var fields = form.Fields.Where(f => f.Key != PermissionForm.TokenField).Append(new(PermissionForm.TokenField, token));
            using var answer = await browser.PostAsync(form.To, new FormUrlEncodedContent(fields), Stop);
            if (isShut && answer.StatusCode != status && answer.StatusCode != HttpStatusCode.NotFound || (int)answer.StatusCode >= 500)
            {
                differences.Add($"{viewer} sends the form {crawl.Named(form.Handler)} of {crawl.Named(address)} and is answered {(int)answer.StatusCode} instead of {(int)status}");
            }

            var after = await PermissionForms.TablesAsync(world, Stop);
            differences.AddRange(after.Where(t => before[t.Key] != t.Value).Select(t => $"{viewer} sends the form {crawl.Named(form.Handler)} of {crawl.Named(address)} and changes {t.Key}"));
            before = after;
        }

        return differences;
    }
}
