using System.Net;
using Groups.Testing;
using Groups.Web.Hosting.Edge;

namespace Groups.Web.Tests.Edge;

/// <summary>Where a request came from is taken from proxies that the settings name, and from nobody else.</summary>
public sealed class ForwardedTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tries_at_the_door_are_counted_for_the_address_that_a_trusted_proxy_names()
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web", "Proxies=127.0.0.1, 10.0.0.0/8"]);
        using var browser = app.Browser();
        var form = Forms.FieldsOf(await browser.GetStringAsync("door", Stop), "name=\"code\"");
        (await UntilRefusedAsync(browser, form, _ => "203.0.113.7")).ShouldBe(new EdgeLimits().WrongTries);
        (await TryAsync(browser, form, "203.0.113.8")).ShouldBe(HttpStatusCode.OK);
        // What a phone wrote itself stands further left: the proxy's own word is the last.
        (await TryAsync(browser, form, "198.51.100.1, 203.0.113.7")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await TryAsync(browser, form, "203.0.113.7, 10.1.2.3")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_forged_address_from_somebody_else_changes_nothing()
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web", "Proxies=10.0.0.0/8"]);
        using var browser = app.Browser();
        var form = Forms.FieldsOf(await browser.GetStringAsync("door", Stop), "name=\"code\"");
        (await UntilRefusedAsync(browser, form, tries => $"203.0.113.{tries}")).ShouldBe(new EdgeLimits().WrongTries);
    }

    [Theory]
    [InlineData("Proxies=127.0.0.1", true)]
    [InlineData("Proxies=", false)]
    [InlineData("Proxies=10.0.0.0/8", false)]
    public async Task A_cookie_is_marked_as_secure_when_a_trusted_proxy_was_reached_by_https(string proxies, bool secure)
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web", proxies]);
        using var browser = app.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "sign-in") { Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-Host", "evil.example" } } };
        using var answer = await browser.SendAsync(request, Stop);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("groups.form=", StringComparison.Ordinal));
        cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase).ShouldBe(secure);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldNotContain("evil.example");
    }

    private static async Task<int> UntilRefusedAsync(HttpClient browser, Dictionary<string, string> form, Func<int, string> from)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (await TryAsync(browser, form, from(tries)) == HttpStatusCode.TooManyRequests)
            {
                return tries;
            }
        }

        return int.MaxValue;
    }

    private static async Task<HttpStatusCode> TryAsync(HttpClient browser, Dictionary<string, string> form, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "door") { Content = new FormUrlEncodedContent(form.Append(new("code", "CDF-999")).DistinctBy(f => f.Key)) };
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await browser.SendAsync(request, Stop);
        return answer.StatusCode;
    }
}
