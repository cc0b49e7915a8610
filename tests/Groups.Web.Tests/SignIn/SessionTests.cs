using System.Net;
using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Testing;
using Groups.Web.Hosting.SignIn;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.SignIn;

public sealed class SessionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sign_in_ends_when_nobody_was_seen_for_twelve_hours()
    {
        await using var site = await SignInSite.StartAsync();
        using var browser = await site.App.BrowserOfAsync(site.Laura.Id);
        site.Later(Duration.FromHours(11));
        (await SignInSite.IsInAsync(browser)).ShouldBeTrue();
        site.Later(Duration.FromHours(11));
        (await SignInSite.IsInAsync(browser)).ShouldBeTrue();
        site.Later(Duration.FromHours(12));
        (await SignInSite.IsInAsync(browser)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_sign_in_ends_after_two_weeks_however_much_it_is_used()
    {
        await using var site = await SignInSite.StartAsync();
        using var browser = await site.App.BrowserOfAsync(site.Laura.Id);
        for (var hours = 0; hours < 14 * 24 - 8; hours += 8)
        {
            site.Later(Duration.FromHours(8));
            (await SignInSite.IsInAsync(browser)).ShouldBeTrue();
        }

        site.Later(Duration.FromHours(8));
        (await SignInSite.IsInAsync(browser)).ShouldBeFalse();
    }

    [Fact]
    public async Task On_a_computer_that_others_use_the_cookie_ends_with_the_browser_and_the_sign_in_after_half_an_hour_or_eight_hours()
    {
        await using var site = await SignInSite.StartAsync();
        using var browser = site.App.Browser(followRedirects: false);
        using (var own = await SignInSite.UseAsync(browser, await LinkAsync(site)))
        {
            Cookie(own).ShouldContain("expires=");
        }

        using (var shared = await SignInSite.UseAsync(browser, await LinkAsync(site), shared: true))
        {
            Cookie(shared).ShouldNotContain("expires=");
            Cookie(shared).ShouldNotContain("max-age=");
        }

        for (var minutes = 0; minutes < 8 * 60 - 29; minutes += 29)
        {
            site.Later(Duration.FromMinutes(29));
            (await SignInSite.IsInAsync(browser)).ShouldBeTrue();
        }

        site.Later(Duration.FromMinutes(29));
        (await SignInSite.IsInAsync(browser)).ShouldBeFalse();

        (await SignInSite.UseAsync(browser, await LinkAsync(site), shared: true)).Dispose();
        site.Later(Duration.FromMinutes(30));
        (await SignInSite.IsInAsync(browser)).ShouldBeFalse();
    }

    [Fact]
    public async Task No_request_writes_when_its_owner_was_seen_within_the_minute()
    {
        await using var site = await SignInSite.StartAsync();
        using var browser = await site.App.BrowserOfAsync(site.Laura.Id);
        var began = site.App.Clock.GetCurrentInstant();
        site.Later(Duration.FromSeconds(59));
        await SignInSite.IsInAsync(browser);
        (await SeenAsync(site)).ShouldBe(began);
        site.Later(Duration.FromSeconds(1));
        await SignInSite.IsInAsync(browser);
        (await SeenAsync(site)).ShouldBe(began + Duration.FromMinutes(1));
    }

    [Fact]
    public async Task A_new_sign_in_has_a_new_id_and_ends_the_one_the_browser_had()
    {
        await using var site = await SignInSite.StartAsync();
        using var browser = site.App.Browser(followRedirects: false);
        using var first = await SignInSite.UseAsync(browser, await LinkAsync(site));
        var planted = Cookie(first).Split(';')[0];
        using var second = await SignInSite.UseAsync(browser, await LinkAsync(site));
        Cookie(second).Split(';')[0].ShouldNotBe(planted);
        (await StatusAsync(site, planted)).ShouldBe(HttpStatusCode.Redirect);
        (await StatusAsync(site, Cookie(second).Split(';')[0])).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cookie_kept_aside_is_worth_nothing_after_signing_out()
    {
        await using var site = await SignInSite.StartAsync();
        var cookie = await site.App.CookieOfAsync(site.Laura.Id);
        using var browser = await site.App.BrowserOfAsync(site.Laura.Id);
        var page = await browser.GetStringAsync("account", Stop);
        using var other = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site.App.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "exit") { Headers = { { "Cookie", cookie } } };
        (await other.SendAsync(request, Stop)).Dispose();
        (await StatusAsync(site, cookie)).ShouldBe(HttpStatusCode.Redirect);
        page.ShouldContain("this one");
        (await SignInSite.IsInAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task Somebody_sees_where_they_are_signed_in_and_ends_it_there()
    {
        await using var site = await SignInSite.StartAsync();
        using var here = await site.App.BrowserOfAsync(site.Laura.Id);
        using var phone = site.App.Browser();
        phone.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36");
        (await SignInSite.UseAsync(phone, await LinkAsync(site))).Dispose();
        using var tablet = await site.App.BrowserOfAsync(site.Laura.Id);

        var page = await here.GetStringAsync("account", Stop);
        page.ShouldContain("Chrome on Android");
        var form = Forms.FieldsOf(page, "end-session");
        await using (var db = site.App.Database.Open())
        {
            form["End.SessionId"] = (await db.SignInSessions.SingleAsync(s => s.Device == "Chrome on Android", Stop)).Id.ToString();
        }

        (await here.PostAsync("account", new FormUrlEncodedContent(form), Stop)).Dispose();
        (await SignInSite.IsInAsync(phone)).ShouldBeFalse();
        (await SignInSite.IsInAsync(tablet)).ShouldBeTrue();

        (await here.PostAsync("account", new FormUrlEncodedContent(Forms.FieldsOf(await here.GetStringAsync("account", Stop), "end-others")), Stop)).Dispose();
        (await SignInSite.IsInAsync(tablet)).ShouldBeFalse();
        (await SignInSite.IsInAsync(here)).ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_ends_a_sign_in_of_somebody_else()
    {
        await using var site = await SignInSite.StartAsync();
        using var browser = await site.App.BrowserOfAsync(site.Laura.Id);
        await using var db = site.App.Database.Open();
        var session = (await db.SignInSessions.SingleAsync(Stop)).Id;
        var other = new Account("Moira", "moira@example.org", Post.Worker, null, site.App.Clock.GetCurrentInstant());
        await site.App.Database.Factory.WriteAsync(d => Task.FromResult(d.Add(other)), Stop);
        await Should.ThrowAsync<NotFoundException>(() => site.App.Get<EndSession>().RunAsync(Viewer.OfAccount(other.Id, null), session, Stop));
        await site.App.Get<EndOtherSessions>().RunAsync(Viewer.OfAccount(other.Id, null), Guid.Empty, Stop);
        (await SignInSite.IsInAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_stamp_or_the_end_of_the_account_ends_every_sign_in_of_it()
    {
        await using var site = await SignInSite.StartAsync();
        using var one = await site.App.BrowserOfAsync(site.Laura.Id);
        await site.App.Database.Factory.WriteAsync(async db => (await db.Accounts.SingleAsync(Stop)).EndSignIns(), Stop);
        (await SignInSite.IsInAsync(one)).ShouldBeFalse();
        using var two = await site.App.BrowserOfAsync(site.Laura.Id);
        (await SignInSite.IsInAsync(two)).ShouldBeTrue();
        await site.App.Database.Factory.WriteAsync(async db => (await db.Accounts.SingleAsync(Stop)).End(site.App.Clock.GetCurrentInstant()), Stop);
        (await SignInSite.IsInAsync(two)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_open_connection_is_closed_when_its_sign_in_ends()
    {
        await using var site = await SignInSite.StartAsync();
        var cookie = await site.App.CookieOfAsync(site.Laura.Id);
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        await socket.ConnectAsync(new Uri($"ws://{site.App.Address.Authority}/hubs/register"), Stop);
        var open = site.App.Get<OpenConnections>();
        await Wait.UntilAsync(() => open.Count == 1, "the connection should be followed");
        var heard = socket.ReceiveAsync(new byte[100], Stop);

        await open.RecheckAsync();
        open.Count.ShouldBe(1);
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site.App.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "exit") { Headers = { { "Cookie", cookie } } };
        (await browser.SendAsync(request, Stop)).Dispose();

        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(heard);
        await Wait.UntilAsync(() => open.Count == 0, "the connection should be closed");
    }

    [Fact]
    public async Task Whoever_is_active_on_an_open_connection_is_not_taken_for_gone()
    {
        await using var site = await SignInSite.StartAsync();
        using var browser = await site.App.BrowserOfAsync(site.Laura.Id);
        await using var db = site.App.Database.Open();
        var session = (await db.SignInSessions.SingleAsync(Stop)).Id;
        site.Later(Duration.FromHours(11));
        site.App.Get<OpenConnections>().Active(session);
        await site.App.Get<OpenConnections>().RecheckAsync();
        site.Later(Duration.FromHours(11));
        (await SignInSite.IsInAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task With_https_the_cookie_is_bound_to_this_host_and_never_sent_in_clear()
    {
        await using var site = await SignInSite.StartAsync(settings: ["PublicUrl=https://groups.example.org", "Proxies=127.0.0.1"]);
        var token = await LinkAsync(site);
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site.App.Address };
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var page = await browser.GetAsync($"sign-in/{token}", Stop);
        var form = page.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, "sign-in/use")
        {
            Headers = { { "Cookie", form } },
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", Forms.HiddenValue(await page.Content.ReadAsStringAsync(Stop), "__RequestVerificationToken")), new("token", token)]),
        };
        using var answer = await browser.SendAsync(request, Stop);
        var cookie = Cookie(answer);
        cookie.ShouldStartWith("__Host-groups.sign-in=");
        foreach (var word in (string[])["; secure", "; httponly", "; samesite=lax", "; path=/"])
        {
            cookie.ShouldContain(word);
        }

        cookie.ShouldNotContain("domain=");
    }

    private static async Task<string> LinkAsync(SignInSite site) => await site.App.Get<SignInLinks>().MakeForAsync(site.Laura.Id, Duration.FromMinutes(10), Stop);

    private static string Cookie(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single(c => c.Contains("groups.sign-in=", StringComparison.Ordinal));

    private static async Task<Instant> SeenAsync(SignInSite site)
    {
        await using var db = site.App.Database.Open();
        return (await db.SignInSessions.SingleAsync(Stop)).SeenAt;
    }

    private static async Task<HttpStatusCode> StatusAsync(SignInSite site, string cookie)
    {
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site.App.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "account") { Headers = { { "Cookie", cookie } } };
        using var answer = await browser.SendAsync(request, Stop);
        return answer.StatusCode;
    }
}
