using System.Net;
using Groups.Domain.Attendance;
using Groups.Testing;
using Groups.Web.Tests.Privacy;
using NodaTime;

namespace Groups.Web.Tests.Door;

/// <summary>Somebody without an account takes the register once.</summary>
public sealed class StandInTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_that_is_only_opened_signs_nobody_in_and_says_nothing_of_the_group()
    {
        await using var site = await DoorSite.StartAsync();
        var page = $"stand-in/{(await site.MakeAsync(PassKind.StandIn, "Senga")).Token}";
        using var scanner = site.App.Browser();
        var (status, shown) = await DoorSite.GetAsync(scanner, page);
        status.ShouldBe(HttpStatusCode.OK);
        shown.ShouldContain("Senga");
        shown.ShouldNotContain("groups.sign-in");
        DoorSite.ShouldNotTell(shown);
        (await DoorSite.GetAsync(scanner, $"sessions/{site.Session}/register")).Page.ShouldNotContain("Agnes");
    }

    [Fact]
    public async Task They_take_the_register_by_first_names_and_reach_nothing_else()
    {
        await using var site = await DoorSite.StartAsync();
        var other = await site.Cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 15, 0));
        var page = $"stand-in/{(await site.MakeAsync(PassKind.StandIn, "Senga")).Token}";
        using var senga = site.App.Browser();
        var (_, register) = await DoorSite.PostAsync(senga, page, "Open the register");
        register.ShouldContain(DoorSite.Alias);
        register.ShouldContain("Quentin");
        IsDiscreet(register);
        register.ShouldContain("/crisis");

        (await DoorSite.SendAsync(senga, $"sessions/{site.Session}/register", Forms.FieldsOf(register, "data-register"), ("Here", site.Cafe.People["Quentin Stark"].ToString()))).Status.ShouldBe(HttpStatusCode.OK);
        (await site.HereAsync()).ShouldBe(["Quentin Stark"]);

        var crawler = new Crawler(senga);
        var ids = new Dictionary<string, IReadOnlyList<Guid>>(StringComparer.Ordinal) { ["groups"] = [site.Cafe.Id], ["people"] = [site.Cafe.People["Quentin Stark"]], ["sessions"] = [site.Session, other] };
        var addresses = Crawler.AddressesOf(site.App.Services, ids).ToList();
        await crawler.FollowAsync(["/", .. addresses]);
        foreach (var (path, answer) in crawler.Seen)
        {
            ((int)answer.Status).ShouldBeLessThan(500, path);
            IsDiscreet(answer.Body, path);
        }

        var open = crawler.Seen.Where(a => a.Value.Status == HttpStatusCode.OK && a.Value.Body.Contains("<html", StringComparison.Ordinal)).Select(a => a.Key.Split('?')[0]).Distinct().ToList();
        open.Where(p => p.StartsWith("/sessions/", StringComparison.Ordinal)).ShouldBe(
            [.. ((string[])["register", "here", "checklist", "end", "type-in"]).Select(part => $"/sessions/{site.Session}/{part}")], ignoreOrder: true);
        foreach (var place in (string[])["/groups", "/people", "/inbox", "/messages", "/workers", "/groups/new"])
        {
            open.ShouldNotContain(p => p.StartsWith(place, StringComparison.Ordinal), place);
        }

        using var posted = await senga.PostAsync($"messages/{Guid.NewGuid()}/phoned", new FormUrlEncodedContent([]), Stop);
        posted.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task They_are_out_once_the_pass_is_ended_or_its_hours_are_over()
    {
        await using var site = await DoorSite.StartAsync();
        var (ended, over) = (await site.MakeAsync(PassKind.StandIn, "Senga"), await site.MakeAsync(PassKind.StandIn, "Moira"));
        using var senga = site.App.Browser();
        using var moira = site.App.Browser();
        await DoorSite.PostAsync(senga, $"stand-in/{ended.Token}", "Open the register");
        await DoorSite.PostAsync(moira, $"stand-in/{over.Token}", "Open the register");
        await site.EndAsync(ended);
        await IsOutAsync(senga, ended);
        (await DoorSite.GetAsync(moira, $"sessions/{site.Session}/register")).Page.ShouldContain("Agnes");
        site.App.Clock.Set(DoorSite.End + Duration.FromHours(2));
        await IsOutAsync(moira, over);

        async Task IsOutAsync(HttpClient browser, MadePass pass)
        {
            var (_, register) = await DoorSite.GetAsync(browser, $"sessions/{site.Session}/register");
            DoorSite.ShouldNotTell(register);
            var (status, link) = await DoorSite.GetAsync(browser, $"stand-in/{pass.Token}");
            status.ShouldBe(HttpStatusCode.NotFound);
            link.ShouldContain("This link is not open now");
            DoorSite.ShouldNotTell(link);
        }
    }

    [Fact]
    public async Task Early_they_are_told_when_it_opens()
    {
        await using var site = await DoorSite.StartAsync();
        site.App.Clock.Set(DoorSite.Start - Duration.FromDays(2));
        var pass = await site.MakeAsync(PassKind.StandIn, "Senga");
        using var senga = site.App.Browser();
        var (status, early) = await DoorSite.GetAsync(senga, $"stand-in/{pass.Token}");
        status.ShouldBe(HttpStatusCode.OK);
        early.ShouldContain("Wednesday 5 August, 9am");
        early.ShouldNotContain("Open the register");
        DoorSite.ShouldNotTell(early);
        site.App.Clock.Set(DoorSite.Start - Duration.FromHours(2));
        (await DoorSite.PostAsync(senga, $"stand-in/{pass.Token}", "Open the register")).Page.ShouldContain("Agnes");
    }

    [Fact]
    public async Task Somebody_signed_in_with_an_account_is_not_signed_out_silently()
    {
        await using var site = await DoorSite.StartAsync();
        var page = $"stand-in/{(await site.MakeAsync(PassKind.StandIn, "Senga")).Token}";
        using var worker = await site.App.BrowserOfAsync(site.Cafe.WorkerAccount);
        var (_, shown) = await DoorSite.GetAsync(worker, page);
        shown.ShouldContain("This device is signed in");
        shown.ShouldNotContain("Open the register");
        (await DoorSite.GetAsync(worker, "groups")).Page.ShouldContain(DoorSite.RealName);
        var (_, after) = await DoorSite.SendAsync(worker, "sign-out", Forms.FieldsOf(shown, "action=\"/sign-out\""));
        after.ShouldContain("Open the register");
    }

    private static void IsDiscreet(string body, string? path = null)
    {
        var text = WebUtility.HtmlDecode(Forms.WithoutTokens(body));
        foreach (var secret in (string[])[DoorSite.RealName, "Bereavement", "Brown", "Kelly", "Stark", "Moll", "7700900"])
        {
            text.Replace(" ", "", StringComparison.Ordinal).ShouldNotContain(secret.Replace(" ", "", StringComparison.Ordinal), Case.Insensitive, path);
        }
    }
}
