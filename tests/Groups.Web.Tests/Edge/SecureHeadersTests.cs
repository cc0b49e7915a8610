using System.Net;
using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Groups.Web.Tests.Edge;

public sealed class SecureHeadersTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_stands_in_for_a_failure_carries_the_same_headers()
    {
        await using var app = await GroupsApp.StartAsync(change: services => services.RemoveAll<Microsoft.Extensions.Logging.ILoggerProvider>(), settings: "Role=web");
        await app.Database.Factory.WriteAsync(db => db.Database.ExecuteSqlAsync($"""DROP TABLE "SignInLinks" """, Stop), Stop);
        using var browser = app.Browser(followRedirects: false);
        using var broken = await browser.GetAsync("sign-in/guess", Stop);
        using var missing = await browser.GetAsync("me/guess", Stop);
        broken.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var answer in (HttpResponseMessage[])[broken, missing])
        {
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
            answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("https", "groups.example.org", false, true)]
    [InlineData("http", "groups.example.org", false, false)]
    [InlineData("https", "127.0.0.1", false, false)]
    [InlineData("https", "groups.example.org", true, false)]
    public async Task Browsers_are_told_to_stay_with_https_once_they_came_by_it(string scheme, string host, bool demo, bool told)
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web", "Proxies=127.0.0.1", "PublicUrl=https://groups.example.org", $"Demo:Enabled={demo}"]);
        using var browser = app.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "crisis") { Headers = { { "X-Forwarded-Proto", scheme }, { "Host", host } } };
        using var answer = await browser.SendAsync(request, Stop);
        answer.Headers.Contains("Strict-Transport-Security").ShouldBe(told);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("connect-src 'self' wss://groups.example.org;");
    }

    [Fact]
    public async Task Files_that_are_the_same_for_all_may_be_kept_and_what_people_send_or_the_hub_says_may_not()
    {
        await using var app = await GroupsApp.StartAsync(settings: "Role=web");
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock);
        using var browser = await app.BrowserOfAsync(cafe.WorkerAccount);
        var page = await browser.GetStringAsync("", Stop);
        var style = page.Split("rel=\"stylesheet\" href=\"")[1].Split('"')[0];
        (await browser.GetAsync(style, Stop)).Headers.CacheControl!.NoStore.ShouldBeFalse();
        (await browser.PostAsync("hubs/register/negotiate?negotiateVersion=1", null, Stop)).Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await browser.PostAsync("_blazor/negotiate?negotiateVersion=1", null, Stop)).Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await browser.PostAsync($"sessions/{Guid.NewGuid()}/facts", new StringContent("[]", null, "application/json"), Stop)).Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_finds_a_hole_is_told_where_to_say_so_once_the_operator_has_set_it()
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web", "PublicUrl=https://groups.example.org", "Contact:Security=security@example.org"]);
        using var browser = app.Browser();
        var text = await browser.GetStringAsync(".well-known/security.txt", Stop);
        text.ShouldContain("Contact: mailto:security@example.org\n");
        text.ShouldContain("Expires: 2027-01-30T09:00:00Z\n");
        await using var other = await GroupsApp.StartAsync(settings: "Role=web");
        using var stranger = other.Browser();
        (await stranger.GetAsync(".well-known/security.txt", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
