using System.Text;
using System.Text.Json;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Sessions;

public sealed class RegisterHubTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_screens_see_a_tap_within_seconds_each_what_it_may_see()
    {
        await using var site = await SessionsSite.StartAsync("Ruth Brown", "Jean Gray");
        var session = await site.TodayAsync();
        var counter = await site.Cafe.PeerAsync("Jean Gray", Duty.Headcount);
        await using var first = await HubScreen.OpenAsync(site.App, site.Cafe.WorkerAccount, session);
        await using var second = await HubScreen.OpenAsync(site.App, counter.AccountId, session);
        HubScreen.Is(first.Heard[0], "register").ShouldBeTrue("the register comes before the answer to the call");
        first.Heard[0].ToString().ShouldContain("Ruth Brown");

        var tap = new { id = Guid.NewGuid(), kind = "Arrived", tappedAt = "2026-08-05T10:05:00Z", personId = site.Cafe.People["Ruth Brown"] };
        await first.RecordAsync(tap, tap);
        await second.HearAsync(said => HubScreen.Is(said, "changed") && HubScreen.HeadcountOf(said) == 1, TimeSpan.FromSeconds(15));
        await first.HearAsync(said => HubScreen.Is(said, "changed") && said.ToString().Contains("Ruth Brown", StringComparison.Ordinal));
        second.Text.ShouldNotContain("Ruth");
        second.Text.ShouldNotContain("Jean");

        await second.RecordAsync(tap with { id = Guid.NewGuid() });
        await second.HearAsync(said => HubScreen.Is(said, "Record") && said.ToString().Contains("not yours", StringComparison.Ordinal));
        await first.RecordAsync(new { id = Guid.NewGuid(), kind = "WalkIn", tappedAt = "2026-08-05T10:05:00Z", name = new string('x', 5000) });
        await first.HearAsync(said => HubScreen.Is(said, "Record") && said.ToString().Contains("too long", StringComparison.Ordinal));
        (await site.App.Get<ReadRegister>().RunAsync(site.Cafe.Worker, session, Stop)).Headcount.ShouldBe(1);
    }

    [Fact]
    public async Task A_tap_on_a_register_of_40_tells_a_peer_who_leads_only_the_first_name_that_changed_in_a_few_hundred_bytes()
    {
        await using var site = await SessionsSite.StartAsync([.. Enumerable.Range(1, 39).Select(n => $"Member{n} Brown"), "Jean Gray"]);
        var session = await site.TodayAsync();
        var lead = await site.Cafe.PeerAsync("Jean Gray", Duty.Lead);
        await using var screen = await HubScreen.OpenAsync(site.App, lead.AccountId, session);
        await site.App.Get<RecordFacts>().RunAsync(site.Cafe.Worker, session, [TappedFact.Arrived(site.Cafe.People["Member7 Brown"], site.App.Clock.GetCurrentInstant())], Stop);
        await screen.HearAsync(said => HubScreen.Is(said, "changed"));
        var changed = screen.Heard.Single(said => HubScreen.Is(said, "changed")).GetProperty("data");
        changed.GetProperty("people").EnumerateArray().Single().GetProperty("name").GetString().ShouldBe("Member7");
        changed.TryGetProperty("walkIns", out _).ShouldBeFalse();
        Encoding.UTF8.GetByteCount(changed.GetRawText()).ShouldBeLessThan(450);
        screen.Text.ShouldNotContain("Brown");
    }

    [Fact]
    public async Task A_screen_that_loses_its_duty_is_told_so_at_once_and_then_hears_nothing()
    {
        await using var site = await SessionsSite.StartAsync("Ruth Brown", "Jean Gray");
        var session = await site.TodayAsync();
        var counter = await site.Cafe.PeerAsync("Jean Gray", Duty.Headcount);
        await using var screen = await HubScreen.OpenAsync(site.App, counter.AccountId, session);
        await site.App.Get<TakeBackDuty>().RunAsync(site.Cafe.Worker, site.Cafe.Id, Duty.Headcount, site.Cafe.People["Jean Gray"], Stop);
        await screen.HearAsync(said => HubScreen.Is(said, "closed"));
        site.App.Get<RegisterFeed>().Rooms.ShouldBe(0);

        await site.App.Get<RecordFacts>().RunAsync(site.Cafe.Worker, session, [TappedFact.Headcount(8, site.App.Clock.GetCurrentInstant())], Stop);
        await screen.RecordAsync(new { id = Guid.NewGuid(), kind = "Headcount", tappedAt = "2026-08-05T10:05:00Z", count = 9 });
        await screen.HearAsync(said => HubScreen.Is(said, "Record"));
        screen.Heard.Select(said => said.GetProperty("what").GetString()).ShouldBe(["register", "Join", "closed", "closed", "Record"]);
    }

    [Fact]
    public async Task A_stranger_and_nobody_are_kept_out_and_a_closed_screen_leaves_nothing_behind()
    {
        await using var site = await SessionsSite.StartAsync("Ruth Brown");
        var session = await site.TodayAsync();
        var other = await CafeGroup.CreateAsync(site.App.Database, site.App.Clock);
        await using (var stranger = await HubScreen.OpenAsync(site.App, other.WorkerAccount, session))
        {
            stranger.Heard.Select(said => said.GetProperty("what").GetString()).ShouldBe(["closed", "Join"]);
        }

        await using (var nobody = await HubScreen.OpenAsync(site.App, (Guid?)null, session))
        {
            HubScreen.Is(nobody.Heard[0], "shut out").ShouldBeTrue();
        }

        await using (var screen = await HubScreen.OpenAsync(site.App, site.Cafe.WorkerAccount, session))
        {
            site.App.Get<RegisterFeed>().Rooms.ShouldBe(1);
        }

        await Wait.UntilAsync(() => site.App.Get<RegisterFeed>().Rooms == 0, "a room was left behind");
    }

    [Fact]
    public async Task Who_stands_in_sees_first_names_and_taps_until_the_pass_is_over()
    {
        await using var site = await SessionsSite.StartAsync("Ruth Brown", "Jean Gray");
        var session = await site.TodayAsync();
        var (cookie, _) = await HubScreen.StandInAsync(site.App, session, site.Cafe.WorkerAccount);
        await using var screen = await HubScreen.OpenAsync(site.App, cookie, session);
        await screen.RecordAsync(new { id = Guid.NewGuid(), kind = "Arrived", tappedAt = "2026-08-05T10:05:00Z", personId = site.Cafe.People["Ruth Brown"] });
        await screen.HearAsync(said => HubScreen.Is(said, "changed") && HubScreen.HeadcountOf(said) == 1);
        screen.Text.ShouldContain("Ruth");
        screen.Text.ShouldNotContain("Brown");

        site.App.Clock.Advance(Duration.FromHours(4));
        await site.App.Get<RegisterFeed>().RecheckAsync();
        await screen.HearAsync(said => HubScreen.Is(said, "closed"));
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Taps_from_many_screens_at_once_are_heard_in_order_and_none_is_missed(DataProvider provider)
    {
        await using var site = await SessionsSite.StartOnAsync(provider, "Ruth Brown");
        var session = await site.TodayAsync();
        List<HubScreen> screens = [];
        for (var i = 0; i < 3; i++)
        {
            screens.Add(await HubScreen.OpenAsync(site.App, site.Cafe.WorkerAccount, session));
        }

        for (var tap = 0; tap < 20; tap++)
        {
            await Task.WhenAll(screens.Select((screen, n) => screen.RecordAsync(new { id = Guid.NewGuid(), kind = "WalkIn", tappedAt = "2026-08-05T10:05:00Z", name = $"Guest {n} {tap}" })));
        }

        foreach (var screen in screens)
        {
            await screen.HearAsync(said => HubScreen.HeadcountOf(said) == 60);
            var heard = screen.Heard.Where(said => !HubScreen.Is(said, "Record")).Select(HubScreen.HeadcountOf).OfType<int>().ToList();
            heard.SequenceEqual(heard.Order()).ShouldBeTrue("something older came after something newer");
            await screen.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_only_what_really_fails_is_logged_as_an_error()
    {
        using var log = new ErrorLog();
        await using var site = await SessionsSite.StartOnAsync(DataProvider.Sqlite, log.AddTo, "Ruth Brown");
        var session = await site.TodayAsync();
        var other = await CafeGroup.CreateAsync(site.App.Database, site.App.Clock);
        await using var stranger = await HubScreen.OpenAsync(site.App, other.WorkerAccount, session);
        await using var worker = await HubScreen.OpenAsync(site.App, site.Cafe.WorkerAccount, session);
        await stranger.RecordAsync(new { id = Guid.NewGuid(), kind = "Headcount", tappedAt = "2026-08-05T10:05:00Z", count = 9 });
        await stranger.HearAsync(said => HubScreen.Is(said, "Record"));
        await worker.RecordAsync(new { id = Guid.NewGuid(), kind = "Headcount", tappedAt = "2026-08-05T10:05:00Z", count = 9000 });
        await worker.HearAsync(said => HubScreen.Is(said, "Record"));
        await worker.RecordAsync(new { id = "no id", kind = "Headcount" });
        await worker.HearAsync(said => HubScreen.Is(said, "failed"));
        log.Errors.ShouldBeEmpty();

        await using (var db = site.App.Database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "Facts" RENAME TO "Lost" """, Stop);
        }

        await worker.RecordAsync(new { id = Guid.NewGuid(), kind = "Headcount", tappedAt = "2026-08-05T10:05:00Z", count = 9 });
        await Wait.UntilAsync(() => log.Errors.Any(e => e.Contains("SignalR", StringComparison.Ordinal)), "the failure is in no log");
    }

    [Fact]
    public async Task The_wall_screen_of_the_documentation_runs_and_shows_who_is_here()
    {
        var example = await File.ReadAllTextAsync(RepositoryRoot.PathOf("tests/tools/wall-screen.mjs"), Stop);
        (await File.ReadAllTextAsync(RepositoryRoot.PathOf("docs/hub.md"), Stop)).ShouldContain($"```js\n{example}```");

        await using var site = await SessionsSite.StartAsync("Ruth", "Jean");
        var session = await site.TodayAsync();
        var record = site.App.Get<RecordFacts>();
        await using var screen = NodeTool.Start("wall-screen.mjs", site.App.Address.ToString(), await site.App.CookieOfAsync(site.Cafe.WorkerAccount), session.ToString());
        await screen.LineAsync(line => line == "0 here: ");
        var walkIn = TappedFact.WalkIn("Jo", site.App.Clock.GetCurrentInstant());
        await record.RunAsync(site.Cafe.Worker, session, [TappedFact.Arrived(site.Cafe.People["Ruth"], site.App.Clock.GetCurrentInstant()), walkIn], Stop);
        await screen.LineAsync(line => line == "2 here: Ruth, Jo");
        await record.RunAsync(site.Cafe.Worker, session, [TappedFact.Undone(walkIn.Id, site.App.Clock.GetCurrentInstant())], Stop);
        await screen.LineAsync(line => line == "1 here: Ruth");
    }
}
