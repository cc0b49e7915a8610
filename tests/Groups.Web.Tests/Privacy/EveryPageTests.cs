using System.Net;
using System.Text.RegularExpressions;
using Groups.Domain.Accounts;
using Groups.Domain.Membership;
using Groups.Domain.Sessions;
using Groups.Testing;
using Groups.Web.Tests.People;
using NodaTime;

namespace Groups.Web.Tests.Privacy;

/// <summary>What has to hold on every page, also on those that come later.</summary>
public sealed partial class EveryPageTests
{
    private const string Script = "<script>alert('Ruth')</script>";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_answers_a_stranger_alike_for_what_is_there_and_what_is_not()
    {
        await using var there = await GroupOfPeople.StartAsync();
        var session = await there.App.Get<ScheduleOnce>().RunAsync(there.Viewer, there.GroupId, new LocalDate(2026, 8, 5), new LocalTime(11, 0), 90, Stop);
        var stranger = new Account("Moira", "moira@example.org", Post.Worker, null, there.App.Clock.GetCurrentInstant());
        await there.SaveAsync(stranger);
        using var browser = await there.App.BrowserOfAsync(stranger.Id);
        var forbidden = Crawler.AddressesOf(there.App.Services, Ids(there.GroupId, there.RuthId, session)).ToList();
        var missing = Crawler.AddressesOf(there.App.Services, Ids(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid())).ToList();
        var compared = 0;
        foreach (var (path, other) in forbidden.Zip(missing).Where(p => p.First != p.Second))
        {
            var answer = await AskAsync(browser, path);
            answer.Status.ShouldBe(HttpStatusCode.NotFound, path);
            answer.ShouldBe(await AskAsync(browser, other), path);
            compared++;
        }

        compared.ShouldBeGreaterThan(15);
    }

    [Fact]
    public async Task A_script_in_every_name_is_only_words_on_every_page_that_staff_can_open()
    {
        await using var there = await GroupOfPeople.StartAsync();
        var person = (await there.AddAsync(Script, "07700 900155")).PersonId;
        await there.App.Get<DescribeGroup>().RunAsync(there.Viewer, there.GroupId,
            GroupOfPeople.Details(Script) with { Alias = Script, Purpose = Script, OpenTo = Script, Venue = new Venue(Script, Script, true, Toilet.Standard, true, true, Script, Script, Script) },
            Reminders.Default, Stop);
        var session = await there.App.Get<ScheduleOnce>().RunAsync(there.Viewer, there.GroupId, new LocalDate(2026, 8, 3), new LocalTime(11, 0), 90, Stop);
        await there.App.Get<WriteNote>().RunAsync(there.Viewer, session, Script, Stop);
        using var browser = await there.WorkerAsync();
        var crawler = new Crawler(browser);
        await crawler.FollowAsync(["/", .. Crawler.AddressesOf(there.App.Services, Ids(there.GroupId, person, session))]);
        foreach (var (path, answer) in crawler.Seen)
        {
            ((int)answer.Status).ShouldBeLessThan(500, path);
            answer.Body.ShouldNotContain("<script>alert", Case.Insensitive, path);
        }

        crawler.Seen.Values.Count(a => a.Body.Contains("&lt;script&gt;alert", StringComparison.Ordinal)).ShouldBeGreaterThan(12);
    }

    private static Dictionary<string, IReadOnlyList<Guid>> Ids(Guid group, Guid person, Guid session) =>
        new(StringComparer.Ordinal) { ["groups"] = [group], ["people"] = [person], ["sessions"] = [session] };

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Stop);
        return (answer.StatusCode, Varying().Replace(await answer.Content.ReadAsStringAsync(Stop), ""));
    }

    [GeneratedRegex("<!--.*?-->|[0-9a-f-]{36}", RegexOptions.Singleline, 1000)]
    private static partial Regex Varying();
}
