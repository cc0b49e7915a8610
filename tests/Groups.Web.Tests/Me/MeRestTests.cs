using System.Net;
using Groups.Domain.Handover;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Me;

public sealed class MeRestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "I would like a rest", "Saved. Thank you.")]
    [InlineData("pl", "Chcę odpocząć", null)]
    [InlineData("ar", "أريد أن أرتاح", null)]
    public async Task A_peer_says_a_rest_in_their_language_and_ends_it(string code, string words, string? saved)
    {
        await using var world = await MeWorld.CreateAsync(code);
        await world.TurnAsync(world.Cafe, world.CafeSession, Duty.OpenVenue);
        using var browser = world.App.Browser();
        WebUtility.HtmlDecode(await browser.GetStringAsync(world.Page, Stop)).ShouldContain(words);
        WebUtility.HtmlDecode(await browser.GetStringAsync($"{world.Page}/rest", Stop)).ShouldContain(words);

        using (var wrong = await MeWorld.PostAsync(browser, $"{world.Page}/rest", "rest", ("rest-from", "2026-08-09"), ("rest-until", "2026-08-05")))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.OK);
            await using var none = world.App.Database.Open();
            (await none.Rests.AnyAsync(Stop)).ShouldBeFalse();
        }

        var day = world.CafeSession.Date.ToString("uuuu'-'MM'-'dd", System.Globalization.CultureInfo.InvariantCulture);
        using (var said = await MeWorld.PostAsync(browser, $"{world.Page}/rest", "rest", ("rest-from", day), ("rest-until", day)))
        {
            (await MeWorld.WordsAsync(said)).ShouldContain(saved ?? words);
        }

        await using var db = world.App.Database.Open();
        var rest = await db.Rests.SingleAsync(Stop);
        (rest.PersonId, rest.From, rest.Until).ShouldBe((world.Amina.Id, world.CafeSession.Date, world.CafeSession.Date));
        (await db.DutyTurns.SingleAsync(Stop)).Answer.ShouldBe(TurnAnswer.No, "the turn of that day is free again");
        using var ended = await MeWorld.PostAsync(browser, $"{world.Page}/rest", "rest", ("rest-end", $"{rest.Id:N}"));
        ended.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await db.Rests.AnyAsync(Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_does_nothing_in_a_group_has_nothing_to_rest_from_and_a_foreign_rest_stays()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        (await browser.GetStringAsync($"{world.Page}/rest", Stop)).ShouldContain("You have nothing to rest from.");
        var foreign = new Domain.Handover.Rota.Rest(world.Cafe.Id, world.Zebedee.Id, world.CafeSession.Date, world.CafeSession.Date, world.App.Clock.GetCurrentInstant());
        await world.ChangeAsync(db => Task.FromResult(db.Add(foreign)));
        await world.TurnAsync(world.Cafe, world.CafeSession, Duty.OpenVenue);
        using var answer = await MeWorld.PostAsync(browser, $"{world.Page}/rest", "rest", ("rest-end", $"{foreign.Id:N}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var after = world.App.Database.Open();
        (await after.Rests.CountAsync(Stop)).ShouldBe(1);
    }

    [Fact]
    public async Task Too_much_is_one_tap_beside_the_question()
    {
        await using var world = await MeWorld.CreateAsync();
        await world.TurnAsync(world.Cafe, world.CafeSession, Duty.OpenVenue);
        await world.ChangeAsync(db => Task.FromResult(db.Add(new DutyHolding(world.Cafe.Id, Duty.OpenVenue, world.Amina.Id, null, world.App.Clock.GetCurrentInstant()))));
        using var browser = world.App.Browser();
        (await browser.GetStringAsync(world.Page, Stop)).ShouldContain("It is too much: hand this back");
        using var said = await MeWorld.PostAsync(browser, world.Page, "answer", ("toomuch", $"{world.CafeSession.Id:N}"));
        (await MeWorld.WordsAsync(said)).ShouldContain("Saved. Thank you.");
        await using var db = world.App.Database.Open();
        (await db.DutyHoldings.SingleAsync(Stop)).EndedBecause.ShouldBe(HoldingEnd.TooMuch);
        (await db.DutyTurns.AnyAsync(Stop)).ShouldBeFalse();
        using var foreign = await MeWorld.PostAsync(browser, world.Page, "answer", ("toomuch", $"{world.ForeignSession.Id:N}"));
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
