using System.Net;
using System.Text.RegularExpressions;
using Groups.Domain.Attendance;
using Groups.Domain.People;
using Groups.Testing;
using NodaTime;

namespace Groups.Web.Tests.Door;

/// <summary>The tablet at the door.</summary>
public sealed partial class KioskPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_first_names_of_those_who_said_yes_are_shown_for_a_minute_and_nothing_leads_away()
    {
        await using var site = await DoorSite.StartAsync();
        var page = $"kiosk/{(await site.MakeAsync(PassKind.Kiosk)).Token}";
        using var tablet = site.App.Browser();
        var (status, start) = await DoorSite.GetAsync(tablet, page);
        status.ShouldBe(HttpStatusCode.OK);
        start.ShouldContain("Touch to say you are here");
        DoorSite.ShouldNotTell(start);
        start.ShouldNotContain("Refresh:");

        var (_, names) = await DoorSite.GetAsync(tablet, $"{page}?at=names");
        DoorSite.ShouldNotTell(names, "Agnes", "Bríd");
        names.ShouldContain($"Refresh: 60; url=/{page}");
        Buttons(names).ShouldBe(["Agnes", "Bríd"]);

        var (_, thanks) = await DoorSite.PostAsync(tablet, $"{page}?at=names", "name=\"person\"", ("person", site.Cafe.People["Agnes Brown"].ToString()));
        thanks.ShouldContain("Thank you, Agnes");
        thanks.ShouldContain($"Refresh: 15; url=/{page}");
        DoorSite.ShouldNotTell(thanks, "Agnes");
        (await site.HereAsync()).ShouldBe(["Agnes Brown"]);
        Buttons((await DoorSite.GetAsync(tablet, $"{page}?at=names")).Page).ShouldBe(["Bríd"]);

        var (_, undone) = await DoorSite.SendAsync(tablet, page, Forms.FieldsOf(thanks, "name=\"undoes\""));
        undone.ShouldContain("Taken back.");
        DoorSite.ShouldNotTell(undone);
        (await site.HereAsync()).ShouldBeEmpty();

        foreach (var state in (string[])[start, names, thanks, undone])
        {
            foreach (Match link in Link().Matches(state))
            {
                var to = WebUtility.HtmlDecode(link.Groups["to"].Value);
                (to == "/" || to.StartsWith($"/{page}", StringComparison.Ordinal) || Asset().IsMatch(to)).ShouldBeTrue(to);
            }

            state.ShouldNotContain("<script", Case.Insensitive);
        }
    }

    [Fact]
    public async Task Somebody_without_a_name_there_says_so_with_a_nickname_or_none_and_touching_twice_is_one_tap()
    {
        await using var site = await DoorSite.StartAsync();
        var page = $"kiosk/{(await site.MakeAsync(PassKind.Kiosk)).Token}";
        using var tablet = site.App.Browser();
        (await DoorSite.PostAsync(tablet, $"{page}?at=names", "without my name")).Page.ShouldContain(">Thank you<");
        (await DoorSite.PostAsync(tablet, $"{page}?at=names", "name=\"name\"", ("name", "Wullie"))).Page.ShouldContain("Thank you, Wullie");
        (await DoorSite.PostAsync(tablet, $"{page}?at=names", "name=\"name\"", ("name", " "))).Page.ShouldContain(">Thank you<");
        var form = Forms.FieldsOf(await tablet.GetStringAsync($"{page}?at=names", Stop), "name=\"person\"");
        foreach (var time in Enumerable.Range(0, 2))
        {
            (await DoorSite.SendAsync(tablet, $"{page}?at=names", form, ("person", site.Cafe.People["Agnes Brown"].ToString()))).Page.ShouldContain("Thank you, Agnes", customMessage: $"{time}");
        }

        (await site.HereAsync()).ShouldBe(["", "", "Agnes Brown", "Wullie"]);
        foreach (var person in (string?[])[site.Cafe.People["Quentin Stark"].ToString(), Guid.NewGuid().ToString(), "nonsense", null])
        {
            var (status, refused) = await DoorSite.PostAsync(tablet, $"{page}?at=names", "name=\"person\"", ("person", person));
            status.ShouldBe(HttpStatusCode.OK);
            refused.ShouldContain("That could not be written down here.");
            DoorSite.ShouldNotTell(refused, "Bríd");
        }
    }

    [Fact]
    public async Task It_locks_after_the_session_and_when_ended_and_never_works_on_a_device_that_is_signed_in()
    {
        await using var site = await DoorSite.StartAsync();
        var pass = await site.MakeAsync(PassKind.Kiosk);
        var page = $"kiosk/{pass.Token}";
        using var worker = await site.App.BrowserOfAsync(site.Cafe.WorkerAccount);
        var (_, signedIn) = await DoorSite.GetAsync(worker, $"{page}?at=names");
        signedIn.ShouldContain("This device is signed in");
        DoorSite.ShouldNotTell(signedIn, "Laura");
        var (_, start) = await DoorSite.SendAsync(worker, "sign-out", Forms.FieldsOf(signedIn, "action=\"/sign-out\""));
        start.ShouldContain("Touch to say you are here");
        (await worker.GetAsync("groups", Stop)).RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/sign-in");

        using var tablet = site.App.Browser();
        var form = Forms.FieldsOf(await tablet.GetStringAsync($"{page}?at=names", Stop), "name=\"person\"");
        site.App.Clock.Set(DoorSite.End);
        await IsLockedAsync();
        site.App.Clock.Set(DoorSite.Start);
        (await DoorSite.GetAsync(tablet, page)).Status.ShouldBe(HttpStatusCode.OK);
        await site.EndAsync(pass);
        await IsLockedAsync();

        async Task IsLockedAsync()
        {
            foreach (var (status, locked) in ((HttpStatusCode, string)[])[await DoorSite.GetAsync(tablet, $"{page}?at=names"), await DoorSite.SendAsync(tablet, page, form, ("person", site.Cafe.People["Agnes Brown"].ToString()))])
            {
                status.ShouldBe(HttpStatusCode.NotFound);
                locked.ShouldContain("This tablet is locked");
                locked.ShouldNotContain("Refresh:");
                DoorSite.ShouldNotTell(locked);
            }
        }
    }

    [Fact]
    public async Task A_no_on_ones_own_page_takes_the_name_off_the_tablet_at_once()
    {
        await using var site = await DoorSite.StartAsync();
        var page = $"kiosk/{(await site.MakeAsync(PassKind.Kiosk)).Token}";
        using var tablet = site.App.Browser();
        var agnes = site.Cafe.People["Agnes Brown"];
        var link = ParticipantLink.For(agnes, site.App.Clock.GetCurrentInstant(), out var token);
        await Groups.Domain.Data.Writes.WriteAsync(site.App.Database.Factory, db => Task.FromResult(db.Add(link)), Stop);
        (await DoorSite.PostAsync(tablet, $"me/{token}", "name=\"tablet\"", ("tablet", $"{site.Cafe.Id:N}.No"))).Page.ShouldContain("You said: No.");
        Buttons((await DoorSite.GetAsync(tablet, $"{page}?at=names")).Page).ShouldBe(["Bríd"]);
        (await DoorSite.PostAsync(tablet, $"me/{token}", "name=\"tablet\"", ("tablet", $"{site.Cafe.Id:N}.Yes"))).Page.ShouldContain("You said: Yes.");
        Buttons((await DoorSite.GetAsync(tablet, $"{page}?at=names")).Page).ShouldBe(["Agnes", "Bríd"]);

        using var worker = await site.App.BrowserOfAsync(site.Cafe.WorkerAccount);
        var belonging = $"people/{agnes}/groups/{site.Cafe.Id}";
        (await worker.GetStringAsync(belonging, Stop)).ShouldContain("They said yes on Wednesday 5 August 2026.");
        await DoorSite.PostAsync(worker, belonging, "Input.OnTablet", ("Input.OnTablet", null));
        Buttons((await DoorSite.GetAsync(tablet, $"{page}?at=names")).Page).ShouldBe(["Bríd"]);
    }

    private static IEnumerable<string> Buttons(string page) => Tile().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups["name"].Value));

    [GeneratedRegex("name=\"person\"[^>]*><bdi[^>]*>(?<name>[^<]*)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tile();

    [GeneratedRegex("(href|action|src)=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^(app|icon|Groups\.Web|manifest)[\w.-]*\.(css|svg|png|webmanifest)$|^/?(icon|manifest)[\w.-]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asset();
}
