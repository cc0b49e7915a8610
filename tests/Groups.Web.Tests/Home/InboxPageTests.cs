using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Home;

public sealed class InboxPageTests : IAsyncLifetime
{
    private const string Ruth = "+447700900123";
    private readonly FakeClock _clock = new(MessageWorld.Monday);
    private GroupsApp _app = null!;
    private CafeGroup _cafe = null!;
    private Guid _nadia;

    public async ValueTask InitializeAsync()
    {
        _app = await GroupsApp.StartAsync(clock: _clock, settings: ["Role=web"]);
        _cafe = await CafeGroup.CreateAsync(_app.Database, _clock);
        await _cafe.JoinAsync("Ruth Smith", Ruth);
        await _cafe.JoinAsync("Isla");
        var nadia = new Account("Nadia", "nadia@example.org", Post.Worker, null, _clock.GetCurrentInstant());
        _nadia = nadia.Id;
        await _app.Database.Factory.WriteAsync(async db =>
        {
            db.Add(nadia);
            (await db.Groups.Include(g => g.Workers).SingleAsync()).AddWorker(nadia.Id, _clock.GetCurrentInstant());
        });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Replies_wait_until_somebody_says_that_they_deal_with_them_and_closes_them()
    {
        using var laura = await _app.BrowserOfAsync(_cafe.WorkerAccount);
        (await laura.GetStringAsync("inbox")).ShouldContain("Nothing waits.");
        var bus = await ReplyAsync("my bus is late");
        var page = await laura.GetStringAsync("inbox");
        page.ShouldContain("One needs a person");
        page.ShouldContain("Ruth Smith");
        (await PostAsync(laura, page, bus, "claim")).ShouldContain("You are dealing with this since");

        using var nadia = await _app.BrowserOfAsync(_nadia);
        var seen = await nadia.GetStringAsync("inbox");
        seen.ShouldContain("Laura is dealing with this since");
        seen.ShouldContain("Take it over from Laura");
        (await PostAsync(nadia, seen, bus, "claim")).ShouldContain("You are dealing with this since");
        (await PostAsync(nadia, await nadia.GetStringAsync("inbox"), bus, "dealt-with")).ShouldContain("Closed: you dealt with it");
        var closed = await laura.GetStringAsync("inbox");
        closed.ShouldContain("Nadia dealt with it");
        closed.ShouldContain("Nothing waits.");
    }

    [Fact]
    public async Task Of_two_who_claim_from_the_same_page_the_second_reads_who_has_it()
    {
        var bus = await ReplyAsync("my bus is late");
        using var laura = await _app.BrowserOfAsync(_cafe.WorkerAccount);
        using var nadia = await _app.BrowserOfAsync(_nadia);
        var stale = await nadia.GetStringAsync("inbox");
        await PostAsync(laura, await laura.GetStringAsync("inbox"), bus, "claim");
        var refused = await PostAsync(nadia, stale, bus, "claim");
        refused.ShouldContain("Laura is dealing with the reply of Ruth Smith");
        refused.ShouldContain("Take it over from Laura");
    }

    [Fact]
    public async Task Crisis_words_come_first_with_the_crisis_card_one_tap_away()
    {
        await ReplyAsync("I want to die");
        _clock.Advance(Duration.FromMinutes(5));
        await ReplyAsync("my bus is late");
        await ReplyAsync(new string('x', 1600) + " <b>&amp;</b>", "+447700900777");
        using var laura = await _app.BrowserOfAsync(_cafe.WorkerAccount);
        foreach (var path in new[] { "inbox", "" })
        {
            var page = await laura.GetStringAsync(path);
            page.IndexOf("I want to die", StringComparison.Ordinal).ShouldBeInRange(1, page.IndexOf("my bus is late", StringComparison.Ordinal));
            page.ShouldContain("These words may mean danger.");
            page.ShouldMatch("<article[^>]*urgent[^>]*>(?s:.*)<a[^>]*href=\"/crisis\"[^>]*>Crisis card");
            page.ShouldContain("tel:&#x2B;447700900777");
            page.ShouldNotContain("<b>");
        }
    }

    [Fact]
    public async Task An_answer_that_answers_nothing_open_is_shown_among_the_closed_ones()
    {
        await ReplyAsync("Y");
        using var laura = await _app.BrowserOfAsync(_cafe.WorkerAccount);
        var page = await laura.GetStringAsync("inbox");
        page.ShouldContain("Nothing waits.");
        page.ShouldContain("It answered nothing that was open, so nothing was noted.");
    }

    [Fact]
    public async Task A_peer_has_no_inbox_until_the_group_runs_itself_and_then_reads_no_number_and_no_crisis()
    {
        var lead = await _cafe.PeerAsync("Isla", Duty.Lead);
        var bus = await ReplyAsync("late, my new number is 07700 900555 or ruth@example.org");
        await ReplyAsync("I want to die");
        using var isla = await _app.BrowserOfAsync(lead.AccountId!.Value);
        (await isla.GetAsync("inbox")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        await _app.Database.Factory.WriteAsync(db => db.Groups.ExecuteUpdateAsync(set => set.SetProperty(g => g.Stage, Stage.SelfRun).SetProperty(g => g.SelfRunSince, g => g.StartedAt)));
        var page = await isla.GetStringAsync("inbox");
        page.ShouldContain("my new number is (hidden) or (hidden)");
        page.ShouldContain("Ruth");
        foreach (var hidden in new[] { "Smith", "900555", "ruth@", Ruth, "want to die", "/people/" })
        {
            page.ShouldNotContain(hidden);
        }

        using var laura = await _app.BrowserOfAsync(_cafe.WorkerAccount);
        var ofWorker = Forms.WithoutTokens(await laura.GetStringAsync("inbox"));
        ofWorker.ShouldContain("Words that may mean danger. Phone the people who lead the group.");
        ofWorker.ShouldNotContain("Ruth");
        (await PostAsync(isla, page, bus, "dealt-with")).ShouldContain("Closed: you dealt with it");
    }

    [Fact]
    public async Task A_no_to_a_duty_says_what_is_to_be_done_in_the_inbox_and_at_home_and_to_peers_who_lead()
    {
        const string Needed = "Somebody else is needed to open up on Wednesday 12 August.";
        var ruth = _cafe.People["Ruth Smith"];
        var session = await _cafe.SessionAsync(new LocalDateTime(2026, 8, 12, 11, 0));
        await _app.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(new DutyTurn(_cafe.Id, session, Duty.OpenVenue, ruth))));
        await _app.Get<AnswerDuty>().RunAsync(Viewer.OfParticipant(ruth), session, ruth, TurnAnswer.No, AnswerSource.Page);
        using var laura = await _app.BrowserOfAsync(_cafe.WorkerAccount);
        foreach (var path in new[] { "inbox", "" })
        {
            var page = await laura.GetStringAsync(path);
            page.ShouldContain("No, said on the personal page.");
            page.ShouldContain(Needed);
        }

        var lead = await _cafe.PeerAsync("Isla", Duty.Lead);
        await _app.Database.Factory.WriteAsync(db => db.Groups.ExecuteUpdateAsync(set => set.SetProperty(g => g.Stage, Stage.SelfRun).SetProperty(g => g.SelfRunSince, g => g.StartedAt)));
        using var isla = await _app.BrowserOfAsync(lead.AccountId!.Value);
        var seen = await isla.GetStringAsync("inbox");
        seen.ShouldContain(Needed);
        seen.ShouldNotContain("Smith");
    }

    private static async Task<string> PostAsync(HttpClient browser, string page, Guid reply, string what)
    {
        using var answer = await browser.PostAsync($"replies/{reply}/{what}", new FormUrlEncodedContent(Forms.FieldsOf(page, $"{reply}/{what}")));
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<Guid> ReplyAsync(string body, string from = Ruth)
    {
        var id = $"SM{Guid.NewGuid():N}";
        await _app.Get<TakeReply>().RunAsync(Viewer.Program, new InboundText(id, from, body));
        await using var db = _app.Database.Open();
        return (await db.Replies.SingleAsync(r => r.ProviderId == id)).Id;
    }
}
