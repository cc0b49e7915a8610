using System.Net;
using System.Text.RegularExpressions;
using Groups.Domain.Attendance;
using Groups.Domain.Sessions;
using Groups.Web.Hosting;
using Groups.Web.Hosting.Edge;
using NodaTime;

namespace Groups.Web.Tests.Door;

/// <summary>"I'm here" on a participant's own phone.</summary>
public sealed partial class DoorPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_says_they_are_here_with_a_nickname_or_without_and_takes_it_back()
    {
        await using var site = await DoorSite.StartAsync();
        var page = $"door/{(await site.MakeAsync(PassKind.Door)).Token}";
        using var phone = site.App.Browser();
        using var other = site.App.Browser();
        var (status, first) = await DoorSite.GetAsync(phone, page);
        status.ShouldBe(HttpStatusCode.OK);
        DoorSite.ShouldNotTell(first);
        first.ShouldContain("Wednesday 5 August, 11am");
        first.ShouldContain("Leave this page now");

        var (_, said) = await DoorSite.PostAsync(phone, page, "name=\"fact\"", ("name", " Wullie "));
        said.ShouldContain("You are on the list");
        DoorSite.ShouldNotTell(said);
        said.ShouldNotContain("Wullie");
        var (_, unnamed) = await DoorSite.PostAsync(other, page, "name=\"fact\"");
        unnamed.ShouldContain("You are on the list");
        unnamed.ShouldNotContain("Wullie");
        (await site.HereAsync()).ShouldBe(["", "Wullie"]);
        (await DoorSite.GetAsync(phone, page)).Page.ShouldContain("You are on the list");

        var (_, undone) = await DoorSite.PostAsync(phone, page, "That was a mistake");
        undone.ShouldContain("Taken back.");
        (await site.HereAsync()).ShouldBe([""]);
        (await DoorSite.PostAsync(phone, page, "name=\"fact\"")).Page.ShouldContain("You are on the list");
        (await site.HereAsync()).ShouldBe(["", ""]);
    }

    [Fact]
    public async Task Pressing_twice_is_one_tap_and_a_form_from_before_is_answered()
    {
        await using var site = await DoorSite.StartAsync();
        var pass = await site.MakeAsync(PassKind.Door);
        var page = $"door/{pass.Token}";
        using var phone = site.App.Browser();
        var form = Groups.Testing.Forms.FieldsOf(await phone.GetStringAsync(page, Stop), "name=\"fact\"");
        (await DoorSite.SendAsync(phone, page, form)).Page.ShouldContain("You are on the list");
        (await DoorSite.SendAsync(phone, page, form)).Page.ShouldContain("You are on the list");
        (await site.HereAsync()).ShouldBe([""]);
        await site.EndAsync(pass);
        var (status, gone) = await DoorSite.SendAsync(phone, page, form);
        status.ShouldBe(HttpStatusCode.NotFound);
        gone.ShouldContain("This page is not open now");
    }

    [Fact]
    public async Task Before_after_ended_cancelled_and_unknown_look_alike()
    {
        await using var site = await DoorSite.StartAsync();
        var (pass, ended) = (await site.MakeAsync(PassKind.Door), await site.MakeAsync(PassKind.Door));
        await site.EndAsync(ended);
        using var phone = site.App.Browser();
        var page = $"door/{pass.Token}";
        var missing = await DoorSite.GetAsync(phone, "door/nonsense");
        missing.Status.ShouldBe(HttpStatusCode.NotFound);
        missing.Page.ShouldContain("This page is not open now");
        missing = Like(missing, "", "");
        DoorSite.ShouldNotTell(missing.Page);
        Like(await DoorSite.GetAsync(phone, $"door/{ended.Token}"), ended.Token, "nonsense").ShouldBe(missing);
        site.App.Clock.Set(DoorSite.End);
        Like(await DoorSite.GetAsync(phone, page), pass.Token, "nonsense").ShouldBe(missing);
        site.App.Clock.Set(DoorSite.Start - Duration.FromMinutes(31));
        Like(await DoorSite.GetAsync(phone, page), pass.Token, "nonsense").ShouldBe(missing);
        await site.App.Get<MoveSession>().RunAsync(site.Cafe.Worker, site.Session, new LocalDate(2026, 8, 5), new LocalTime(14, 0), 60, Stop);
        site.App.Clock.Set(DoorSite.Start);
        Like(await DoorSite.GetAsync(phone, page), pass.Token, "nonsense").ShouldBe(missing);
        site.App.Clock.Set(DoorSite.Start + Duration.FromHours(3));
        (await DoorSite.GetAsync(phone, page)).Status.ShouldBe(HttpStatusCode.OK);
        await site.App.Get<CancelSession>().RunAsync(site.Cafe.Worker, site.Session, Stop);
        Like(await DoorSite.GetAsync(phone, page), pass.Token, "nonsense").ShouldBe(missing);

        static (HttpStatusCode, string) Like((HttpStatusCode Status, string Page) answer, string token, string other) =>
            (answer.Status, Varying().Replace(token.Length == 0 ? answer.Page : answer.Page.Replace(token, other, StringComparison.Ordinal), ""));
    }

    [Fact]
    public async Task A_code_is_typed_in_any_spelling_and_leads_on_for_phones_and_tablets()
    {
        await using var site = await DoorSite.StartAsync();
        var (door, kiosk) = (await site.MakeAsync(PassKind.Door), await site.MakeAsync(PassKind.Kiosk));
        using var phone = site.App.Browser();
        var (status, start) = await DoorSite.PostAsync(phone, "door", "name=\"code\"", ("code", $" {door.Code!.ToLowerInvariant().Replace('-', ' ')}"));
        status.ShouldBe(HttpStatusCode.OK);
        start.ShouldContain("Are you here?");
        DoorSite.ShouldNotTell(start);
        var (_, tablet) = await DoorSite.PostAsync(phone, "door?lang=pl", "name=\"code\"", ("code", kiosk.Code));
        WebUtility.HtmlDecode(tablet).ShouldContain("Dotknij, żeby powiedzieć, że jesteś");
        var (_, wrong) = await DoorSite.PostAsync(phone, "door", "name=\"code\"", ("code", "CCC-CCC"));
        wrong.ShouldContain("This code does not work now.");
        await site.EndAsync(door);
        (await DoorSite.PostAsync(phone, "door", "name=\"code\"", ("code", door.Code))).Page.ShouldContain("This code does not work now.");
    }

    [Fact]
    public async Task Guessing_codes_ends_soon_with_a_plain_sentence()
    {
        await using var site = await DoorSite.StartAsync();
        var door = await site.MakeAsync(PassKind.Door);
        using var phone = site.App.Browser();
        var form = Groups.Testing.Forms.FieldsOf(await phone.GetStringAsync("door", Stop), "name=\"code\"");
        for (var tries = 0; tries < new EdgeLimits().WrongTries; tries++)
        {
            (await DoorSite.SendAsync(phone, "door", form, ("code", $"CDF-{tries:000}"))).Status.ShouldBe(HttpStatusCode.OK);
        }

        var (status, page) = await DoorSite.SendAsync(phone, "door", form, ("code", door.Code));
        status.ShouldBe(HttpStatusCode.TooManyRequests);
        page.ShouldContain("Too many tries for now.");
        page.ShouldNotContain("Are you here?");
        (await DoorSite.GetAsync(phone, $"door/{door.Token}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_page_speaks_the_phones_language_and_leaving_it_forgets_the_tap()
    {
        await using var site = await DoorSite.StartAsync();
        var page = $"door/{(await site.MakeAsync(PassKind.Door)).Token}";
        using var phone = site.App.Browser(followRedirects: false);
        phone.DefaultRequestHeaders.AcceptLanguage.ParseAdd("uk-UA,uk;q=0.9,en;q=0.5");
        (await DoorSite.GetAsync(phone, page)).Page.ShouldContain("<html lang=\"uk\"");
        (await DoorSite.GetAsync(phone, $"{page}?lang=ar")).Page.ShouldContain("dir=\"rtl\"");
        var (status, answer) = await DoorSite.PostAsync(phone, page, "name=\"fact\"");
        status.ShouldBe(HttpStatusCode.Redirect);
        var cookie = answer.Split('\n').Single(line => line.Contains(DoorTickets.Cookie, StringComparison.Ordinal));
        cookie.ShouldContain("path=/door", Case.Insensitive);
        cookie.ShouldContain("httponly", Case.Insensitive);
        (await DoorSite.GetAsync(phone, "exit")).Page.ShouldContain($"{DoorTickets.Cookie}=;");
    }

    [Fact]
    public async Task Neither_links_nor_codes_nor_names_stand_in_the_log()
    {
        await using var site = await DoorSite.StartAsync();
        var (door, kiosk, standIn) = (await site.MakeAsync(PassKind.Door), await site.MakeAsync(PassKind.Kiosk), await site.MakeAsync(PassKind.StandIn, "Senga"));
        using var phone = site.App.Browser();
        await DoorSite.PostAsync(phone, "door", "name=\"code\"", ("code", door.Code));
        await DoorSite.PostAsync(phone, $"door/{door.Token}", "name=\"fact\"", ("name", "Wullie"));
        await DoorSite.GetAsync(phone, $"kiosk/{kiosk.Token}?at=names");
        await DoorSite.PostAsync(phone, $"stand-in/{standIn.Token}", "Open the register");
        await DoorSite.GetAsync(phone, $"kiosk/{kiosk.Token}x");
        var logged = string.Join('\n', site.Logged);
        foreach (var secret in (string[])[door.Token, kiosk.Token, standIn.Token, door.Code!, kiosk.Code!, door.Code!.Replace("-", "", StringComparison.Ordinal), "Wullie", "Senga", "Agnes"])
        {
            logged.ShouldNotContain(secret);
        }
    }

    [GeneratedRegex("<!--.*?-->|^(Date|Set-Cookie): [^\n]*\n", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Varying();
}
