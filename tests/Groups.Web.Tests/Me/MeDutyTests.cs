using System.Net;
using Groups.Domain.Handover;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Me;

public sealed class MeDutyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_peer_with_a_turn_is_asked_on_the_page_and_answers_by_one_tap()
    {
        await using var world = await MeWorld.CreateAsync();
        await world.TurnAsync(world.Cafe, world.CafeSession, Duty.OpenVenue);
        using var browser = world.App.Browser();
        using var first = await browser.GetAsync(world.Page, Stop);
        var asked = await MeWorld.WordsAsync(first);
        asked.ShouldContain("Can you open up on Wednesday 5 August?");
        asked.ShouldContain("No is fine, we will ask someone else.");

        using var no = await MeWorld.PostAsync(browser, world.Page, "answer", ("duty", $"{world.CafeSession.Id:N}.No"));
        (await MeWorld.WordsAsync(no)).ShouldContain("You said: No. You can change it any time.");
        await using (var db = world.App.Database.Open())
        {
            (await db.DutyTurns.SingleAsync(Stop)).Answer.ShouldBe(TurnAnswer.No);
            var row = await db.Replies.SingleAsync(Stop);
            (row.NeedsPerson, row.Note).ShouldBe((true, "Somebody else is needed to open up on Wednesday 5 August. Nobody else is left to ask."));
        }

        using var yes = await MeWorld.PostAsync(browser, world.Page, "answer", ("duty", $"{world.CafeSession.Id:N}.Yes"));
        (await MeWorld.WordsAsync(yes)).ShouldContain("You said: Yes.");
        (await world.AnswersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_has_no_turn_there_is_not_asked_and_cannot_answer()
    {
        await using var world = await MeWorld.CreateAsync();
        await world.TurnAsync(world.Cafe, world.CafeSession, Duty.OpenVenue, world.Zebedee);
        using var browser = world.App.Browser();
        (await browser.GetStringAsync(world.Page, Stop)).ShouldNotContain("Can you");
        foreach (var value in new[] { $"{world.CafeSession.Id:N}.No", $"{world.ForeignSession.Id:N}.Yes", $"{world.CafeSession.Id:N}.Maybe", "No" })
        {
            using var answer = await MeWorld.PostAsync(browser, world.Page, "answer", ("duty", value));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        await using var db = world.App.Database.Open();
        (await db.DutyTurns.SingleAsync(Stop)).Answer.ShouldBeNull();
        (await db.Replies.AnyAsync(Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task In_a_sensitive_group_the_question_names_neither_the_group_nor_the_place()
    {
        await using var world = await MeWorld.CreateAsync();
        await world.TurnAsync(world.Sensitive, world.SensitiveSession, Duty.OpenVenue);
        using var browser = world.App.Browser();
        using var first = await browser.GetAsync(world.Page, Stop);
        var words = await MeWorld.WordsAsync(first);
        words.ShouldContain("Can you open up on Thursday 6 August?");
        words.ShouldNotContain(MeWorld.SensitiveName);
        words.ShouldNotContain(MeWorld.SensitivePlace);
    }

    [Theory]
    [InlineData("pl", "środa 5 sierpnia: czy możesz powitać ludzi i otworzyć drzwi?")]
    [InlineData("so", "ma awooddaa inaad dadka soo dhawayso iyo albaabka furto?")]
    [InlineData("ur", "کیا آپ")]
    public async Task The_question_is_in_the_persons_language(string code, string words)
    {
        await using var world = await MeWorld.CreateAsync(code);
        await world.TurnAsync(world.Cafe, world.CafeSession, Duty.OpenVenue);
        await world.TurnAsync(world.Cafe, world.CafeSession, Duty.Welcome);
        using var browser = world.App.Browser();
        WebUtility.HtmlDecode(await browser.GetStringAsync(world.Page, Stop)).ShouldContain(words);
    }
}
