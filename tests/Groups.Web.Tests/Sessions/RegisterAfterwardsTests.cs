using System.Net;
using Groups.Domain.Attendance;
using Groups.Domain.Handover;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Sessions;

/// <summary>What happens to a register later: its history, corrections, walk-ins who turn out to be somebody.</summary>
public sealed class RegisterAfterwardsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_old_register_is_put_right_on_its_own_page_and_the_history_keeps_who_and_when()
    {
        await using var site = await SessionsSite.StartAsync("Agnes", "Jean Gray");
        var session = await site.TodayAsync();
        var lead = await site.Cafe.PeerAsync("Jean Gray", Duty.Lead);
        using var peer = await site.App.BrowserOfAsync(lead.AccountId!.Value);
        await site.App.Get<RecordFacts>().RunAsync(lead, session, [TappedFact.Arrived(site.Cafe.People["Agnes"], site.App.Clock.GetCurrentInstant())], Stop);
        (await peer.GetStringAsync($"sessions/{session}/history", Stop)).ShouldContain("Jean ticked Agnes</span> at 11:05am");
        site.App.Clock.Advance(Duration.FromDays(3));
        (await peer.GetAsync($"sessions/{session}/history", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await SessionsSite.PostAsync(site.Worker, $"sessions/{session}/register", $"/sessions/{session}/register", ("Here", null));

        var history = await site.Worker.GetStringAsync($"sessions/{session}/history", Stop);
        history.ShouldContain("Jean Gray ticked Agnes</span> at 11:05am");
        history.ShouldContain("taken back by Laura at Saturday 8 August, 11:05am");
        (await site.App.Get<ReadRegister>().RunAsync(site.Cafe.Worker, session, Stop)).Headcount.ShouldBeNull();
    }

    [Fact]
    public async Task A_walk_in_becomes_somebody_of_the_list_only_with_their_yes_and_it_can_be_taken_back()
    {
        await using var site = await SessionsSite.StartAsync("Agnes Hay", "Jean Gray");
        var session = await site.TodayAsync();
        using var lead = await site.App.BrowserOfAsync((await site.Cafe.PeerAsync("Jean Gray", Duty.Lead)).AccountId!.Value);
        var walkIn = TappedFact.WalkIn("Aggie", site.App.Clock.GetCurrentInstant());
        await site.App.Get<RecordFacts>().RunAsync(site.Cafe.Worker, session, [walkIn], Stop);
        var page = $"sessions/{session}/walk-in/{walkIn.Id}";
        (await lead.GetStringAsync($"sessions/{session}/register", Stop)).ShouldContain($"href=\"/{page}\"");
        var asked = Forms.WithoutTokens(await lead.GetStringAsync(page, Stop));
        asked.ShouldContain("Agnes");
        asked.ShouldNotContain("Hay");
        asked.ShouldNotContain("people/add");

        var agnes = site.Cafe.People["Agnes Hay"].ToString();
        (await SessionsSite.PostAsync(lead, page, "value=\"merge\"", ("Input.SaidYes", "true"))).Page.ShouldContain("Choose who they are");
        (await SessionsSite.PostAsync(lead, page, "value=\"merge\"", ("Input.Who", agnes))).Page.ShouldContain("Ask them first");
        (await PeopleHereAsync()).ShouldBeEmpty();
        (await SessionsSite.PostAsync(lead, page, "value=\"merge\"", ("Input.Who", agnes), ("Input.SaidYes", "true"))).Page.ShouldContain("Aggie is written down as Agnes");
        (await PeopleHereAsync()).ShouldBe(["Agnes Hay"]);
        await SessionsSite.PostAsync(lead, page, "value=\"apart\"");
        (await PeopleHereAsync()).ShouldBeEmpty();

        async Task<IEnumerable<string>> PeopleHereAsync() => (await site.App.Get<ReadRegister>().RunAsync(site.Cafe.Worker, session, Stop)).People.Where(p => p.IsHere).Select(p => p.Name);
    }

    [Fact]
    public async Task A_walk_in_who_wants_to_be_on_the_list_is_added_without_their_name_in_any_address()
    {
        await using var site = await SessionsSite.StartAsync("Agnes");
        var session = await site.TodayAsync();
        var walkIn = TappedFact.WalkIn("Fiona", site.App.Clock.GetCurrentInstant());
        await site.App.Get<RecordFacts>().RunAsync(site.Cafe.Worker, session, [walkIn], Stop);
        var add = $"groups/{site.Cafe.Id}/people/add?walkIn={walkIn.Id}";
        (await site.Worker.GetStringAsync($"sessions/{session}/walk-in/{walkIn.Id}", Stop)).ShouldContain($"href=\"/{add}\"");

        var added = await SessionsSite.PostAsync(site.Worker, add, "value=\"person\"", ("Input.OnList", "true"));

        added.Address.AbsolutePath.ShouldBe($"/sessions/{session}/walk-in/{walkIn.Id}");
        added.Address.Query.ShouldNotContain("Fiona");
        await using var db = site.App.Database.Open();
        var person = (await db.People.ToListAsync(Stop)).Single(p => p.Name == "Fiona");
        Forms.FieldsOf(added.Page, "value=\"merge\"")["Input.Who"].ShouldBe(person.Id.ToString());
        var other = await CafeGroup.CreateAsync(site.App.Database, site.App.Clock, "Moira");
        using var stranger = await site.App.BrowserOfAsync(other.WorkerAccount);
        (await stranger.GetStringAsync($"groups/{other.Id}/people/add?walkIn={walkIn.Id}", Stop)).ShouldNotContain("Fiona");
    }

    [Fact]
    public async Task Who_stands_in_or_only_counts_cannot_say_who_a_walk_in_is()
    {
        await using var site = await SessionsSite.StartAsync("Agnes", "Jean");
        var session = await site.TodayAsync();
        var walkIn = TappedFact.WalkIn("Aggie", site.App.Clock.GetCurrentInstant());
        await site.App.Get<RecordFacts>().RunAsync(site.Cafe.Worker, session, [walkIn], Stop);
        using var counter = await site.App.BrowserOfAsync((await site.Cafe.PeerAsync("Jean", Duty.Headcount)).AccountId!.Value);
        foreach (var page in new[] { $"walk-in/{walkIn.Id}", "history", "type-in" })
        {
            (await counter.GetAsync($"sessions/{session}/{page}", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound, page);
        }

        (await site.Worker.GetAsync($"sessions/{session}/walk-in/{Guid.NewGuid()}", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_groups_page_says_calmly_how_many_came_over_time()
    {
        await using var site = await SessionsSite.StartAsync("Agnes", "Jean");
        var page = $"groups/{site.Cafe.Id}";
        (await site.Worker.GetStringAsync(page, Stop)).ShouldContain("After the first session it stands here");
        var record = site.App.Get<RecordFacts>();
        var now = site.App.Clock.GetCurrentInstant();
        await record.RunAsync(site.Cafe.Worker, await site.Cafe.SessionAsync(new LocalDateTime(2026, 7, 22, 11, 0)), [TappedFact.Arrived(site.Cafe.People["Agnes"], now)], Stop);
        (await site.Worker.GetStringAsync(page, Stop)).ShouldContain("1 came to the one session so far. One person came for the first time.");
        await site.App.Get<Domain.Sessions.DidNotMeet>().RunAsync(site.Cafe.Worker, await site.Cafe.SessionAsync(new LocalDateTime(2026, 7, 29, 11, 0)), stop: Stop);
        await record.RunAsync(site.Cafe.Worker, await site.TodayAsync(), [TappedFact.Headcount(9, now)], Stop);
        using var counter = await site.App.BrowserOfAsync((await site.Cafe.PeerAsync("Jean", Duty.Headcount)).AccountId!.Value);
        var seen = await counter.GetStringAsync(page, Stop);
        seen.ShouldContain("Usually about 9 came, over the last 2 sessions. One person came for the first time.");
        seen.ShouldContain("did not meet");
        seen.ShouldContain("<svg viewBox=\"0 0 600 120\"");
        seen.ShouldNotContain("Agnes");
    }
}
