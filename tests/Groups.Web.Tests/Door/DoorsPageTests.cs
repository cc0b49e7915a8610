using System.Net;
using System.Text.RegularExpressions;
using Groups.Domain.Attendance;
using Groups.Domain.Handover;
using Groups.Testing;

namespace Groups.Web.Tests.Door;

/// <summary>Where a lead makes and ends codes and links.</summary>
public sealed partial class DoorsPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lead_makes_a_code_for_phones_sees_it_once_and_ends_it()
    {
        await using var site = await DoorSite.StartAsync();
        var page = $"sessions/{site.Session}/door";
        using var worker = await site.App.BrowserOfAsync(site.Cafe.WorkerAccount);
        var (_, made) = await DoorSite.PostAsync(worker, page, "Make a code for phones");
        made.ShouldContain("groups.example.org/door");
        made.ShouldContain("<svg class=\"qr\"");
        var code = Code().Match(made).Value;
        PassCode.Read(code).ShouldNotBeNull();
        var poster = made[made.IndexOf("class=\"poster", StringComparison.Ordinal)..];
        DoorSite.ShouldNotTell(poster[..poster.IndexOf("</section>", StringComparison.Ordinal)]);
        made.ShouldContain("<title>At the door</title>");

        var (_, later) = await DoorSite.GetAsync(worker, page);
        later.ShouldNotContain(code);
        later.ShouldContain("Code for phones");
        using var phone = site.App.Browser();
        (await DoorSite.PostAsync(phone, "door", "name=\"code\"", ("code", code))).Page.ShouldContain("Are you here?");
        var (_, ended) = await DoorSite.PostAsync(worker, page, "name=\"end\"", ("end", End().Match(later).Groups["id"].Value));
        ended.ShouldContain("Ended.");
        (await DoorSite.PostAsync(phone, "door", "name=\"code\"", ("code", code))).Page.ShouldContain("This code does not work now.");
    }

    [Fact]
    public async Task A_link_for_somebody_who_stands_in_needs_their_name_and_is_shown_once()
    {
        await using var site = await DoorSite.StartAsync();
        var page = $"sessions/{site.Session}/door";
        using var worker = await site.App.BrowserOfAsync(site.Cafe.WorkerAccount);
        (await DoorSite.PostAsync(worker, page, "Input.Name", ("Input.Name", " "))).Page.ShouldContain("The name is empty. Type it in.");
        var (_, made) = await DoorSite.PostAsync(worker, page, "Input.Name", ("Input.Name", "<b>Senga</b>"));
        made.ShouldContain("&lt;b&gt;Senga&lt;/b&gt; stands in");
        var link = Link().Match(made).Value;
        link.ShouldNotBeEmpty();
        (await DoorSite.GetAsync(worker, page)).Page.ShouldNotContain(link);
        using var senga = site.App.Browser();
        (await DoorSite.GetAsync(senga, link)).Page.ShouldContain("Hello");
    }

    [Fact]
    public async Task Using_this_device_as_the_tablet_signs_it_out_first()
    {
        await using var site = await DoorSite.StartAsync();
        using var worker = await site.App.BrowserOfAsync(site.Cafe.WorkerAccount);
        var (_, door) = await DoorSite.GetAsync(worker, $"sessions/{site.Session}/door");
        var (_, kiosk) = await DoorSite.SendAsync(worker, "sign-out", Forms.FieldsOf(door, "name=\"tablet\""));
        kiosk.ShouldContain("Touch to say you are here");
        (await worker.GetAsync($"sessions/{site.Session}/door", Stop)).RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/sign-in");
        (await worker.GetAsync("groups", Stop)).RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/sign-in");
    }

    [Fact]
    public async Task The_page_is_for_those_who_tap_names_and_says_when_nothing_can_be_made()
    {
        await using var site = await DoorSite.StartAsync();
        var page = $"sessions/{site.Session}/door";
        var counts = await site.Cafe.PeerAsync("Xanthe Moll", Duty.Headcount);
        using var peer = await site.App.BrowserOfAsync(counts.AccountId!.Value);
        (await DoorSite.GetAsync(peer, page)).Status.ShouldBe(HttpStatusCode.NotFound);
        site.App.Clock.Set(DoorSite.End);
        using var worker = await site.App.BrowserOfAsync(site.Cafe.WorkerAccount);
        var (_, over) = await DoorSite.GetAsync(worker, page);
        over.ShouldContain("This session is over");
        over.ShouldNotContain("Make a link");
    }

    [GeneratedRegex("[A-Z0-9]{3}-[A-Z0-9]{3}(?=</p>)", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("name=\"end\" value=\"(?<id>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex End();

    [GeneratedRegex(@"(?<=https://groups\.example\.org/)stand-in/[\w-]+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
