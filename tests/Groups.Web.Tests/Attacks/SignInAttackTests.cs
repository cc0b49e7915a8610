using System.Net;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Testing;
using NodaTime;

namespace Groups.Web.Tests.Attacks;

/// <summary>Links and cookies in the wrong hands, over HTTP and whatever sign-in is made of.</summary>
public sealed class SignInAttackTests
{
    private const string TokenField = "__RequestVerificationToken";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Of_fifty_who_use_a_forwarded_link_at_once_one_is_signed_in(DataProvider provider)
    {
        await using var app = await GroupsApp.StartAsync(provider, settings: ["Role=web", "Limits:WrongTries=1000"]);
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock);
        var token = await app.Get<SignInLinks>().MakeForAsync(cafe.WorkerAccount, Duration.FromMinutes(10), Stop);
        var browsers = Enumerable.Range(0, 50).Select(_ => app.Browser()).ToList();
        var forms = await Task.WhenAll(browsers.Select(async b => Forms.FieldsOf(await b.GetStringAsync($"sign-in/{token}", Stop), "sign-in/use")));
        await Task.WhenAll(browsers.Zip(forms, (b, form) => b.PostAsync("sign-in/use", new FormUrlEncodedContent(form), Stop)));
        var pages = await Task.WhenAll(browsers.Select(b => b.GetStringAsync("", Stop)));
        pages.Count(p => p.Contains("Hello, Laura", StringComparison.Ordinal)).ShouldBe(1);
        browsers.ForEach(b => b.Dispose());
    }

    [Fact]
    public async Task A_used_an_old_and_an_invented_link_look_alike_and_sign_nobody_in()
    {
        await using var app = await GroupsApp.StartAsync(settings: "Role=web");
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock);
        var (used, old) = (await app.Get<SignInLinks>().MakeForAsync(cafe.WorkerAccount, Duration.FromMinutes(10), Stop), await app.Get<SignInLinks>().MakeForAsync(cafe.WorkerAccount, Duration.FromMinutes(10), Stop));
        (await app.Get<SignInLinks>().UseAsync(used, Stop)).ShouldNotBeNull();
        app.Clock.Advance(Duration.FromMinutes(11));
        using var browser = app.Browser(followRedirects: false);
        var form = Forms.HiddenValue(await browser.GetStringAsync("door", Stop), TokenField);
        List<string> answers = [];
        foreach (var token in (string[])[used, old, "invented", "", new string('x', 5_000), "../../etc", "' OR 1=1 --"])
        {
            using var answer = await browser.PostAsync("sign-in/use", new FormUrlEncodedContent([new(TokenField, form), new("token", token)]), Stop);
            answers.Add($"{(int)answer.StatusCode} {answer.Headers.Location} {string.Join(';', answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])}");
        }

        answers.Distinct().Count().ShouldBe(1, string.Join('\n', answers));
        answers[0].ShouldNotContain("groups.sign-in=");
    }

    [Fact]
    public async Task A_cookie_that_somebody_planted_is_not_adopted_and_signing_in_makes_a_new_one_each_time()
    {
        await using var app = await GroupsApp.StartAsync(settings: "Role=web");
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock);
        var (first, second) = (await app.CookieOfAsync(cafe.WorkerAccount), await app.CookieOfAsync(cafe.WorkerAccount));
        var name = first.Split("; ").Single(c => c.StartsWith("groups.sign-in=", StringComparison.Ordinal));
        second.ShouldNotContain(name);

        // Somebody else's sign-in is planted before the victim uses a link: what holds afterwards is new, and planted nonsense is nobody.
        var other = await CafeGroup.CreateAsync(app.Database, app.Clock);
        var planted = (await app.CookieOfAsync(other.WorkerAccount)).Split("; ").Single(c => c.StartsWith("groups.sign-in=", StringComparison.Ordinal));
        foreach (var cookie in (string[])[planted, "groups.sign-in=fixed", "groups.sign-in=" + new string('A', 3_000)])
        {
            using var victim = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address };
            var token = await app.Get<SignInLinks>().MakeForAsync(cafe.WorkerAccount, Duration.FromMinutes(10), Stop);
            using var page = await SendAsync(victim, HttpMethod.Get, $"sign-in/{token}", cookie);
            var formCookie = page.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("groups.form=", StringComparison.Ordinal)).Split(';')[0];
            using var answer = await SendAsync(victim, HttpMethod.Post, "sign-in/use", $"{cookie}; {formCookie}", Forms.FieldsOf(await page.Content.ReadAsStringAsync(Stop), "sign-in/use"));
            if (cookie != planted)
            {
                var made = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("groups.sign-in=", StringComparison.Ordinal));
                made.ShouldNotStartWith(cookie);
                made.ShouldContain("httponly", Case.Insensitive);
                made.ShouldContain("samesite=", Case.Insensitive);
            }

            using var after = await SendAsync(victim, HttpMethod.Get, "groups", cookie == planted ? "groups.sign-in=fixed" : cookie);
            after.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
    }

    [Fact]
    public async Task A_form_token_from_before_signing_in_does_not_count_after_it()
    {
        await using var app = await GroupsApp.StartAsync(settings: "Role=web");
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock);
        using var browser = app.Browser();
        var before = Forms.HiddenValue(await browser.GetStringAsync("sign-in", Stop), TokenField);
        var token = await app.Get<SignInLinks>().MakeForAsync(cafe.WorkerAccount, Duration.FromMinutes(10), Stop);
        (await browser.PostAsync("sign-in/use", new FormUrlEncodedContent(Forms.FieldsOf(await browser.GetStringAsync($"sign-in/{token}", Stop), "sign-in/use")), Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var answer = await browser.PostAsync("sign-out", new FormUrlEncodedContent([new(TokenField, before)]), Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetStringAsync("", Stop)).ShouldContain("Hello, Laura");
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient browser, HttpMethod method, string path, string cookie, Dictionary<string, string>? form = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = form is null ? null : new FormUrlEncodedContent(form) };
        request.Headers.Add("Cookie", cookie);
        return browser.SendAsync(request, Stop);
    }
}
