using System.Net;
using System.Text.RegularExpressions;
using Groups.Web.Hosting.Edge;
using Groups.Web.Tests.Permissions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Web.Tests.Edge;

/// <summary>What holds for every answer of the program, also of pages that come later.</summary>
public sealed partial class EveryAnswerTests(EdgeWalk walk) : IClassFixture<EdgeWalk>
{
    // Words in addresses that stand for a thing, not for somebody's key.
    private static readonly string[] Words = ["duty", "list", "part"];

    [Fact]
    public void Every_answer_carries_the_strict_headers_and_is_kept_nowhere()
    {
        walk.Answers.Count.ShouldBeGreaterThan(300);
        walk.Answers.Select(a => a.Status).ShouldContain(HttpStatusCode.NotFound);
        walk.Answers.Select(a => a.Status).ShouldContain(HttpStatusCode.Redirect);
        foreach (var answer in walk.Answers)
        {
            var policy = answer["Content-Security-Policy"].Split("; ");
            policy.ShouldBe(
            [
                "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", $"connect-src 'self' ws://{walk.World.App.Address.Authority}",
                "manifest-src 'self'", "worker-src 'self'", "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'",
            ], customMessage: answer.ToString());
            answer["X-Content-Type-Options"].ShouldBe("nosniff", answer.ToString());
            answer["X-Frame-Options"].ShouldBe("DENY", answer.ToString());
            answer["Cross-Origin-Opener-Policy"].ShouldBe("same-origin", answer.ToString());
            answer["Permissions-Policy"].ShouldContain("camera=(), ", customMessage: answer.ToString());
            answer["Referrer-Policy"].ShouldBeOneOf("same-origin", "no-referrer");
            answer["Server"].ShouldBeEmpty(answer.ToString());
            answer["Strict-Transport-Security"].ShouldBeEmpty(answer.ToString());
            if (answer.Address is not "/sw.js")
            {
                answer["Cache-Control"].ShouldContain("no-store", customMessage: answer.ToString());
            }
        }
    }

    [Fact]
    public async Task Every_address_that_is_a_key_is_told_to_no_other_page_and_kept_nowhere()
    {
        var routes = walk.World.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern).ToList();
        var open = routes.SelectMany(r => r.Parameters.Where(p => IsText(p) && !Words.Contains(p.Name, StringComparer.OrdinalIgnoreCase) && p.Name != SecretAddresses.Parameter && p.Name != "Token").Select(p => $"{r.RawText}: {p.Name}"));
        open.Where(o => !o.StartsWith("_framework", StringComparison.Ordinal)).ShouldBeEmpty($"A key is called {SecretAddresses.Parameter}, so that it is kept secret; other words are listed here.");
        var keys = routes.Where(SecretAddresses.HasKey).Select(r => "/" + string.Join('/', r.PathSegments.Select(s => s.Parts[0] is RoutePatternLiteralPart word ? word.Content : "guess"))).Distinct().ToList();
        foreach (var start in (string[])["/me/", "/door/", "/kiosk/", "/stand-in/", "/sign-in/", "/set-up/", "/unsubscribe/"])
        {
            keys.ShouldContain(k => k.StartsWith(start, StringComparison.Ordinal), start);
        }

        using var browser = PermissionCrawl.Browser(walk.World, walk.World.Viewer("nobody"));
        foreach (var address in keys.SelectMany(k => (string[])[k, k + "/more", k.ToUpperInvariant()]).Concat(["/door", "/me"]))
        {
            var answer = await EdgeWalk.AskAsync(browser, walk.World.Viewer("nobody"), address);
            answer["Referrer-Policy"].ShouldBe("no-referrer", answer.ToString());
            answer["Cache-Control"].ShouldContain("no-store", customMessage: answer.ToString());
        }

        walk.Answers.Where(a => a.Viewer.Tokens.Values.Any(t => a.Address.Contains(t, StringComparison.Ordinal))).Select(a => a["Referrer-Policy"]).Distinct().ShouldBe(["no-referrer"]);
    }

    [Fact]
    public void No_page_holds_a_script_or_a_style_or_an_address_that_runs()
    {
        walk.Answers.Count(a => a.IsPage).ShouldBeGreaterThan(200);
        foreach (var answer in walk.Answers.Where(a => a.IsPage))
        {
            Within().Match(answer.Body).Value.ShouldBeEmpty(answer.ToString());
        }
    }

    [Fact]
    public void A_forged_host_stands_in_no_answer()
    {
        foreach (var answer in walk.Answers)
        {
            answer.Body.ShouldNotContain(EdgeWalk.ForgedHost, Case.Insensitive, answer.ToString());
            string.Join('\n', answer.Headers.Values).ShouldNotContain(EdgeWalk.ForgedHost, Case.Insensitive, answer.ToString());
        }

        walk.Answers.Single(a => a is { Address: "/workers", Viewer.Name: "nobody" })["Location"].ShouldStartWith("/sign-in");
    }

    [Fact]
    public void Every_page_for_participants_and_the_public_can_be_left_at_once()
    {
        // A tablet is the group's own and starts afresh for the next person by itself: leaving would take it away from all who come after.
        var pages = walk.Answers.Where(a => a.Viewer.Name != "the coordinator" && (a.Viewer.Role is "nobody" or "participant" or "door" or "stand-in") && a.IsPage && a.Status != HttpStatusCode.Redirect && !a.Address.StartsWith("/kiosk/", StringComparison.Ordinal)).ToList();
        pages.Count.ShouldBeGreaterThan(60);
        pages.Select(p => p.Status).ShouldContain(HttpStatusCode.NotFound);
        foreach (var page in pages)
        {
            Exit().Count(page.Body).ShouldBe(1, page.ToString());
            page.Body.ShouldContain("js/exit.", customMessage: page.ToString());
        }
    }

    private static bool IsText(RoutePatternParameterPart parameter) => !parameter.ParameterPolicies.Any(p => p.Content is "guid" or "int");

    [GeneratedRegex("<a class=\"btn btn-exit\" href=\"/exit\"", RegexOptions.None, 1000)]
    private static partial Regex Exit();

    [GeneratedRegex("""<script(?![^>]*\ssrc=")[^>]*>.{0,80}|<style\b.{0,80}|<[a-z][^<>]*\s(?:on[a-z]+|style)=[^<>]{0,80}|<[a-z][^<>]*\s(?:href|src|action|formaction)="\s*(?:javascript|data|vbscript):.{0,80}""", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Within();
}
