using System.Net;
using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Membership;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Handover;

public sealed class VotePageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_show_of_hands_is_opened_counted_and_seen_on_the_board_and_then_the_stage_is_entered()
    {
        await using var app = await GroupsApp.StartAsync();
        var (group, peer) = await ProposedAsync(app);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        (await worker.GetStringAsync(Board(group), Stop)).ShouldContain("A group runs itself only after it voted for that.");
        (await PostAsync(worker, Page(group), "open-vote")).ShouldContain("Choose how the group votes.");
        (await PostAsync(worker, Page(group), "open-vote", ("Opening.Way", "Hands"))).ShouldContain("The vote is open");
        (await PostAsync(worker, Page(group), "count-hands", ("Hands.Yes", "2"), ("Hands.No", "0"), ("Hands.DontMind", "1"))).ShouldContain("2 yes, 0 no, 1 \"I don't mind\".");

        using var jean = await app.BrowserOfAsync(peer.AccountId!.Value);
        (await jean.GetStringAsync(Board(group), Stop)).ShouldContain("The group voted, and said yes.");
        (await PostAsync(jean, Board(group), "answer-stage", ("Answer.Verb", "agree"))).ShouldContain("The group has entered the stage.");
    }

    [Fact]
    public async Task Where_both_said_yes_before_the_vote_either_of_them_enters_the_stage_after_it()
    {
        await using var app = await GroupsApp.StartAsync();
        var (group, peer) = await ProposedAsync(app);
        using var jean = await app.BrowserOfAsync(peer.AccountId!.Value);
        (await PostAsync(jean, Board(group), "answer-stage", ("Answer.Verb", "agree"))).ShouldContain("Your yes is written down");
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        (await worker.GetStringAsync(Board(group), Stop)).ShouldNotContain("Enter the stage");
        await PostAsync(worker, Page(group), "open-vote", ("Opening.Way", "Hands"));
        await PostAsync(worker, Page(group), "count-hands", ("Hands.Yes", "3"), ("Hands.No", "0"), ("Hands.DontMind", "0"));
        (await worker.GetStringAsync(Board(group), Stop)).ShouldContain("Enter the stage");
        (await PostAsync(worker, Board(group), "answer-stage", ("Answer.Verb", "agree"))).ShouldContain("The group has entered the stage.");
    }

    [Fact]
    public async Task Of_a_secret_vote_nobody_sees_a_count_while_it_is_open()
    {
        await using var app = await GroupsApp.StartAsync();
        var (group, peer) = await ProposedAsync(app);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        using var jean = await app.BrowserOfAsync(peer.AccountId!.Value);
        var opened = await PostAsync(worker, Page(group), "open-vote", ("Opening.Way", "Secret"));
        opened.ShouldContain("3 people are not written to:");
        var before = Forms.WithoutTokens(await worker.GetStringAsync(Page(group), Stop));
        await VoteAsync(app, group);
        (await WordsAsync(await worker.GetStringAsync(Page(group), Stop))).ShouldBe(await WordsAsync(before), "the page says nothing of who or how many voted");
        foreach (var page in new[] { before, await jean.GetStringAsync(Page(group), Stop), await worker.GetStringAsync(Board(group), Stop) })
        {
            page.ShouldNotContain(" yes, ");
        }

        (await PostAsync(worker, Page(group), "close-vote")).ShouldContain("2 yes, 1 no, 0 \"I don't mind\".");
    }

    [Fact]
    public async Task Where_too_few_voted_no_count_is_shown_and_the_group_may_be_asked_again()
    {
        await using var app = await GroupsApp.StartAsync();
        var (group, _) = await ProposedAsync(app);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        await PostAsync(worker, Page(group), "open-vote", ("Opening.Way", "Secret"));
        var closed = await PostAsync(worker, Page(group), "close-vote");
        closed.ShouldContain("Too few voted for it to count");
        closed.ShouldNotContain(" yes, ");
        (await PostAsync(worker, Page(group), "open-vote", ("Opening.Way", "Hands"))).ShouldContain("The vote is open");
        // a second tap on a slow phone
        (await PostAsync(worker, Page(group), "open-vote", ("Opening.Way", "Hands"))).ShouldContain("A vote is open already.");
    }

    [Fact]
    public async Task Without_a_proposal_there_is_nothing_to_vote_on_and_the_last_vote_can_still_be_read()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        (await worker.GetStringAsync(Page(group), Stop)).ShouldContain("Nothing is proposed just now");
        await group.EnterAsync(app.Database, Stage.SelfRun, app.Clock.GetCurrentInstant());
        var after = WebUtility.HtmlDecode(await worker.GetStringAsync(Page(group), Stop));
        after.ShouldContain("The group said yes: self-run.");
        after.ShouldContain("3 yes, 0 no, 0 \"I don't mind\".");
    }

    [Fact]
    public async Task Strangers_find_no_vote_no_list_and_no_note_and_unknown_lists_are_not_there()
    {
        await using var app = await GroupsApp.StartAsync();
        var (group, _) = await ProposedAsync(app);
        var tam = await HandoverGroup.PeerAsync(app.Database, group.Tam, app.Clock.GetCurrentInstant());
        using var stranger = await app.BrowserOfAsync(tam.AccountId!.Value);
        foreach (var path in new[] { "vote", "celebrate", "lists/SelfRun" })
        {
            using var answer = await stranger.GetAsync($"{Board(group)}/{path}", Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        foreach (var list in new[] { "Starting", "selfrun", "99", "5" })
        {
            using var answer = await worker.GetAsync($"{Board(group)}/lists/{list}", Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, list);
        }
    }

    [Fact]
    public async Task A_list_is_ticked_with_its_date_and_who_stands_by_is_named_to_those_who_write_for_the_group_only()
    {
        await using var app = await GroupsApp.StartAsync();
        var (group, _) = await ProposedAsync(app);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        var list = $"{Board(group)}/lists/SelfRun";
        (await PostAsync(worker, list, "tick", ("tick", "money.done"))).ShouldContain("tag-good");
        (await PostAsync(worker, list, "tick", ("tick", "money.undo"))).ShouldNotContain("tag-good");
        (await PostAsync(worker, list, "backup", ("Input.Backup", "Morag"), ("Input.ReviewOn", "2027-02-01"))).ShouldContain("looked at again on 1 February 2027");

        await app.Database.Factory.WriteAsync(async db =>
        {
            var account = await db.Accounts.FirstAsync(a => a.PersonId == group.Jean.Id, Stop);
            db.RemoveRange(await db.DutyHoldings.Where(h => h.PersonId == group.Jean.Id).ToListAsync(Stop));
            db.Add(new DutyHolding(group.Id, Duty.Welcome, group.Jean.Id, account.Id, app.Clock.GetCurrentInstant()));
        }, Stop);
        using var jean = await app.BrowserOfAsync(await JeansAccountAsync(app, group));
        var seen = await jean.GetStringAsync(list, Stop);
        seen.ShouldContain("Somebody outside the group is named.");
        seen.ShouldNotContain("Morag");
        seen.ShouldNotContain("This is done");
    }

    [Fact]
    public async Task The_note_to_celebrate_has_no_name_of_a_person_and_no_number_under_five()
    {
        await using var app = await GroupsApp.StartAsync();
        var now = app.Clock.GetCurrentInstant();
        var group = await HandoverGroup.StoreAsync(app.Database, now, Stage.TakingTurns);
        await app.Database.Factory.WriteAsync(async db => (await db.Groups.FirstAsync(Stop)).Describe(
            new("Bereavement", "Thursday night", "A room to talk", "Men", true, group.Group.Venue)), Stop);
        for (var week = -6; week < 0; week++)
        {
            await group.SessionAsync(app.Database, week * 7, 9);
        }

        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        var document = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await worker.GetStringAsync($"{Board(group)}/celebrate", Stop), Stop);
        document.Title.ShouldBe("Well done – Thursday night");
        foreach (var unprinted in document.QuerySelectorAll("head, .no-print").ToList())
        {
            unprinted.Remove();
        }

        var paper = document.QuerySelector("article")!.TextContent;
        paper.ShouldContain("We take turns!");
        paper.ShouldContain("6 sessions");
        paper.ShouldContain("54 times somebody came");
        paper.ShouldNotContain("for the first time");
        foreach (var kept in new[] { "Bereavement", "Jean", "Laura", "Tam", "Amina" })
        {
            paper.ShouldNotContain(kept, Case.Sensitive);
        }

        // helping again is normal, and nothing to hang up
        await group.EnterAsync(app.Database, Stage.SharingJobs, now + NodaTime.Duration.FromHours(1));
        (await worker.GetStringAsync($"{Board(group)}/celebrate", Stop)).ShouldContain("When the group takes a step up");
    }

    private static string Board(HandoverGroup group) => $"groups/{group.Id}/handover";

    private static string Page(HandoverGroup group) => $"{Board(group)}/vote";

    /// <summary>The worker has proposed that the group runs itself; Jean leads.</summary>
    private static async Task<(HandoverGroup Group, Viewer Peer)> ProposedAsync(GroupsApp app)
    {
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant(), Stage.StandingBy);
        var peer = await HandoverGroup.PeerAsync(app.Database, group.Jean, app.Clock.GetCurrentInstant());
        await group.GiveAsync(app.Database, app.Clock, Duty.Lead, group.Jean);
        await app.Get<ProposeStage>().RunAsync(group.Worker, group.Id, Stage.SelfRun, Stop);
        return (group, peer);
    }

    private static async Task VoteAsync(GroupsApp app, HandoverGroup group)
    {
        await using var db = app.Database.Open();
        var vote = await db.Votes.Select(v => v.Id).SingleAsync(Stop);
        foreach (var (person, ballot) in new[] { (group.Jean, Ballot.Yes), (group.Tam, Ballot.No), (group.Amina, Ballot.Yes) })
        {
            await app.Get<CastVote>().RunAsync(Viewer.OfParticipant(person.Id), vote, person.Id, ballot, Stop);
        }
    }

    private static async Task<Guid> JeansAccountAsync(GroupsApp app, HandoverGroup group)
    {
        await using var db = app.Database.Open();
        return await db.Accounts.Where(a => a.PersonId == group.Jean.Id).Select(a => a.Id).FirstAsync(Stop);
    }

    private static async Task<string> PostAsync(HttpClient browser, string path, string handler, params (string Name, string Value)[] answers)
    {
        var fields = Forms.FieldsOf(await browser.GetStringAsync(path, Stop), $"value=\"{handler}\"");
        foreach (var (name, value) in answers)
        {
            fields[name] = value;
        }

        using var answer = await browser.PostAsync(path, new FormUrlEncodedContent(fields), Stop);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>What a reader finds on a page, without what the framework writes into it anew each time.</summary>
    private static async Task<string> WordsAsync(string page) =>
        (await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(page, Stop)).QuerySelector("main")!.TextContent;
}
