using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Groups.Domain.Attendance;
using Groups.Domain.Handover;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Sessions;

/// <summary>What a device on a dead spot sends when it is back: <c>POST /sessions/{id}/facts</c>.</summary>
public sealed class FactsEndpointTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Taps_sent_again_count_once_and_the_answer_says_the_time()
    {
        await using var site = await SessionsSite.StartAsync("Ruth", "Jean");
        var session = await site.TodayAsync();
        object[] taps = [Arrived(site, "Ruth"), Arrived(site, "Jean"), new { id = Guid.NewGuid(), kind = "WalkIn", tappedAt = Now(site), name = "Jo", way = "Online" }];

        foreach (var _ in Enumerable.Range(0, 3))
        {
            var answer = await SendAsync(site.Worker, session, taps);
            answer.GetProperty("now").GetInt64().ShouldBe(site.App.Clock.GetCurrentInstant().ToUnixTimeMilliseconds());
            answer.GetProperty("refused").GetArrayLength().ShouldBe(0);
        }

        var view = await site.App.Get<ReadRegister>().RunAsync(site.Cafe.Worker, session, Stop);
        view.Headcount.ShouldBe(3);
        view.WalkIns.Single().Way.ShouldBe(Presence.Online);
        await using var db = site.App.Database.Open();
        (await db.Facts.CountAsync(Stop)).ShouldBe(3);
    }

    [Fact]
    public async Task One_tap_that_cannot_be_kept_comes_back_with_a_sentence_and_the_others_are_kept()
    {
        await using var site = await SessionsSite.StartAsync("Ruth", "Jean");
        var elsewhere = await CafeGroup.CreateAsync(site.App.Database, site.App.Clock, "Una");
        var session = await site.TodayAsync();
        var stranger = Guid.NewGuid();

        var answer = await SendAsync(site.Worker, session,
            Arrived(site, "Ruth"), new { id = stranger, kind = "Arrived", tappedAt = Now(site), personId = elsewhere.People["Una"] }, Arrived(site, "Jean"));

        var refused = answer.GetProperty("refused").EnumerateArray().Single();
        refused.GetProperty("id").GetGuid().ShouldBe(stranger);
        refused.GetProperty("sentence").GetString().ShouldBe("This person is not in the group. Add them by first name.");
        (await site.App.Get<ReadRegister>().RunAsync(site.Cafe.Worker, session, Stop)).Headcount.ShouldBe(2);
    }

    [Fact]
    public async Task Taps_made_while_names_were_theirs_come_back_to_a_lead_who_only_counts_now()
    {
        await using var site = await SessionsSite.StartAsync("Ruth Brown", "Jean Gray");
        var session = await site.TodayAsync();
        using var peer = await site.App.BrowserOfAsync((await site.Cafe.PeerAsync("Jean Gray", Duty.Headcount)).AccountId!.Value);

        var answer = await SendAsync(peer, session, Arrived(site, "Ruth Brown"), new { id = Guid.NewGuid(), kind = "Headcount", tappedAt = Now(site), count = 6 });

        answer.GetProperty("refused").EnumerateArray().Single().GetProperty("sentence").GetString().ShouldBe("This is not yours to change any more.");
        (await site.App.Get<ReadRegister>().RunAsync(site.Cafe.Worker, session, Stop)).Headcount.ShouldBe(6);
    }

    [Fact]
    public async Task Signed_out_is_401_without_a_page_and_not_theirs_looks_like_missing()
    {
        await using var site = await SessionsSite.StartAsync("Ruth");
        var session = await site.TodayAsync();
        using var nobody = site.App.Browser(followRedirects: false);
        using (var answer = await nobody.PostAsJsonAsync($"sessions/{session}/facts", new[] { Arrived(site, "Ruth") }, Stop))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var other = await CafeGroup.CreateAsync(site.App.Database, site.App.Clock);
        using var stranger = await site.App.BrowserOfAsync(other.WorkerAccount);
        foreach (var id in new[] { session, Guid.NewGuid() })
        {
            using var answer = await stranger.PostAsJsonAsync($"sessions/{id}/facts", new[] { Arrived(site, "Ruth") }, Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "kind=Headcount&count=9", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", """[{"id":"5f0f3c5e-0000-7000-8000-000000000001","kind":"Headcount","tappedAt":"2026-08-05T10:05:00Z","count":9}]""", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "[{", HttpStatusCode.BadRequest)]
    [InlineData("application/json", """[{"id":"5f0f3c5e-0000-7000-8000-000000000001","kind":"Burned","tappedAt":"2026-08-05T10:05:00Z"}]""", HttpStatusCode.BadRequest)]
    public async Task What_another_site_could_post_and_what_is_no_tap_changes_nothing(string type, string body, HttpStatusCode expected)
    {
        await using var site = await SessionsSite.StartAsync("Ruth");
        var session = await site.TodayAsync();
        using var answer = await site.Worker.PostAsync($"sessions/{session}/facts", new StringContent(body, Encoding.UTF8, type), Stop);
        answer.StatusCode.ShouldBe(expected);
        await using var db = site.App.Database.Open();
        (await db.Facts.AnyAsync(Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task More_than_a_days_taps_at_once_are_refused_whole()
    {
        await using var site = await SessionsSite.StartAsync("Ruth");
        var session = await site.TodayAsync();
        var many = Enumerable.Range(0, RecordFacts.MostAtOnce + 1).Select(_ => Arrived(site, "Ruth")).ToArray();
        using var answer = await site.Worker.PostAsJsonAsync($"sessions/{session}/facts", many, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static object Arrived(SessionsSite site, string name) => new { id = Guid.NewGuid(), kind = "Arrived", tappedAt = Now(site), personId = site.Cafe.People[name] };

    private static DateTimeOffset Now(SessionsSite site) => site.App.Clock.GetCurrentInstant().ToDateTimeOffset();

    private static async Task<JsonElement> SendAsync(HttpClient browser, Guid session, params object[] taps)
    {
        using var answer = await browser.PostAsJsonAsync($"sessions/{session}/facts", taps, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }
}
