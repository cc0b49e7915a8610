using System.Net;
using Groups.Web.Tests.Permissions;

namespace Groups.Web.Tests.Attacks;

/// <summary>A post that another site makes somebody's browser send does nothing: it lacks the token of the form.</summary>
public sealed class AntiforgeryTests(PermissionWorld world) : IClassFixture<PermissionWorld>
{
    // Nobody's browser is signed in there: providers sign what they post, and a mail program ends emails by a link of its own (RFC 8058).
    private static readonly string[] Unguarded =
    [
        "/hooks/twilio/inbound", "/hooks/twilio/status", "/hooks/twilio/voice/{message:guid}/{attempt:int:min(1)}/start", "/hooks/twilio/voice/{message:guid}/{attempt:int:min(1)}/opening",
        "/hooks/twilio/voice/{message:guid}/{attempt:int:min(1)}/message", "/hooks/twilio/voice/{message:guid}/{attempt:int:min(1)}/status", "/unsubscribe/{token}",
    ];

    // Reads only JSON, which no form of another site can send.
    private const string Taps = "/sessions/{id:guid}/facts";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_form_without_its_token_or_with_somebody_else_s_is_refused_and_changes_nothing()
    {
        var routes = new PermissionRoutes(world);
        var crawl = new PermissionCrawl(world, new([]));
        string[] names = [.. ForbiddenPostTests.May, "a participant", "the door pass of the group with its worker", "the kiosk pass of the group with its worker", "nobody"];
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Stop }, async (name, stop) =>
            await crawl.AskAsync(world.Viewer(name), routes.For(world.Viewer(name)), follow: false, stop));
        var forms = PermissionForms.Shown(crawl, names);
        forms.Count.ShouldBeGreaterThan(90);
        var foreign = forms.First(f => f.Form.Fields.ContainsKey(PermissionForm.TokenField)).Form.Fields[PermissionForm.TokenField];
        var before = await PermissionForms.TablesAsync(world, Stop);
        List<string> differences = [];
        foreach (var (viewer, address, form) in forms.Where(f => !f.Form.To.StartsWith("/unsubscribe/", StringComparison.Ordinal)))
        {
            using var browser = PermissionCrawl.Browser(world, viewer);
            foreach (var token in (string?[])[null, "", "CfDJ8", foreign])
            {
                var fields = form.Fields.Where(f => f.Key != PermissionForm.TokenField).ToDictionary();
                if (token is not null)
                {
                    fields[PermissionForm.TokenField] = token;
                }

                using var answer = await browser.PostAsync(form.To, new FormUrlEncodedContent(fields), Stop);
                if (answer.StatusCode != HttpStatusCode.BadRequest)
                {
                    differences.Add($"{viewer} posts {crawl.Named(form.Handler)} of {crawl.Named(address)} with the token \"{token}\" and is answered {(int)answer.StatusCode}");
                }
            }
        }

        differences.AddRange((await PermissionForms.TablesAsync(world, Stop)).Where(t => before[t.Key] != t.Value).Select(t => $"{t.Key} changed"));
        PermissionMatrixTests.ShouldBeAsTheTableSays(differences);
    }

    [Fact]
    public async Task Every_endpoint_that_takes_a_post_refuses_one_without_a_token()
    {
        var routes = new PermissionRoutes(world);
        var before = await PermissionForms.TablesAsync(world, Stop);
        List<string> differences = [];
        using var worker = PermissionCrawl.Browser(world, world.Viewer("the worker"));
        var posted = routes.Posted;
        posted.Count.ShouldBeGreaterThan(12);
        foreach (var endpoint in posted.Where(e => !Unguarded.Contains(e.RoutePattern.RawText)))
        {
            foreach (var address in routes.Fill(endpoint, world.Viewer("the worker")))
            {
                var expected = endpoint.RoutePattern.RawText == Taps ? HttpStatusCode.UnsupportedMediaType : HttpStatusCode.BadRequest;
                foreach (var content in (HttpContent?[])[new FormUrlEncodedContent([new("words", "x")]), new MultipartFormDataContent { { new StringContent("x"), "words" } }, new StringContent("[]", null, "text/plain"), null])
                {
                    using var answer = await worker.PostAsync(address, content, Stop);
                    if (answer.StatusCode != expected && !((int)answer.StatusCode is 400 or 415))
                    {
                        differences.Add($"{endpoint.RoutePattern.RawText} answers {(int)answer.StatusCode} to a post of {content?.Headers.ContentType?.MediaType ?? "nothing"} without a token");
                    }
                }
            }
        }

        Unguarded.Except(posted.Select(e => e.RoutePattern.RawText!)).ShouldBeEmpty("these are no longer there");
        differences.AddRange(routes.Problems);
        differences.AddRange((await PermissionForms.TablesAsync(world, Stop)).Where(t => before[t.Key] != t.Value).Select(t => $"{t.Key} changed"));
        PermissionMatrixTests.ShouldBeAsTheTableSays(differences);
    }
}
