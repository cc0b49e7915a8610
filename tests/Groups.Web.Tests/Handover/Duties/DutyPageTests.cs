using System.Net;
using Groups.Domain;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Sessions;
using Groups.Testing;
using Groups.Web.Tests.Me;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Handover.Duties;

public sealed class DutyPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_says_what_the_duty_is_and_its_parts_for_every_duty()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        foreach (var about in DutyCatalogue.All)
        {
            var page = await TextAsync(worker, Card(group, about.Duty));
            foreach (var words in new[] { about.Title, about.Is, about.IsNot, about.Takes, about.Opens, about.FallsBackWhen }.Concat(about.BeforeItMoves))
            {
                page.ShouldContain(words);
            }
        }

        await MustBeNotFoundAsync(worker, $"groups/{group.Id}/handover/duties/Dance");
        await MustBeNotFoundAsync(worker, $"groups/{group.Id}/handover/duties/3");
    }

    [Fact]
    public async Task An_offer_becomes_practice_and_then_a_duty_with_ticks_given_in_one_post()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        await app.Get<OfferDuty>().RunAsync(Viewer.OfParticipant(group.Amina.Id), group.Id, group.Amina.Id, Duty.OpenVenue, null, AnswerSource.Page, Stop);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        var (card, form) = (Card(group, Duty.OpenVenue), $"[l-{group.Amina.Id:N}]");
        (await TextAsync(worker, Card(group))).ShouldContain("Offered by Amina");
        (await TextAsync(worker, $"{Card(group)}/offers")).ShouldContain("on their own page");

        (await PostAsync(worker, card, $"{form}practise")).ShouldContain("Practises with <bdi>the worker</bdi>");
        (await TextAsync(worker, Card(group))).ShouldContain("Amina practises it with the worker");
        (await PostAsync(worker, card, $"{form}give", ("Give.Done", "keys"), ("Give.Verb", "give")))
            .ShouldContain("Before this duty moves, they still need to know the fire exits and need a second person who comes along.");
        (await PostAsync(worker, card, $"{form}give", ("Give.Done", "keys"), ("Give.Verb", "tick"))).ShouldContain("Written down");

        // the keys are written down, so their box is gone; the rest is ticked and given in one post
        using var all = new FormUrlEncodedContent(Forms.FieldsOf(await worker.GetStringAsync(card, Stop), $"value=\"{form}give\"").Where(f => f.Key != "Give.Verb")
            .Concat([new("Give.Done", "fire-exits"), new("Give.Done", "second-person"), new("Give.Verb", "give")]));
        using var given = await worker.PostAsync(card, all, Stop);
        WebUtility.HtmlDecode(await given.Content.ReadAsStringAsync(Stop)).ShouldContain("The duty is theirs");
        await using var db = app.Database.Open();
        (await db.DutyHoldings.SingleAsync(Stop)).PersonId.ShouldBe(group.Amina.Id);
        (await db.DutyPractices.SingleAsync(Stop)).Until.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_peer_sees_holders_and_how_many_practise_but_neither_who_offers_nor_a_form_to_give()
    {
        await using var app = await GroupsApp.StartAsync();
        var now = app.Clock.GetCurrentInstant();
        var group = await HandoverGroup.StoreAsync(app.Database, now);
        await group.GiveAsync(app.Database, app.Clock, Duty.Welcome, group.Jean);
        await app.Get<OfferDuty>().RunAsync(group.Worker, group.Id, group.Amina.Id, Duty.Welcome, null, AnswerSource.Told, Stop);
        await app.Get<StartPractice>().RunAsync(group.Worker, group.Id, Duty.SetUp, group.Tam.Id, null, Stop);
        using var peer = await app.BrowserOfAsync((await HandoverGroup.PeerAsync(app.Database, group.Jean, now)).AccountId!.Value);
        var pages = await TextAsync(peer, Card(group, Duty.Welcome)) + await TextAsync(peer, Card(group, Duty.SetUp)) + await TextAsync(peer, Card(group));
        pages.ShouldContain("Jean (you)");
        pages.ShouldContain("One person practises it");
        foreach (var hidden in new[] { "Amina", "Tam", "Give it to somebody", "Take back from", "Start practising" })
        {
            pages.ShouldNotContain(hidden);
        }

        await MustBeNotFoundAsync(peer, $"{Card(group)}/offers");
    }

    [Fact]
    public async Task Too_much_on_the_card_is_one_tap_and_closes_the_page_with_the_next_request()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        await group.GiveAsync(app.Database, app.Clock, Duty.Welcome, group.Jean);
        using var peer = await app.BrowserOfAsync((await HandoverGroup.PeerAsync(app.Database, group.Jean, app.Clock.GetCurrentInstant())).AccountId!.Value);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        var card = Card(group, Duty.Welcome);
        (await PostAsync(peer, card, $"[h-{group.Jean.Id:N}]hand-back", ("Because.Word", "TooMuch"))).ShouldContain("nobody asks why");
        await MustBeNotFoundAsync(peer, card);
        (await TextAsync(worker, card)).ShouldContain("Jean said that it is too much just now");
        (await TextAsync(worker, Card(group))).ShouldContain("The worker does this for now; handed back on");
        (await TextAsync(worker, "inbox")).ShouldContain("that duty is free again");
    }

    [Fact]
    public async Task After_self_run_those_who_lead_move_duties_and_the_worker_finds_no_card()
    {
        await using var app = await GroupsApp.StartAsync();
        var now = app.Clock.GetCurrentInstant();
        var group = await HandoverGroup.StoreAsync(app.Database, now, Stage.StandingBy);
        await group.GiveAsync(app.Database, app.Clock, Duty.Lead, group.Jean, deputy: group.Tam);
        await group.EnterAsync(app.Database, Stage.SelfRun, now);
        await app.Get<OfferDuty>().RunAsync(Viewer.OfParticipant(group.Amina.Id), group.Id, group.Amina.Id, Duty.SetUp, null, AnswerSource.Page, Stop);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        using var lead = await app.BrowserOfAsync((await HandoverGroup.PeerAsync(app.Database, group.Jean, now)).AccountId!.Value);
        await MustBeNotFoundAsync(worker, Card(group, Duty.Lead));
        await MustBeNotFoundAsync(worker, $"{Card(group)}/offers");

        (await TextAsync(lead, Card(group, Duty.Headcount))).ShouldNotContain("Tam");
        var given = await PostAsync(lead, Card(group, Duty.SetUp), $"[l-{group.Amina.Id:N}]give", ("Give.Verb", "give"));
        given.ShouldContain("The duty is theirs");
        given.ShouldNotContain("email");
        given.ShouldNotContain("Invite.PersonId");
    }

    [Fact]
    public async Task A_told_offer_is_written_down_and_answered()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        var page = $"{Card(group)}/offers";
        (await PostAsync(worker, page, "offer")).ShouldContain("Choose who offered.");
        (await PostAsync(worker, page, "offer", ("Offer.PersonId", group.Tam.Id.ToString()))).ShouldContain("What you could do is empty.");
        (await PostAsync(worker, page, "offer", ("Offer.PersonId", group.Tam.Id.ToString()), ("Offer.Words", "<b>chairs</b>"), ("Offer.Source", "Text")))
            .ShouldContain("by text: “<b>chairs</b>”");
        (await worker.GetStringAsync(page, Stop)).ShouldNotContain("<b>chairs");
        (await worker.GetStringAsync(Card(group), Stop)).ShouldContain("1 offer waits for an answer");
        await using var db = app.Database.Open();
        var offer = await db.DutyOffers.SingleAsync(Stop);
        (await PostAsync(worker, page, "settle", ("Settled.Answer", $"{offer.Id:N} NotNow"))).ShouldContain("The offer is answered");
    }

    [Fact]
    public async Task The_title_of_a_card_of_a_sensitive_group_carries_only_its_neutral_name()
    {
        await using var world = await MeWorld.CreateAsync();
        await using var db = world.App.Database.Open();
        using var worker = await world.App.BrowserOfAsync(await db.Accounts.Select(a => a.Id).FirstAsync(Stop));
        var page = await TextAsync(worker, $"groups/{world.Sensitive.Id}/handover/duties/SetUp");
        page.ShouldContain("<title>Set up and tidy – Thursday meet-up</title>");
    }

    private static string Card(HandoverGroup group, Duty? duty = null) => $"groups/{group.Id}/handover{(duty is null ? "" : $"/duties/{duty}")}";

    private static async Task<string> TextAsync(HttpClient browser, string path) => WebUtility.HtmlDecode(Forms.WithoutTokens(await browser.GetStringAsync(path, Stop)));

    private static async Task MustBeNotFoundAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> PostAsync(HttpClient browser, string path, string form, params (string Name, string? Value)[] answers)
    {
        using var answer = await MeWorld.PostAsync(browser, path, form, answers);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{answer.StatusCode}");
        return await MeWorld.WordsAsync(answer);
    }
}
