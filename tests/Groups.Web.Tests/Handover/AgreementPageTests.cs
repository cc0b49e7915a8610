using System.Net;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership.Agreement;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Handover;

public sealed class AgreementPageTests
{
    private const string Limit = "Safety comes first.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_without_an_agreement_is_offered_words_to_begin_with_and_the_limit_is_already_there()
    {
        await using var site = await PaperSite.StartAsync();
        using var worker = await site.WorkerAsync();
        (await PaperSite.ReadAsync(worker, Page(site))).ShouldContain("Nothing is written down yet.");
        var fields = PaperSite.Fields(await worker.GetStringAsync($"{Page(site)}/edit", Stop), "agreement");
        fields["Input.Text"].ShouldBe(AgreementStarter.Text);
        fields["Input.Limit"].ShouldBe(AgreementStarter.Limit);
        fields["Input.ReviewOn"].ShouldBe("2027-02-03");

        var saved = await PaperSite.SendAsync(worker, $"{Page(site)}/edit", fields);
        saved.ShouldContain("Saved as version 1");
        saved.ShouldContain("The group has not said yes to these words yet");
        saved.ShouldContain("We look at it again on Wednesday 3 February 2027.");
        var agreed = await PaperSite.PostAsync(worker, Page(site), "yes");
        agreed.ShouldContain("The group said yes on Monday 3 August.");
        agreed.ShouldNotContain("has not said yes");
    }

    [Fact]
    public async Task The_limit_cannot_be_left_out_and_what_is_too_long_stays_as_it_was_typed()
    {
        await using var site = await PaperSite.StartAsync();
        using var worker = await site.WorkerAsync();
        (await PaperSite.PostAsync(worker, $"{Page(site)}/edit", "agreement", ("Input.Limit", " "))).ShouldContain("What cannot stay in the group is empty. Type it in.");
        var text = new string('a', 4001);
        var refused = await PaperSite.PostAsync(worker, $"{Page(site)}/edit", "agreement", ("Input.Text", text));
        refused.ShouldContain("What the group agreed is too long: 4001 characters. Use 4000 or fewer.");
        refused.ShouldContain(text);
        (await PaperSite.PostAsync(worker, $"{Page(site)}/edit", "agreement", ("Input.ReviewOn", "2026-08-01"))).ShouldContain("after today and within two years");
        (await PaperSite.PostAsync(worker, $"{Page(site)}/edit", "agreement", ("Input.ReviewOn", "soon"))).ShouldContain("Choose a day, such as 5 August");
        (await PaperSite.ReadAsync(worker, Page(site))).ShouldContain("Nothing is written down yet.");
    }

    [Fact]
    public async Task The_second_of_two_who_write_at_once_reads_the_others_words_above_their_own_and_saves_both_together()
    {
        await using var site = await PaperSite.StartAsync();
        using var worker = await site.WorkerAsync();
        using var lead = await site.PeerAsync(site.Group.Jean, Duty.Lead);
        var mine = PaperSite.Fields(await lead.GetStringAsync($"{Page(site)}/edit", Stop), "agreement", ("Input.Text", "We laugh."));
        await WriteAsync(site, "We listen.", 0);
        var told = await PaperSite.SendAsync(lead, $"{Page(site)}/edit", mine);
        told.ShouldContain("Somebody else wrote a new version while you were writing.");
        told.ShouldContain("What somebody else wrote meanwhile: version 1");
        told.ShouldContain("We listen.");
        var again = Forms.FieldsOf(told, "value=\"agreement\"");
        again["Input.Text"].ShouldBe("We laugh.");
        again["Input.Text"] = "We listen. We laugh.";
        (await PaperSite.SendAsync(lead, $"{Page(site)}/edit", again)).ShouldContain("Saved as version 2");
    }

    [Fact]
    public async Task Older_versions_are_read_as_older_and_take_no_yes()
    {
        await using var site = await PaperSite.StartAsync();
        await WriteAsync(site, "We listen.", 0);
        await site.App.Get<AgreeToAgreement>().RunAsync(site.Group.Worker, site.Group.Id, 1, Stop);
        await WriteAsync(site, "We laugh.", 1);
        using var worker = await site.WorkerAsync();
        var newest = await PaperSite.ReadAsync(worker, Page(site));
        newest.ShouldContain("We laugh.");
        newest.ShouldContain("Until then version 1 holds.");
        newest.ShouldContain("agreement?version=1");
        var older = await PaperSite.ReadAsync(worker, $"{Page(site)}?version=1");
        older.ShouldContain("We listen.");
        older.ShouldContain("This is an older version");
        (await PaperSite.StatusAsync(worker, $"{Page(site)}?version=3")).ShouldBe(HttpStatusCode.NotFound);
        (await PaperSite.PostAsync(worker, Page(site), "yes", ("Yes.Version", "2"))).ShouldContain("The group said yes");
    }

    [Fact]
    public async Task When_the_day_has_come_the_page_asks_to_look_at_it_again()
    {
        await using var site = await PaperSite.StartAsync();
        await WriteAsync(site, "We listen.", 0);
        using var worker = await site.WorkerAsync();
        site.App.Clock.Advance(Duration.FromDays(183));
        (await PaperSite.ReadAsync(worker, Page(site))).ShouldNotContain("It is time to look at it again");
        site.App.Clock.Advance(Duration.FromDays(1));
        (await PaperSite.ReadAsync(worker, Page(site))).ShouldContain("It is time to look at it again");
        PaperSite.Fields(await worker.GetStringAsync($"{Page(site)}/edit", Stop), "agreement")["Input.ReviewOn"].ShouldBe("2027-08-03");
        (await PaperSite.PostAsync(worker, $"{Page(site)}/edit", "agreement")).ShouldContain("Saved as version 2");
    }

