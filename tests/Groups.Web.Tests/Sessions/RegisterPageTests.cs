using System.Net;
using Groups.Domain.Attendance;
using Groups.Domain.Handover;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Sessions;

public sealed class RegisterPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lead_without_scripts_ticks_adds_counts_and_saves()
    {
        await using var site = await SessionsSite.StartAsync("Ruth", "Jean", "Nan");
        var session = await site.TodayAsync();
        var saved = await SessionsSite.PostAsync(site.Worker, $"sessions/{session}/register", $"/sessions/{session}/register",
            ("Here", site.Cafe.People["Ruth"].ToString()), ("WalkIn", "<script>alert(1)</script>"), ("Count", "5"));
        saved.Address.AbsolutePath.ShouldBe($"/sessions/{session}/register");
        saved.Page.ShouldContain("5 here");
        saved.Page.ShouldContain("&lt;script&gt;alert(1)");
        saved.Page.ShouldNotContain("<script>alert");
        var view = await site.App.Get<ReadRegister>().RunAsync(site.Cafe.Worker, session, Stop);
        view.People.Single(p => p.IsHere).Name.ShouldBe("Ruth");
    }

    [Fact]
    public async Task What_somebody_else_ticked_meanwhile_stays_and_what_was_unticked_goes()
    {
        await using var site = await SessionsSite.StartAsync("Ruth", "Jean");
        var session = await site.TodayAsync();
        var record = site.App.Get<RecordFacts>();
        await record.RunAsync(site.Cafe.Worker, session, [TappedFact.Arrived(site.Cafe.People["Ruth"], site.App.Clock.GetCurrentInstant())], Stop);
        var fields = Forms.FieldsOf(await site.Worker.GetStringAsync($"sessions/{session}/register", Stop), $"/sessions/{session}/register");
        await record.RunAsync(site.Cafe.Worker, session, [TappedFact.Arrived(site.Cafe.People["Jean"], site.App.Clock.GetCurrentInstant())], Stop);
        fields.Remove("Here").ShouldBeTrue();
        using var answer = await site.Worker.PostAsync($"sessions/{session}/register", new FormUrlEncodedContent(fields), Stop);
        answer.IsSuccessStatusCode.ShouldBeTrue();
        (await site.App.Get<ReadRegister>().RunAsync(site.Cafe.Worker, session, Stop)).People.Where(p => p.IsHere).Select(p => p.Name).ShouldBe(["Jean"]);
    }

    [Theory]
    [InlineData("WalkIn", 5000, "too long")]
    [InlineData("Count", 3, "Write the headcount as a number")]
    public async Task A_slip_is_explained_and_what_was_typed_is_still_there(string field, int length, string sentence)
    {
        await using var site = await SessionsSite.StartAsync("Ruth");
        var session = await site.TodayAsync();
        var typed = new string('x', length);
        var answer = await SessionsSite.PostAsync(site.Worker, $"sessions/{session}/register", $"/sessions/{session}/register", (field, typed));
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Page.ShouldContain(sentence);
        answer.Page.ShouldContain($"value=\"{typed}\"");
    }

    [Fact]
    public async Task A_post_without_the_forms_token_changes_nothing()
    {
        await using var site = await SessionsSite.StartAsync("Ruth");
        var session = await site.TodayAsync();
        using var answer = await site.Worker.PostAsync($"sessions/{session}/register", new FormUrlEncodedContent([new("_handler", "register"), new("Count", "9")]), Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await using var db = site.App.Database.Open();
        (await db.Facts.AnyAsync(Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_only_counts_gets_no_name_in_any_answer_and_a_stranger_the_same_404_as_for_nothing()
    {
        await using var site = await SessionsSite.StartAsync("Ruth Brown", "Jean Gray");
        var session = await site.TodayAsync();
        using var counter = await site.App.BrowserOfAsync((await site.Cafe.PeerAsync("Jean Gray", Duty.Headcount)).AccountId!.Value);
        foreach (var page in new[] { $"sessions/{session}", $"sessions/{session}/register", $"sessions/{session}/print" })
        {
            Forms.WithoutTokens(await counter.GetStringAsync(page, Stop)).ShouldNotContain("Ruth");
        }

        var other = await CafeGroup.CreateAsync(site.App.Database, site.App.Clock);
        using var stranger = await site.App.BrowserOfAsync(other.WorkerAccount);
        foreach (var id in new[] { session, Guid.NewGuid() })
        {
            foreach (var page in new[] { "", "/register", "/change", "/print", "/messages" })
            {
                using var answer = await stranger.GetAsync($"sessions/{id}{page}", Stop);
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            }
        }
    }

    [Fact]
    public async Task A_lead_who_lost_the_duty_sees_no_name_on_the_next_request()
    {
        await using var site = await SessionsSite.StartAsync("Ruth Brown", "Jean Gray");
        var session = await site.TodayAsync();
        using var lead = await site.App.BrowserOfAsync((await site.Cafe.PeerAsync("Jean Gray", Duty.Lead, Duty.SetUp)).AccountId!.Value);
        var before = await lead.GetStringAsync($"sessions/{session}/register", Stop);
        before.ShouldContain("Ruth");
        before.ShouldNotContain("Brown");
        await using (var db = site.App.Database.Open())
        {
            (await db.DutyHoldings.SingleAsync(h => h.Duty == Duty.Lead, Stop)).End(HoldingEnd.TakenBack, site.App.Clock.GetCurrentInstant());
            await db.SaveChangesAsync(Stop);
        }

        Forms.WithoutTokens(await lead.GetStringAsync($"sessions/{session}", Stop)).ShouldNotContain("Ruth");
        using var closed = await lead.GetAsync($"sessions/{session}/register", Stop);
        closed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Forms.WithoutTokens(await closed.Content.ReadAsStringAsync(Stop)).ShouldNotContain("Ruth");
    }

    [Fact]
    public async Task The_session_page_says_how_many_are_here_and_leads_to_the_register()
    {
        await using var site = await SessionsSite.StartAsync("Ruth", "Jean");
        var session = await site.TodayAsync();
        await site.App.Get<RecordFacts>().RunAsync(site.Cafe.Worker, session, [TappedFact.Headcount(7, site.App.Clock.GetCurrentInstant())], Stop);
        var page = await site.Worker.GetStringAsync($"sessions/{session}", Stop);
        page.ShouldContain("7 here");
        page.ShouldContain($"href=\"/sessions/{session}/register\"");
        page.ShouldNotContain("type=\"checkbox\"");
    }
}
