using System.Net;
using Groups.Testing;
using Groups.Web.Tests.Permissions;

namespace Groups.Web.Tests.Attacks;

/// <summary>No address of ours leads anybody to somebody else's.</summary>
public sealed class RedirectTests(PermissionWorld world) : IClassFixture<PermissionWorld>
{
    private static readonly string[] Elsewhere =
    [
        "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "https:evil.example", "http:/evil.example", "javascript:alert(1)", "data:text/html,x",
        "/%09/evil.example", "/\t/evil.example", " //evil.example", "/kiosk/..//evil.example", "/kiosk/a/../../\\evil.example", "/kiosk/a@evil.example", "/kiosk/a?x=//evil.example", "/kiosk/a\n", "/kiosk/a\r\nX-Evil: 1",
        "%2F%2Fevil.example", "/kiosk/%0d%0aX-Evil:1", "/kioskevil.example", "//kiosk/a", "/\u2044evil.example", "/kiosk/é",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_out_leads_to_the_start_or_to_a_place_of_the_door_and_nowhere_else()
    {
        foreach (var to in Elsewhere)
        {
            using var answer = await SignOutAsync(to);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, to);
            answer.Headers.Location!.OriginalString.ShouldBe("/", to);
            answer.Headers.Contains("X-Evil").ShouldBeFalse(to);
        }

        using var kiosk = await SignOutAsync("/kiosk/abc-D_9");
        kiosk.Headers.Location!.OriginalString.ShouldBe("/kiosk/abc-D_9");
    }

    [Fact]
    public async Task A_parameter_that_other_programs_follow_is_followed_by_no_page()
    {
        using var stranger = PermissionCrawl.Browser(world, world.Viewer("nobody"));
        using var worker = PermissionCrawl.Browser(world, world.Viewer("the worker"));
        foreach (var to in Elsewhere.Take(10))
        {
            var query = string.Join('&', ((string[])["to", "returnUrl", "ReturnUrl", "next", "url", "redirect"]).Select(name => $"{name}={Uri.EscapeDataString(to)}"));
            foreach (var path in (string[])["/", "/sign-in", "/groups", "/exit", "/door", "/sign-in/guess", "/thanks"])
            {
                foreach (var browser in (HttpClient[])[stranger, worker])
                {
                    using var answer = await browser.GetAsync($"{path}?{query}", Stop);
                    var location = answer.Headers.Location?.OriginalString.Split('?')[0];
                    location.ShouldBeOneOf(null, "/sign-in", "https://www.bbc.co.uk/weather");
                }
            }
        }
    }

    [Fact]
    public async Task The_page_that_was_asked_for_before_signing_in_is_not_taken_from_somebody_s_link()
    {
        using var browser = world.App.Browser(followRedirects: false);
        var token = await world.App.Get<Domain.Accounts.SignInLinks>().MakeForAsync(world.Laura.Id, NodaTime.Duration.FromMinutes(10), Stop);
        var form = Forms.FieldsOf(await browser.GetStringAsync($"sign-in/{token}?to=//evil.example", Stop), "sign-in/use");
        using var answer = await browser.PostAsync("sign-in/use?to=//evil.example", new FormUrlEncodedContent(form.Append(new("to", "//evil.example"))), Stop);
        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    private async Task<HttpResponseMessage> SignOutAsync(string to)
    {
        using var browser = world.App.Browser(followRedirects: false);
        var form = Forms.FieldsOf(await (await browser.GetAsync("door", Stop)).Content.ReadAsStringAsync(Stop), "name=\"code\"");
        return await browser.PostAsync("sign-out", new FormUrlEncodedContent([new(PermissionForm.TokenField, form[PermissionForm.TokenField]), new("to", to)]), Stop);
    }
}