    [Fact]
    public async Task Any_holder_reads_it_and_only_who_leads_or_keeps_the_calendar_writes()
    {
        await using var site = await PaperSite.StartAsync();
        await WriteAsync(site, "We listen.", 0);
        using var holder = await site.PeerAsync(site.Group.Tam, Duty.Welcome);
        var page = await PaperSite.ReadAsync(holder, Page(site));
        page.ShouldContain("We listen.");
        page.ShouldNotContain("agreement/edit");
        page.ShouldContain("data-aloud=\"agreement\"");
        (await PaperSite.StatusAsync(holder, $"{Page(site)}/edit")).ShouldBe(HttpStatusCode.NotFound);
        using var stranger = await site.PeerAsync(site.Group.Amina);
        (await PaperSite.StatusAsync(stranger, Page(site))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_worker_of_a_group_that_runs_itself_does_not_read_what_it_agreed()
    {
        await using var site = await PaperSite.StartAsync(Stage.SelfRun);
        using var lead = await site.PeerAsync(site.Group.Jean, Duty.Lead);
        (await PaperSite.PostAsync(lead, $"{Page(site)}/edit", "agreement")).ShouldContain("Saved as version 1");
        using var worker = await site.WorkerAsync();
        (await PaperSite.StatusAsync(worker, Page(site))).ShouldBe(HttpStatusCode.NotFound);
        (await worker.GetStringAsync(site.Home, Stop)).ShouldNotContain("/agreement");
    }

    [Fact]
    public async Task The_title_and_the_paper_carry_the_neutral_name_and_a_script_is_only_words()
    {
        await using var site = await PaperSite.StartAsync();
        await site.MakeSensitiveAsync();
        await WriteAsync(site, "<script>alert(1)</script>\nWe listen.", 0);
        using var worker = await site.WorkerAsync();
        foreach (var path in new[] { Page(site), $"{Page(site)}?view=large" })
        {
            var page = await worker.GetStringAsync(path, Stop);
            page.ShouldNotContain("<script>alert");
            page.ShouldContain("<title>What we agreed – Thursday night</title>");
            var paper = await PaperSite.OnPaperAsync(page);
            paper.ShouldContain("Thursday night");
            paper.ShouldContain("We listen.");
            paper.ShouldNotContain("Bereavement");
        }
    }

    [Fact]
    public async Task Members_read_what_holds_in_their_language_and_a_sensitive_groups_words_only_when_they_ask()
    {
        await using var site = await PaperSite.StartAsync();
        await WriteAsync(site, "We listen.", 0);
        await site.App.Get<AgreeToAgreement>().RunAsync(site.Group.Worker, site.Group.Id, 1, Stop);
        await WriteAsync(site, "We laugh.", 1);
        var link = ParticipantLink.For(site.Group.Amina.Id, site.App.Clock.GetCurrentInstant(), out var token);
        await site.App.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(link)), Stop);
        using var nobody = site.App.Browser();
        (await PaperSite.ReadAsync(nobody, $"me/{token}")).ShouldContain($"/me/{token}/agreement");
        var page = await PaperSite.ReadAsync(nobody, $"me/{token}/agreement");
        page.ShouldContain("We listen.");
        page.ShouldNotContain("We laugh.");
        page.ShouldContain("The group said yes on Monday 3 August 2026.");
        var polish = await PaperSite.ReadAsync(nobody, $"me/{token}/agreement?lang=pl");
        polish.ShouldContain("Co ustaliliśmy");
        polish.ShouldContain("poniedziałek 3 sierpnia 2026");
        polish.ShouldContain("lang=\"en\"><p dir=\"auto\">We listen.");

        await site.MakeSensitiveAsync();
        var closed = await PaperSite.ReadAsync(nobody, $"me/{token}/agreement");
        closed.ShouldContain("Thursday night");
        closed.ShouldNotContain("We listen.");
        closed.ShouldNotContain("Bereavement");
        (await PaperSite.ReadAsync(nobody, $"me/{token}/agreement?show={site.Group.Id:N}")).ShouldContain("We listen.");
        (await PaperSite.StatusAsync(nobody, $"me/{token}/agreement?show={Guid.NewGuid():N}")).ShouldBe(HttpStatusCode.NotFound);
        (await PaperSite.StatusAsync(nobody, "me/guess/agreement")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_member_of_a_group_without_an_agreement_is_told_so()
    {
        await using var site = await PaperSite.StartAsync();
        var link = ParticipantLink.For(site.Group.Amina.Id, site.App.Clock.GetCurrentInstant(), out var token);
        await site.App.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(link)), Stop);
        using var nobody = site.App.Browser();
        (await PaperSite.ReadAsync(nobody, $"me/{token}/agreement")).ShouldContain("Nothing is written down yet. The group can do that together.");
    }

    private static string Page(PaperSite site) => $"{site.Home}/agreement";

    private static Task<int> WriteAsync(PaperSite site, string text, int basedOn) =>
        site.App.Get<WriteAgreement>().RunAsync(site.Group.Worker, site.Group.Id, new AgreementWords(text, Limit, new LocalDate(2027, 2, 3)), basedOn, Stop);
}
