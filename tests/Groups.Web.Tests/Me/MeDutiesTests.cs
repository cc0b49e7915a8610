using System.Net;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Testing;
using Groups.Web.Locales;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Me;

public sealed class MeDutiesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_offers_by_one_tap_and_in_their_own_words_and_takes_it_back()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        (await browser.GetStringAsync(world.Page, Stop)).ShouldContain($"/{world.Page}/duties");
        var page = $"{world.Page}/duties";
        using var tapped = await MeWorld.PostAsync(browser, page, "act", ("act", $"offer.{world.Cafe.Id:N}.SetUp"));
        (await MeWorld.WordsAsync(tapped)).ShouldMatch("You offered: <bdi[^>]*>Set up and tidy</bdi>");
        using var written = await MeWorld.PostAsync(browser, page, "words", ("Offer.GroupId", world.Cafe.Id.ToString()), ("Offer.Words", "I could bake"));
        (await MeWorld.WordsAsync(written)).ShouldContain("I could bake");
        using var empty = await MeWorld.PostAsync(browser, page, "words", ("Offer.Words", " "));
        (await MeWorld.WordsAsync(empty)).ShouldContain("Write a few words, up to 200 letters.");

        var offers = await OffersAsync(world);
        offers.Select(o => (o.Duty, o.Source)).ShouldBe([(Duty.SetUp, AnswerSource.Page), (null, AnswerSource.Page)], ignoreOrder: true);
        using var back = await MeWorld.PostAsync(browser, page, "act", ("act", $"back.{world.Cafe.Id:N}.{offers[0].Id:N}"));
        (await MeWorld.WordsAsync(back)).ShouldContain("Saved. Thank you.");
        (await OffersAsync(world))[0].Outcome.ShouldBe(OfferOutcome.Withdrawn);
    }

    [Fact]
    public async Task Too_much_is_one_tap_without_an_account_and_a_second_tap_is_as_kind()
    {
        await using var world = await MeWorld.CreateAsync();
        var now = world.App.Clock.GetCurrentInstant();
        await world.ChangeAsync(db => Task.FromResult(db.Add(new DutyHolding(world.Cafe.Id, Duty.OpenVenue, world.Amina.Id, null, now))));
        await world.TurnAsync(world.Cafe, world.CafeSession, Duty.OpenVenue);
        using var browser = world.App.Browser();
        var page = $"{world.Page}/duties";
        (await browser.GetStringAsync(page, Stop)).ShouldContain("Too much just now");
        for (var tap = 0; tap < 2; tap++)
        {
            using var said = await MeWorld.PostAsync(browser, page, "act", ("act", $"toomuch.{world.Cafe.Id:N}.OpenVenue"));
            (await MeWorld.WordsAsync(said)).ShouldContain("nobody asks why");
        }

        await using var db = world.App.Database.Open();
        (await db.DutyHoldings.SingleAsync(Stop)).EndedBecause.ShouldBe(HoldingEnd.TooMuch);
        (await db.Replies.CountAsync(r => r.NeedsPerson, Stop)).ShouldBe(1);
    }

    [Fact]
    public async Task Not_this_time_is_one_tap_for_a_coming_turn()
    {
        await using var world = await MeWorld.CreateAsync();
        await world.TurnAsync(world.Cafe, world.CafeSession, Duty.SetUp);
        using var browser = world.App.Browser();
        using var said = await MeWorld.PostAsync(browser, $"{world.Page}/duties", "act", ("duty", $"{world.CafeSession.Id:N}.No"));
        (await MeWorld.WordsAsync(said)).ShouldContain("Saved. Thank you.");
        await using var db = world.App.Database.Open();
        (await db.DutyTurns.SingleAsync(t => t.PersonId == world.Amina.Id, Stop)).Answer.ShouldBe(TurnAnswer.No);
    }

    [Fact]
    public async Task A_card_is_read_on_the_page_and_counts_before_the_duty_moves()
    {
        await using var world = await MeWorld.CreateAsync();
        var now = world.App.Clock.GetCurrentInstant();
        await world.ChangeAsync(db => Task.FromResult(db.Add(new DutyPractice(world.Cafe.Id, Duty.Lead, world.Amina.Id, null, now))));
        using var browser = world.App.Browser();
        var page = $"{world.Page}/duties";
        (await browser.GetStringAsync(page, Stop)).ShouldContain("You are company, not a counsellor.");
        using var read = await MeWorld.PostAsync(browser, page, "act", ("act", $"read.{world.Cafe.Id:N}.Lead.{StepKeys.BoundaryCard}"));
        (await MeWorld.WordsAsync(read)).ShouldContain("You read this on");
        using var other = await MeWorld.PostAsync(browser, page, "act", ("act", $"read.{world.Cafe.Id:N}.OpenVenue.{StepKeys.Keys}"));
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var ended = await MeWorld.PostAsync(browser, page, "act", ("act", $"stop.{world.Cafe.Id:N}.Lead"));
        (await MeWorld.WordsAsync(ended)).ShouldNotContain("You practise this");
        await using var db = world.App.Database.Open();
        (await db.DutySteps.SingleAsync(Stop)).Step.ShouldBe(StepKeys.BoundaryCard);
    }

    [Fact]
    public async Task Nothing_of_others_can_be_reached_from_the_page()
    {
        await using var world = await MeWorld.CreateAsync();
        var now = world.App.Clock.GetCurrentInstant();
        var theirs = new DutyOffer(world.Cafe.Id, world.Zebedee.Id, Duty.SetUp, null, AnswerSource.Page, now);
        await world.ChangeAsync(db =>
        {
            db.AddRange(theirs, new DutyHolding(world.Cafe.Id, Duty.Lead, world.Zebedee.Id, null, now));
            return Task.CompletedTask;
        });
        using var browser = world.App.Browser();
        var page = $"{world.Page}/duties";
        (await browser.GetStringAsync(page, Stop)).ShouldNotContain("Zebedee");
        foreach (var act in new[]
        {
            $"back.{world.Cafe.Id:N}.{theirs.Id:N}", $"offer.{world.ForeignSession.GroupId:N}.SetUp", $"offer.{world.Cafe.Id:N}.99", $"dance.{world.Cafe.Id:N}.Lead", "offer", "",
        })
        {
            using var answer = await MeWorld.PostAsync(browser, page, "act", ("act", act));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, act);
        }

        using var tapped = await MeWorld.PostAsync(browser, page, "act", ("act", $"toomuch.{world.Cafe.Id:N}.Lead"));
        await using var db = world.App.Database.Open();
        (await db.DutyHoldings.SingleAsync(Stop)).Until.ShouldBeNull();
        (await db.DutyOffers.SingleAsync(Stop)).SettledAt.ShouldBeNull();
        using var gone = await browser.GetAsync("me/no-such-link/duties", Stop);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("pl")]
    [InlineData("ar")]
    [InlineData("uk")]
    [InlineData("fa")]
    [InlineData("ur")]
    [InlineData("so")]
    public async Task The_page_is_in_the_persons_language_and_names_a_sensitive_group_neutrally(string code)
    {
        await using var world = await MeWorld.CreateAsync(code);
        using var browser = world.App.Browser();
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"{world.Page}/duties", Stop));
        var texts = PageTexts.Of("me", code);
        page.ShouldContain(texts["duties.title"]);
        page.ShouldContain(texts["duty.name.SetUp"]);
        page.ShouldContain("Thursday meet-up");
        page.ShouldNotContain(MeWorld.SensitiveName);
        page.ShouldNotContain(MeWorld.SensitivePlace);
    }

    [Fact]
    public async Task Words_that_somebody_texted_are_kept_as_an_offer_from_the_inbox()
    {
        await using var world = await MeWorld.CreateAsync();
        var reply = new Reply("r-1", MeWorld.Mobile, "I could set up the chairs", ReplyMeaning.Other, world.App.Clock.GetCurrentInstant());
        reply.BelongsTo(world.Amina.Id, world.Cafe.Id, null);
        reply.AskPerson();
        await world.ChangeAsync(db => Task.FromResult(db.Replies.Add(reply)));
        await using var db = world.App.Database.Open();
        using var worker = await world.App.BrowserOfAsync(await db.Accounts.Select(a => a.Id).SingleAsync(Stop));
        var inbox = await worker.GetStringAsync("inbox", Stop);
        inbox.ShouldContain("Keep as an offer");
        var token = Forms.FieldsOf(inbox, $"/replies/{reply.Id}/keep-offer");
        using var kept = await worker.PostAsync($"replies/{reply.Id}/keep-offer", new FormUrlEncodedContent(token), Stop);
        var page = await MeWorld.WordsAsync(kept);
        page.ShouldContain("The offer is written down");
        page.ShouldContain("by text: “I could set up the chairs”");
        (await worker.GetStringAsync("inbox", Stop)).ShouldNotContain("Keep as an offer");
    }

    private static async Task<List<DutyOffer>> OffersAsync(MeWorld world)
    {
        await using var db = world.App.Database.Open();
        return await db.DutyOffers.AsNoTracking().OrderBy(o => o.OfferedAt).ThenBy(o => o.Id).ToListAsync(Stop);
    }
}
