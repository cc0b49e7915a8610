using System.Net;
using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Jobs;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Sessions;

public sealed class RelayPageTests
{
    private const string Mobile = "+447700900171";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_peer_writes_looks_tests_and_sends_without_seeing_anybody()
    {
        await using var site = await SessionsSite.StartAsync();
        var session = await site.NextWeekAsync();
        await site.Cafe.JoinAsync("Zelda", Mobile);
        using var jean = await PeerAsync(site, "Jean", "+447700900172", Duty.Relay);
        var page = $"/sessions/{session}/relay";
        (await jean.GetStringAsync($"/sessions/{session}", Stop)).ShouldContain(page);

        var (_, written, address) = await SessionsSite.PostAsync(jean, page, "Show how it looks", ("Input.Words", "Bring warm clothes."));
        address.PathAndQuery.ShouldBe(page);
        written.ShouldContain("Hi Sam.");
        written.ShouldContain("Bring warm clothes.");
        written.ShouldContain("1 person by text, 1 part together");
        written.ShouldNotContain("Send it to");

        var (_, tested, _) = await SessionsSite.PostAsync(jean, page, "Send a test to me");
        tested.ShouldContain("The test is on its way to you");
        await site.App.Get<DispatchMessages>().RunAsync(Stop);
        var (_, sent, _) = await SessionsSite.PostAsync(jean, page, "Send it to 1 person");
        sent.ShouldContain("It goes to 1 person.");
        await site.App.Get<DispatchMessages>().RunAsync(Stop);

        foreach (var body in new[] { written, tested, sent, await jean.GetStringAsync(page, Stop) })
        {
            body.ShouldNotContain("Zelda");
            body.ShouldNotContain(Mobile[3..]);
            body.ShouldNotContain("laura-");
        }

        (await site.Worker.GetStringAsync(page, Stop)).ShouldContain(">Jean</span>");
        await using var db = site.App.Database.Open();
        (await db.Messages.CountAsync(m => m.RelayId != null && m.SentAt != null, Stop)).ShouldBe(2);
    }

    [Fact]
    public async Task Links_are_refused_beside_the_field_and_nothing_typed_is_lost()
    {
        await using var site = await SessionsSite.StartAsync();
        var session = await site.NextWeekAsync();
        var (_, refused, _) = await SessionsSite.PostAsync(site.Worker, $"/sessions/{session}/relay", "Show how it looks", ("Input.Words", "See www.example.org"));
        refused.ShouldContain("Leave out links");
        refused.ShouldContain("See www.example.org");
    }

