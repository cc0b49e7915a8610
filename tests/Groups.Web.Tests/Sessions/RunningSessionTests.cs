using System.Net;
using Groups.Domain.Attendance;
using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Sessions;

/// <summary>The pages around a register: checklist, who is here, the end, paper, all of them without scripts.</summary>
public sealed class RunningSessionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_checklist_keeps_what_was_ticked_and_what_somebody_else_ticked_meanwhile()
    {
        await using var site = await SessionsSite.StartAsync("Ruth", "Jean Gray");
        var session = await site.TodayAsync();
        using var opener = await site.App.BrowserOfAsync((await site.Cafe.PeerAsync("Jean Gray", Duty.OpenVenue)).AccountId!.Value);
        var page = $"sessions/{session}/checklist";
        var empty = await opener.GetStringAsync(page, Stop);
        empty.ShouldContain("do not open yet");
        empty.ShouldContain("Laura");
        empty.ShouldNotContain("@example.org");
        var seen = Forms.FieldsOf(await site.Worker.GetStringAsync(page, Stop), "value=\"checklist\"");

        var saved = await SessionsSite.PostAsync(opener, page, "value=\"checklist\"", ("Ticked", "SecondPerson"));
        saved.Page.ShouldContain("Ticked at 11:05am");
        saved.Page.ShouldNotContain("do not open yet");
        seen["Ticked"] = "Keys";
        using var second = await site.Worker.PostAsync(page, new FormUrlEncodedContent(seen), Stop);
        (await ChecksAsync(site, session)).ShouldBe([CheckItem.SecondPerson, CheckItem.Keys]);

        await SessionsSite.PostAsync(opener, page, "value=\"checklist\"", ("Ticked", "Keys"), ("Was", "SecondPerson"));
        (await ChecksAsync(site, session)).ShouldBe([CheckItem.Keys]);
    }

    [Fact]
    public async Task Who_is_here_now_is_a_list_on_which_somebody_goes_home_and_is_still_here_after_all()
    {
        await using var site = await SessionsSite.StartAsync("Ruth", "Jean", "Nan Gray");
        var session = await site.TodayAsync();
        var (now, record, page) = (site.App.Clock.GetCurrentInstant(), site.App.Get<RecordFacts>(), $"sessions/{session}/here");
        (await site.Worker.GetStringAsync(page, Stop)).ShouldContain("Nobody is ticked as here");
        var jo = TappedFact.WalkIn("<i>Jo", now);
        await record.RunAsync(site.Cafe.Worker, session,
            [TappedFact.Arrived(site.Cafe.People["Ruth"], now), TappedFact.Arrived(site.Cafe.People["Jean"], now) with { Way = Presence.Phone }, TappedFact.Arrived(null, now), jo], Stop);

        var home = await SessionsSite.PostAsync(site.Worker, page, "value=\"here\"", ("Left", jo.Id.ToString()));
        home.Page.ShouldContain("<strong class=\"number\"");
        Number(home.Page).ShouldBe("2");
        home.Page.ShouldContain("Somebody without a name");
        home.Page.ShouldContain("by phone");
        home.Page.ShouldContain("&lt;i&gt;Jo");
        Number((await SessionsSite.PostAsync(site.Worker, page, "value=\"here\"", ("Back", jo.Id.ToString()))).Page).ShouldBe("3");

        using var counter = await site.App.BrowserOfAsync((await site.Cafe.PeerAsync("Nan Gray", Duty.Headcount)).AccountId!.Value);
        var numbers = Forms.WithoutTokens(await counter.GetStringAsync(page, Stop));
        Number(numbers).ShouldBe("3");
        numbers.ShouldNotContain("Ruth");
        numbers.ShouldNotContain("i&gt;Jo");
        numbers.ShouldContain("1 more by video or phone");
    }

    [Fact]
    public async Task The_end_asks_which_count_is_right_thanks_and_tells_the_next_lead_what_the_group_asked_for()
    {
        await using var site = await SessionsSite.StartAsync("Ruth", "Jean Gray");
        var (session, next) = (await site.TodayAsync(), await site.NextWeekAsync());
        using var lead = await site.App.BrowserOfAsync((await site.Cafe.PeerAsync("Jean Gray", Duty.Lead)).AccountId!.Value);
        var (now, page) = (site.App.Clock.GetCurrentInstant(), $"sessions/{session}/end");
        await site.App.Get<RecordFacts>().RunAsync(site.Cafe.Worker, session, [TappedFact.Arrived(site.Cafe.People["Ruth"], now), TappedFact.Headcount(8, now)], Stop);
        (await lead.GetStringAsync(page, Stop)).ShouldContain("You ticked 1 and counted 8. How many came?");
        (await SessionsSite.PostAsync(lead, page, "value=\"end\"", ("Input.Headcount", "many"))).Page.ShouldContain("Write a number, such as 12");
        (await SessionsSite.PostAsync(lead, page, "value=\"end\"", ("Input.Headcount", "0"))).Page.ShouldContain("1 is ticked on the register");

        var thanks = await SessionsSite.PostAsync(lead, page, "value=\"end\"", ("Input.Headcount", "7"), ("Input.Pulse", "TooMuch"), ("Input.Topics", "Bus passes <b>"));
        thanks.Address.Query.ShouldBe("?done=yes");
        foreach (var sentence in new[] { "7 people had somewhere to be", "You said it was too much", "href=\"/crisis\"", "Wednesday 12 August, 11am", "give a duty back" })
        {
            thanks.Page.ShouldContain(sentence);
        }

        (await site.Worker.GetStringAsync(page, Stop)).ShouldContain("Jean Gray</span>: Too much");
        (await lead.GetStringAsync(page, Stop)).ShouldNotContain("In their own words", Case.Insensitive);
        var asked = await lead.GetStringAsync($"sessions/{next}", Stop);
        asked.ShouldContain("Last time the group asked for");
        asked.ShouldContain("Bus passes &lt;b&gt;");
        (await lead.GetStringAsync($"sessions/{session}", Stop)).ShouldNotContain("Last time the group asked for");
        using var counter = await site.App.BrowserOfAsync((await site.Cafe.PeerAsync("Ruth", Duty.Headcount)).AccountId!.Value);
        (await counter.GetStringAsync($"sessions/{next}", Stop)).ShouldNotContain("Bus passes");
        (await counter.GetStringAsync(page, Stop)).ShouldNotContain("Too much</span>");
    }

    [Theory]
    [InlineData("end")]
    [InlineData("change")]
    public async Task A_session_that_did_not_meet_keeps_a_calm_reason_or_none(string from)
    {
        await using var site = await SessionsSite.StartAsync("Ruth");
        var session = await site.Cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 9, 0), 60);
        var saved = await SessionsSite.PostAsync(site.Worker, $"sessions/{session}/{from}", "value=\"not-met\"", ("Input.Because", "Weather"));
        saved.Page.ShouldContain("uiet weeks are normal");
        (await site.Worker.GetStringAsync($"sessions/{session}", Stop)).ShouldContain("The weather. Quiet weeks are normal.");
        (await site.Worker.GetStringAsync($"groups/{site.Cafe.Id}/sessions", Stop)).ShouldContain("Did not meet: the weather");
        await using var db = site.App.Database.Open();
        (await db.Sessions.SingleAsync(Stop)).Status.ShouldBe(SessionStatus.DidNotMeet);
    }

    [Fact]
    public async Task Paper_has_names_by_the_alphabet_a_small_sign_for_who_is_new_and_whom_to_phone_in_two_sizes()
    {
        await using var site = await SessionsSite.StartAsync("Ruth", "Agnes", "Zara", "Éilidh");
        var (before, session) = (await site.Cafe.SessionAsync(new LocalDateTime(2026, 7, 29, 11, 0)), await site.TodayAsync());
        await site.App.Get<RecordFacts>().RunAsync(site.Cafe.Worker, before, [.. site.Cafe.People.Where(p => p.Key != "Zara").Select(p => TappedFact.Arrived(p.Value, site.App.Clock.GetCurrentInstant()))], Stop);
        var page = WebUtility.HtmlDecode(await site.Worker.GetStringAsync($"sessions/{session}/print", Stop));
        new[] { "Agnes", "Éilidh", "Ruth", "Zara" }.Select(n => page.IndexOf($">{n}<", StringComparison.Ordinal)).ShouldBeInOrder();
        page.Split("class=\"sign\"").Length.ShouldBe(2);
        page.ShouldNotContain("first time<");
        page.ShouldContain("116 123");
        page.ShouldNotContain("class=\"large\"");
        (await site.Worker.GetStringAsync($"sessions/{session}/print?size=large", Stop)).ShouldContain("class=\"large\"");
    }

    [Fact]
    public async Task A_list_from_paper_is_typed_in_once_and_only_names_that_are_not_clear_are_asked()
    {
        await using var site = await SessionsSite.StartAsync("Ruth Brown", "Ruth Gray", "Éilidh", "Jean");
        var session = await site.TodayAsync();
        var page = $"sessions/{session}/type-in";
        var asked = await SessionsSite.PostAsync(site.Worker, page, "value=\"type-in\"", ("Names", "eil\r\nJEAN\r\nRuth\r\nBetty <b>\r\n\r\n"), ("Count", "6"));
        asked.Page.ShouldContain("2 are ticked");
        asked.Page.ShouldContain("Betty &lt;b&gt;");
        var fields = Forms.FieldsOf(asked.Page, "value=\"rest\"").Where(f => f.Key is not ("Line" or "Pick")).ToList();
        fields.AddRange([new("Line", "Ruth"), new("Pick", site.Cafe.People["Ruth Gray"].ToString()), new("Line", "Betty <b>"), new("Pick", "new")]);
        using var saved = await site.Worker.PostAsync(page, new FormUrlEncodedContent(fields), Stop);
        saved.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe($"/sessions/{session}/register");

        var view = await site.App.Get<ReadRegister>().RunAsync(site.Cafe.Worker, session, Stop);
        view.People.Where(p => p.IsHere).Select(p => p.Name).ShouldBe(["Éilidh", "Jean", "Ruth Gray"], ignoreOrder: true);
        (view.WalkIns.Single().Name, view.Headcount).ShouldBe(("Betty <b>", 6));
        (await SessionsSite.PostAsync(site.Worker, page, "value=\"type-in\"", ("Names", "jean"))).Address.AbsolutePath.ShouldEndWith("/register");
        (await site.App.Get<ReadRegister>().RunAsync(site.Cafe.Worker, session, Stop)).People.Single(p => p.Name == "Jean").FactIds.Count.ShouldBe(1);
    }

    private static async Task<IEnumerable<CheckItem>> ChecksAsync(SessionsSite site, Guid session) =>
        (await site.App.Get<ReadRegister>().RunAsync(site.Cafe.Worker, session, Stop)).Checks.Select(c => c.Item);

    private static string Number(string page)
    {
        var from = page.IndexOf('>', page.IndexOf("<strong class=\"number\"", StringComparison.Ordinal)) + 1;
        return page[from..page.IndexOf('<', from)];
    }
}
