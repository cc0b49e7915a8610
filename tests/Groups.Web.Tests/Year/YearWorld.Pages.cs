using System.Net;
using System.Text.RegularExpressions;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Year;

/// <summary>What people do on the group's pages.</summary>
internal sealed partial class YearWorld
{
    /// <summary>A duty moves, with everything ticked that comes before it and can be ticked.</summary>
    public async Task GiveAsync(HttpClient mover, Duty duty, string name, string? deputy = null)
    {
        var page = $"{Board}/duties/{duty}";
        var steps = Step().Matches(await mover.GetStringAsync(page, Stop)).Select(m => ("Give.Done", (string?)m.Groups["key"].Value)).Distinct();
        var after = await PostAsync(mover, page, "give", [("Give.PersonId", $"{People[name]}"), ("Give.DeputyId", deputy is null ? "" : $"{People[deputy]}"), .. steps]);
        await using var db = App.Database.Open();
        var id = People[name];
        (await db.DutyHoldings.AnyAsync(h => h.GroupId == GroupId && h.Duty == duty && h.PersonId == id && h.Until == null, Stop)).ShouldBeTrue($"{name} has not got {duty}: {Said(after)}");
    }

    /// <summary>A stage is proposed on one side's board and agreed to on the other's.</summary>
    public async Task EnterAsync(Stage to, HttpClient proposes, HttpClient agrees)
    {
        await PostAsync(proposes, Board, "propose-stage", ("Proposal.To", $"{to}"));
        await AgreeAsync(agrees);
    }

    /// <summary>The other side says yes to the open proposal.</summary>
    public Task<string> AgreeAsync(HttpClient agrees) => PostAsync(agrees, Board, "answer-stage", ("Answer.Verb", "agree"));

    /// <summary>A show of hands on the open proposal.</summary>
    public async Task ShowHandsAsync(HttpClient lead, int yes, int no, int dontMind)
    {
        var page = $"{Board}/vote";
        await PostAsync(lead, page, "open-vote", ("Opening.Way", "Hands"));
        await PostAsync(lead, page, "count-hands", ("Hands.Yes", $"{yes}"), ("Hands.No", $"{no}"), ("Hands.DontMind", $"{dontMind}"));
    }

    /// <summary>How one thing stands on the list before the next stage: "Yes", "Not yet" or "Not known".</summary>
    public static string StateOf(string board, string criterion)
    {
        var at = board.IndexOf(criterion, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(-1, $"the list does not say: {criterion}");
        return Tag().Match(board, at).Groups["state"].Value;
    }

    /// <summary>Somebody offers something small, in their own words, on their own page.</summary>
    public Task<string> OfferAsync(string name, string words) => AsThemselvesAsync(name, "duties", "words", ("Offer.Words", words));

    /// <summary>A holder says "too much" on their own page: one tap, no reason.</summary>
    public Task<string> TooMuchAsync(string name, Duty duty) => AsThemselvesAsync(name, "duties", "act", ("act", $"toomuch.{GroupId:N}.{duty}"));

    /// <summary>Somebody votes on their own page.</summary>
    public async Task VoteAsync(string name, string ballot)
    {
        using var phone = App.Browser();
        var page = await MeAsync(name, "vote");
        var vote = BallotButton().Match(await phone.GetStringAsync(page, Stop)).Groups["vote"].Value;
        await PostAsync(phone, page, "vote", ("ballot", $"{vote}.{ballot}"));
    }

    /// <summary>A member says on their own page that nobody looks after the group.</summary>
    public Task<string> SayNobodyLooksAfterAsync(string name) => AsThemselvesAsync(name, "help", "help", ("Group", $"{GroupId}"));

    /// <summary>The group's agreement is written as the program suggests it, and the group says yes to it.</summary>
    public async Task AgreeOnAgreementAsync()
    {
        await PostAsync(Worker, $"groups/{GroupId}/agreement/edit", "agreement");
        await PostAsync(Worker, $"groups/{GroupId}/agreement", "yes");
    }

    /// <summary>One thing of a stage's list is done; without a key it is the first of the list.</summary>
    public async Task TickAsync(Stage list, string? key = null)
    {
        var path = $"{Board}/lists/{list}";
        key ??= TickButton().Match(await Worker.GetStringAsync(path, Stop)).Groups["key"].Value;
        (await PostAsync(Worker, path, "tick", ("tick", $"{key}.done"))).ShouldContain("Written down");
    }

    /// <summary>The suggestions of the rota are taken, all at once.</summary>
    public Task<string> FillRotaAsync(HttpClient mover) => PostAsync(mover, $"{Board}/rota", "fill");

    /// <summary>One of the offers of help is chosen, for the first reason that is given.</summary>
    public async Task ChooseHelpAsync(HttpClient who, string choice)
    {
        var page = await who.GetStringAsync($"{Board}/help", Stop);
        var handler = HelpForm().Match(page).Groups["handler"].Value;
        handler.ShouldNotBeEmpty("no help is offered");
        await PostAsync(who, $"{Board}/help", handler, ("Chosen.Choice", choice));
    }

    /// <summary>The coordinator's browser.</summary>
    public async Task<HttpClient> CoordinatorAsync()
    {
        var account = new Account("Morag", "morag@example.org", Post.Coordinator, null, App.Clock.GetCurrentInstant());
        await App.Database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(account)), Stop);
        return _peers["Morag"] = await App.BrowserOfAsync(account.Id);
    }

    private async Task<string> AsThemselvesAsync(string name, string page, string handler, params (string Name, string? Value)[] answers)
    {
        using var phone = App.Browser();
        return await PostAsync(phone, await MeAsync(name, page), handler, answers);
    }

    private static string Said(string page) => string.Join(" | ", ErrorLine().Matches(page).Select(m => m.Groups["said"].Value.Trim()));

    [GeneratedRegex(""""<input(?=[^>]*name="Give\.Done")[^>]*\svalue="(?<key>[^"]+)"""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Step();

    [GeneratedRegex("""class="tag[^"]*"[^>]*>(?<state>[^<]+)<""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("""class="[^"]*error[^"]*"[^>]*>(?<said>[^<]+)<""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ErrorLine();

    [GeneratedRegex("""name="ballot" value="(?<vote>[0-9a-f]{32})\.Yes""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BallotButton();

    [GeneratedRegex("""name="tick" value="(?<key>[a-z-]+)\.done""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TickButton();

    [GeneratedRegex("""value="(?<handler>\[[A-Za-z]+\]choose-help)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HelpForm();
}
