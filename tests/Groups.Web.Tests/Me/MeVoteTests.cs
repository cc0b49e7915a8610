using System.Net;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Votes;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Me;

public sealed class MeVoteTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Yes", 1, 0, 0)]
    [InlineData("No", 0, 1, 0)]
    [InlineData("DontMind", 0, 0, 1)]
    public async Task A_vote_is_one_tap_and_a_second_one_is_told_so_and_changes_nothing(string ballot, int yes, int no, int dontMind)
    {
        await using var world = await MeWorld.CreateAsync();
        var vote = await OpenAsync(world);
        using var browser = world.App.Browser();
        (await browser.GetStringAsync(world.Page, Stop)).ShouldContain("Your vote is wanted");

        var page = $"{world.Page}/vote";
        var first = await browser.GetStringAsync(page, Stop);
        using var taken = await MeWorld.PostAsync(browser, page, "vote", ("ballot", $"{vote:N}.{ballot}"));
        taken.RequestMessage!.RequestUri!.Query.ShouldBe("?saved=1", "the address does not say what it was");
        var words = await MeWorld.WordsAsync(taken);
        words.ShouldContain("Thank you. Your vote is counted.");
        words.ShouldContain("You have voted. Thank you.");
        words.ShouldNotContain($"{vote:N}.");

        // a second tap on a slow phone, from the page as it was
        var fields = Groups.Testing.Forms.FieldsOf(first, "value=\"vote\"");
        fields["ballot"] = $"{vote:N}.No";
        using var second = await browser.PostAsync(page, new FormUrlEncodedContent(fields), Stop);
        (await MeWorld.WordsAsync(second)).ShouldContain("You have voted already.");
        (await browser.GetStringAsync(world.Page, Stop)).ShouldNotContain("Your vote is wanted");
        await using var db = world.App.Database.Open();
        var counted = await db.Votes.SingleAsync(v => v.Id == vote, Stop);
        (counted.Yes, counted.No, counted.DontMind).ShouldBe((yes, no, dontMind));
        (await db.Replies.AnyAsync(Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_an_open_vote_the_page_says_so_and_what_is_no_vote_is_not_found()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        (await browser.GetStringAsync(world.Page, Stop)).ShouldNotContain("/vote");
        (await browser.GetStringAsync($"{world.Page}/vote", Stop)).ShouldContain("There is no vote open just now.");
        var vote = await OpenAsync(world);
        foreach (var value in new[] { $"{vote:N}.Perhaps", $"{Guid.NewGuid():N}.Yes", "Yes" })
        {
            using var answer = await MeWorld.PostAsync(browser, $"{world.Page}/vote", "vote", ("ballot", value));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task In_a_sensitive_group_the_vote_names_neither_the_group_nor_the_place()
    {
        await using var world = await MeWorld.CreateAsync();
        await OpenAsync(world, sensitive: true);
        using var browser = world.App.Browser();
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"{world.Page}/vote", Stop));
        page.ShouldContain("Thursday meet-up");
        page.ShouldNotContain(MeWorld.SensitiveName);
        page.ShouldNotContain(MeWorld.SensitivePlace);
    }

    [Theory]
    [InlineData("pl", "Czy zgadzasz się na to?")]
    [InlineData("so", "Ma ku faraxsan tahay tan?")]
    [InlineData("ar", "هل توافق على هذا؟")]
    public async Task The_vote_is_in_the_persons_language(string code, string words)
    {
        await using var world = await MeWorld.CreateAsync(code);
        await OpenAsync(world);
        using var browser = world.App.Browser();
        WebUtility.HtmlDecode(await browser.GetStringAsync($"{world.Page}/vote", Stop)).ShouldContain(words);
    }

    private static async Task<Guid> OpenAsync(MeWorld world, bool sensitive = false)
    {
        var group = sensitive ? world.Sensitive : world.Cafe;
        var change = new StageChange(group.Id, Stage.StandingBy, Stage.SelfRun, world.App.Clock.GetCurrentInstant());
        var now = world.App.Clock.GetCurrentInstant();
        var vote = new Vote(group.Id, change.Id, VoteWay.Secret, 1, 2, 2, Guid.NewGuid(), now, now + NodaTime.Duration.FromDays(14));
        await world.ChangeAsync(db =>
        {
            db.AddRange(change, vote);
            return Task.CompletedTask;
        });
        return vote.Id;
    }
}
