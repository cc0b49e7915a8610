using System.Net;
using Groups.Domain.Data;
using Groups.Domain.People;
using Groups.Testing;
using Groups.Web.Hosting.Edge;
using NodaTime;

namespace Groups.Web.Tests.Edge;

/// <summary>How often somebody may ask.</summary>
public sealed class LimitsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("me/{0}")]
    [InlineData("door/{0}")]
    [InlineData("kiosk/{0}")]
    [InlineData("stand-in/{0}")]
    [InlineData("sign-in/{0}")]
    [InlineData("set-up/{0}")]
    [InlineData("unsubscribe/{0}")]
    public async Task Guessing_links_ends_soon_with_a_plain_sentence_that_says_when_to_go_on(string link)
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web", "Proxies=127.0.0.1"]);
        var right = await RightLinkAsync(app);
        using var browser = app.Browser();
        for (var tries = 0; tries < new EdgeLimits().WrongTries; tries++)
        {
            (await AskAsync(browser, string.Format(null, link, $"guess-{tries:0000000000000000}"), "203.0.113.7")).Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.OK);
        }

        var refused = await AskAsync(browser, string.Format(null, link, "guess"), "203.0.113.7");
        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Wait.ShouldBe(TimeSpan.FromMinutes(10));
        refused.Page.ShouldContain("Too many tries for now");
        refused.Page.ShouldContain("Minutes until you can try again: 10.");
        (await AskAsync(browser, string.Format(null, link, "guess"), "203.0.113.7", "pl")).Page.ShouldContain("Na razie za dużo prób");

        // Nobody else is in the way of anybody, and the words that such addresses begin with go on working.
        (await AskAsync(browser, right, "203.0.113.8")).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(browser, "sign-in", "203.0.113.7")).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(browser, right, "203.0.113.7")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        app.Clock.Advance(Duration.FromMinutes(10));
        (await AskAsync(browser, right, "203.0.113.7")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_whole_practice_behind_one_router_opens_its_right_links_as_often_as_it_likes()
    {
        await using var app = await GroupsApp.StartAsync(settings: "Role=web");
        var right = await RightLinkAsync(app);
        using var browser = app.Browser();
        for (var time = 0; time < 3 * new EdgeLimits().WrongTries; time++)
        {
            (await AskAsync(browser, right, "")).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    public void A_household_counts_as_one_however_many_addresses_it_makes_up(string one, string other, bool same)
    {
        (Of(one) == Of(other)).ShouldBe(same);

        static string Of(string address) => RemoteAddress.Of(new Microsoft.AspNetCore.Http.DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } });
    }

    [Fact]
    public async Task Posts_are_counted_for_each_account_and_for_each_address_and_looking_is_free()
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web", "Proxies=127.0.0.1", "Limits:PostsPerAccount=5", "Limits:PostsPerAddress=12"]);
        var (cafe, other) = (await CafeGroup.CreateAsync(app.Database, app.Clock), await CafeGroup.CreateAsync(app.Database, app.Clock));
        using var one = await app.BrowserOfAsync(cafe.WorkerAccount);
        using var two = await app.BrowserOfAsync(other.WorkerAccount);
        for (var time = 0; time < 5; time++)
        {
            (await PostAsync(one, "203.0.113.7")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        var refused = await PostAsync(one, "203.0.113.8");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalMinutes.ShouldBeInRange(1, 10);
        (await refused.Content.ReadAsStringAsync(Stop)).ShouldContain("Too many tries for now");
        (await AskAsync(one, "groups", "203.0.113.7")).Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(two, "203.0.113.7")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var stranger = app.Browser();
        for (var time = 0; time < 6; time++)
        {
            (await PostAsync(stranger, "203.0.113.7")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await PostAsync(stranger, "203.0.113.7")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await PostAsync(stranger, "203.0.113.9")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Hooks_are_counted_apart()
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web", "Limits:HooksPerAddress=3"]);
        using var twilio = app.Browser();
        for (var time = 0; time < 3; time++)
        {
            (await twilio.PostAsync("hooks/twilio/inbound", new FormUrlEncodedContent([new("Body", "Y")]), Stop)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        (await twilio.PostAsync("hooks/twilio/inbound", new FormUrlEncodedContent([new("Body", "Y")]), Stop)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await PostAsync(twilio, "")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<string> RightLinkAsync(GroupsApp app)
    {
        var person = new Person("Nan", "en", app.Clock.GetCurrentInstant());
        var link = ParticipantLink.For(person.Id, app.Clock.GetCurrentInstant(), out var token);
        await app.Database.Factory.WriteAsync(db =>
        {
            db.AddRange(person, link);
            return Task.CompletedTask;
        }, Stop);
        return $"me/{token}";
    }

    private static async Task<(HttpStatusCode Status, TimeSpan? Wait, string Page)> AskAsync(HttpClient browser, string path, string from, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Forwarded-For", from }, { "Accept-Language", language } } };
        using var answer = await browser.SendAsync(request, Stop);
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop)));
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "sign-out") { Content = new FormUrlEncodedContent([new("words", "x")]), Headers = { { "X-Forwarded-For", from } } };
        return await browser.SendAsync(request, Stop);
    }
}