    [Fact]
    public async Task Whoever_may_not_write_finds_no_such_page()
    {
        await using var site = await SessionsSite.StartAsync();
        var session = await site.NextWeekAsync();
        using var opener = await PeerAsync(site, "Tam", "+447700900173", Duty.OpenVenue);
        using var coordinator = await BrowserAsync(site, new Account("Cora", "cora@example.org", Post.Coordinator, null, site.App.Clock.GetCurrentInstant()));
        using var elsewhere = await BrowserAsync(site, new Account("Wil", "wil@example.org", Post.Worker, null, site.App.Clock.GetCurrentInstant()));
        foreach (var browser in new[] { opener, coordinator, elsewhere })
        {
            using var answer = await browser.GetAsync($"/sessions/{session}/relay", Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await opener.GetStringAsync($"/sessions/{session}", Stop)).ShouldNotContain("/relay");
    }

    [Theory]
    [InlineData("Bring żur", "These signs make it longer than plain letters would: ż", "These letters")]
    [InlineData("Weźcie żółte łąki", "These letters make it cost more parts.", "These signs")]
    [InlineData("أحضروا ملابس دافئة", "These letters make it cost more parts.", "These signs")]
    public async Task Up_to_three_costly_letters_are_named_and_more_are_one_sentence(string words, string said, string notSaid)
    {
        await using var site = await SessionsSite.StartAsync();
        var session = await site.NextWeekAsync();
        var (_, page, _) = await SessionsSite.PostAsync(site.Worker, $"/sessions/{session}/relay", "Show how it looks", ("Input.Words", words));
        WebUtility.HtmlDecode(page).ShouldContain(said);
        page.ShouldNotContain(notSaid);
    }

    [Fact]
    public async Task Who_writes_to_one_group_finds_nothing_of_another_one_on_pages_or_by_posting()
    {
        await using var site = await SessionsSite.StartAsync();
        using var jean = await PeerAsync(site, "Jean", "+447700900172", Duty.Relay);
        var own = await site.NextWeekAsync();
        var elsewhere = await CafeGroup.CreateAsync(site.App.Database, site.App.Clock, "Zelda");
        var other = await elsewhere.SessionAsync(new(2026, 8, 12, 11, 0));
        var draft = await site.App.Get<WriteRelay>().RunAsync(elsewhere.Worker, other, "Bring warm clothes.", Stop);
        var fields = Forms.FieldsOf(await jean.GetStringAsync($"/sessions/{own}/relay", Stop), "Show how it looks").ToDictionary();
        fields["Input.Words"] = "Hello all.";

        foreach (var path in new[] { "", "/relay", "/messages", "/change" })
        {
            using var seen = await jean.GetAsync($"/sessions/{other}{path}", Stop);
            using var missing = await jean.GetAsync($"/sessions/{Guid.NewGuid()}{path}", Stop);
            (seen.StatusCode, missing.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound), path);
        }

        using var posted = await jean.PostAsync($"/sessions/{other}/relay", new FormUrlEncodedContent(fields), Stop);
        posted.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await using var db = site.App.Database.Open();
        var account = (await db.Accounts.ToListAsync(Stop)).Single(a => a.Name == "Jean");
        var viewer = Viewer.OfAccount(account.Id, account.PersonId);
        await Should.ThrowAsync<NotFoundException>(() => site.App.Get<ReadRelay>().RunAsync(viewer, other, null, Stop));
        await Should.ThrowAsync<NotFoundException>(() => site.App.Get<WriteRelay>().RunAsync(viewer, other, "Hello all.", Stop));
        await Should.ThrowAsync<NotFoundException>(() => site.App.Get<TestRelay>().RunAsync(viewer, draft, Stop));
        await Should.ThrowAsync<NotFoundException>(() => site.App.Get<SendRelay>().RunAsync(viewer, draft, Stop));
        (await db.Relays.SingleAsync(Stop)).SentAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_speaker_is_invited_with_a_number_that_is_never_shown_again()
    {
        await using var site = await SessionsSite.StartAsync();
        var session = await site.NextWeekAsync();
        var page = $"/sessions/{session}/change";
        var (_, refused, _) = await SessionsSite.PostAsync(
            site.Worker, page, "Save the speaker", ("Speaker.SpeakerName", "Moira"), ("Speaker.SpeakerTopic", "Sleep"), ("Speaker.SpeakerReach", "07700 900174"));
        refused.ShouldContain("tick that they said yes");
        await SessionsSite.PostAsync(
            site.Worker, page, "Save the speaker", ("Speaker.SpeakerName", "Moira"), ("Speaker.SpeakerTopic", "Sleep"), ("Speaker.SpeakerReach", "07700 900174"),
            ("Speaker.SpeakerSaidYes", "true"));
        var again = await site.Worker.GetStringAsync(page, Stop);
        again.ShouldContain("They are reminded two days before");
        again.ShouldNotContain("900174");
        (await site.Worker.GetStringAsync($"/groups/{site.Cafe.Id}/people", Stop)).ShouldNotContain("Moira");
    }

    private static async Task<HttpClient> PeerAsync(SessionsSite site, string name, string mobile, Duty duty)
    {
        var person = await site.Cafe.JoinAsync(name, mobile);
        var now = site.App.Clock.GetCurrentInstant();
        await site.App.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(new DutyHolding(site.Cafe.Id, duty, person, null, now))));
        return await BrowserAsync(site, new Account(name, $"{name}@example.org", Post.Peer, person, now));
    }

    private static async Task<HttpClient> BrowserAsync(SessionsSite site, Account account)
    {
        await site.App.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(account)));
        return await site.App.BrowserOfAsync(account.Id);
    }
}
