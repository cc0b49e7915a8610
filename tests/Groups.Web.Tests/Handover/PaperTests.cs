using System.Net;
using Bunit;
using Groups.Domain.Handover;
using Groups.Domain.Handover.StepBack;
using Groups.Domain.Messaging;
using Groups.Testing;
using Groups.Web.Components.Pages.Handover.Life;
using NodaTime;
using TestContext = Xunit.TestContext;

namespace Groups.Web.Tests.Handover;

public sealed class PaperTests : BunitContext
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_wall_says_what_is_free_held_and_shared_what_is_next_and_names_nobody()
    {
        await using var site = await PaperSite.StartAsync();
        await site.HoldAsync(site.Group.Tam, Duty.Welcome, Duty.Lead);
        using var peer = await site.PeerAsync(site.Group.Jean, Duty.Welcome, Duty.OpenVenue);
        await site.Group.SessionAsync(site.App.Database, -7, 6, new Turn(Duty.Lead, site.Group.Tam.Id));
        await site.Group.SessionAsync(site.App.Database, 2, null, new Turn(Duty.Welcome, site.Group.Jean.Id), new Turn(Duty.Lead, null));
        var after = await site.Group.SessionAsync(site.App.Database, 9, null, new Turn(Duty.OpenVenue, site.Group.Jean.Id));
        await site.App.Get<SetPresence>().RunAsync(site.Group.Worker, site.Group.Id, new Dictionary<Guid, Presence?> { [after.Id] = Presence.Away }, Stop);

        var bytes = await peer.GetStringAsync(Wall(site), Stop);
        var page = await PaperSite.ReadAsync(peer, Wall(site));
        page.ShouldContain("<h3>Welcome newcomers</h3><p>Shared by 2</p>");
        page.ShouldContain("<h3>Open the venue</h3><p>Held</p>");
        page.ShouldContain("<h3>Count heads</h3><p>Free</p>");
        page.ShouldNotContain("Keep the contact list");
        page.ShouldContain("Wednesday 5 August, 11am");
        page.ShouldContain("Needs somebody to open up");
        page.ShouldContain("Needs somebody to welcome, to lead, to count heads");
        page.ShouldContain("The most so far: 6 came");
        page.ShouldContain("First session led by some of us");
        MustNameNobody(bytes, site);
    }

    [Fact]
    public async Task No_members_name_is_in_the_bytes_of_the_timeline_on_the_board_nor_a_count_under_five()
    {
        await using var site = await PaperSite.StartAsync();
        for (var week = 1; week <= 12; week++)
        {
            await site.Group.SessionAsync(site.App.Database, -7 * week, week % 3 + 2, new Turn(Duty.Lead, site.Group.Tam.Id));
        }

        using var worker = await site.WorkerAsync();
        var document = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await worker.GetStringAsync($"{site.Home}/handover", Stop), Stop);
        var life = document.QuerySelector("section[aria-labelledby=life]")!;
        life.TextContent.ShouldContain("10th session");
        life.TextContent.ShouldContain("First session without the worker");
        life.TextContent.ShouldNotContain("came");
        MustNameNobody(life.OuterHtml, site);
        document.QuerySelectorAll("section[aria-labelledby=papers] a").Select(a => a.GetAttribute("href")!.Split('/')[^1]).ShouldBe(["plan", "agreement", "pack", "wall"]);
    }

    [Fact]
    public async Task Wall_and_pack_carry_the_neutral_name_only()
    {
        await using var site = await PaperSite.StartAsync();
        await site.MakeSensitiveAsync();
        using var worker = await site.WorkerAsync();
        foreach (var path in new[] { Wall(site), Pack(site), $"{Pack(site)}?all=true" })
        {
            var page = await PaperSite.ReadAsync(worker, path);
            page.ShouldContain("Thursday night");
            page.ShouldNotContain("Bereavement", Case.Insensitive, path);
            page.ShouldNotContain("grie", Case.Insensitive, path);
        }
    }

    [Fact]
    public async Task An_empty_group_has_a_wall_too()
    {
        await using var site = await PaperSite.StartAsync(Stage.Starting);
        using var worker = await site.WorkerAsync();
        var page = await PaperSite.ReadAsync(worker, Wall(site));
        page.ShouldContain("No session is planned yet.");
        page.ShouldContain("The group started");
        page.ShouldNotContain("What there is to do");
    }

    [Fact]
    public async Task After_self_run_its_worker_sees_no_duties_on_the_wall_and_the_group_does()
    {
        await using var site = await PaperSite.StartAsync(Stage.SelfRun);
        using var peer = await site.PeerAsync(site.Group.Jean, Duty.Lead);
        await site.Group.SessionAsync(site.App.Database, 2);
        using var worker = await site.WorkerAsync();
        (await PaperSite.ReadAsync(worker, Wall(site))).ShouldNotContain("Lead a session");
        var page = await PaperSite.ReadAsync(peer, Wall(site));
        page.ShouldContain("<h3>Lead a session</h3><p>Held</p>");
        page.ShouldContain("Needs somebody to open up, to welcome, to lead, to count heads");
    }

    [Fact]
    public async Task The_pack_holds_the_cards_of_the_readers_own_duties_or_of_all()
    {
        await using var site = await PaperSite.StartAsync();
        using var peer = await site.PeerAsync(site.Group.Jean, Duty.Welcome, Duty.OpenVenue);
        var own = await PaperSite.ReadAsync(peer, Pack(site));
        own.ShouldContain("Your duties");
        own.ShouldContain("Welcome newcomers");
        own.ShouldContain("Open the venue");
        own.ShouldNotContain("Keep the contact list");
        own.ShouldContain("sign in and tap <a href=\"/phone-me\">Phone me</a>");
        (await PaperSite.ReadAsync(peer, $"{Pack(site)}?all=true")).ShouldContain("Keep the contact list");
        using var worker = await site.WorkerAsync();
        (await PaperSite.ReadAsync(worker, Pack(site))).ShouldContain("Keep the contact list");
        using var stranger = await site.PeerAsync(site.Group.Amina);
        (await PaperSite.StatusAsync(stranger, Pack(site))).ShouldBe(HttpStatusCode.NotFound);
        (await PaperSite.StatusAsync(stranger, Wall(site))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(Duty.OpenVenue, true)]
    [InlineData(Duty.Lead, true)]
    [InlineData(Duty.Welcome, false)]
    public async Task Room_for_whom_to_phone_at_the_venue_is_only_on_the_sheet_of_those_who_open_up_or_lead(Duty duty, bool has)
    {
        await using var site = await PaperSite.StartAsync();
        using var peer = await site.PeerAsync(site.Group.Jean, duty);
        var page = await PaperSite.ReadAsync(peer, Pack(site));
        page.Contains("Who to phone at the venue", StringComparison.Ordinal).ShouldBe(has);
        page.ShouldContain("1 Braid Street");
    }

    [Fact]
    public async Task The_pack_says_what_to_do_whom_to_phone_in_a_crisis_and_how_the_worker_is_reached_without_a_private_number()
    {
        await using var site = await PaperSite.StartAsync();
        using var peer = await site.PeerAsync(site.Group.Jean, Duty.Lead);
        var paper = await PaperSite.OnPaperAsync(await peer.GetStringAsync(Pack(site), Stop));
        foreach (var said in new[] { "Nobody comes", "You cannot come", "Somebody is new", "Somebody is upset", "Somebody is ill", "There is a quarrel", "There is a fire", "Your worker is Laura", "please phone me", "Just turning up is enough", "You are not a counsellor" })
        {
            paper.ShouldContain(said);
        }

        foreach (var line in site.App.Get<CrisisLines>().All)
        {
            paper.ShouldContain(line.Number);
        }

        paper.ShouldNotContain("@example.org");
        paper.ShouldNotContain("07700");
    }

    [Fact]
    public void Every_moment_has_its_words_its_day_and_a_picture_of_its_own()
    {
        var life = Render<LifeLine>(p => p.Add(l => l.Moments, [.. Enum.GetValues<MomentKind>().Select(kind => new Moment(new LocalDate(2026, 8, 3), kind, $"What {kind} is"))]));
        life.FindAll("li").Count.ShouldBe(Enum.GetValues<MomentKind>().Length);
        life.FindAll("li .dot").Select(d => d.InnerHtml).ShouldBeUnique();
        life.FindAll("li p").ShouldAllBe(p => p.TextContent.EndsWith("3 August 2026", StringComparison.Ordinal));
    }

    private static string Wall(PaperSite site) => $"{site.Home}/handover/wall";

    private static string Pack(PaperSite site) => $"{site.Home}/handover/pack";

    private static void MustNameNobody(string bytes, PaperSite site)
    {
        foreach (var name in new[] { site.Group.Jean.Name, site.Group.Tam.Name, site.Group.Amina.Name, site.Group.Laura.Name, "@example.org", "07700", site.Group.Jean.Id.ToString(), site.Group.Tam.Id.ToString() })
        {
            bytes.ShouldNotContain(name, Case.Sensitive);
        }
    }
}
