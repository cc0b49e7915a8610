using Groups.Domain.Attendance;
using Groups.Domain.Handover;
using Groups.Web.Hubs;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Sessions;

public sealed class RegisterHubTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_screens_see_a_tap_within_a_second_each_what_it_may_see()
    {
        await using var site = await SessionsSite.StartAsync("Ruth Brown", "Jean Gray");
        var session = await site.TodayAsync();
        var counter = await site.Cafe.PeerAsync("Jean Gray", Duty.Headcount);
        await using var first = await HubScreen.OpenAsync(site.App, site.Cafe.WorkerAccount, session);
        await using var second = await HubScreen.OpenAsync(site.App, counter.AccountId, session);
        first.Heard[0].ToString().ShouldContain("Ruth Brown");

        var tap = new { Id = Guid.NewGuid(), Kind = "Arrived", TappedAt = "2026-08-05T10:05:00Z", PersonId = site.Cafe.People["Ruth Brown"] };
        await first.RecordAsync(tap, tap);
        await second.HearAsync(said => HubScreen.Is(said, "register") && HubScreen.HeadcountOf(said) == 1, TimeSpan.FromSeconds(5));
        await first.HearAsync(said => HubScreen.Is(said, "register") && HubScreen.HeadcountOf(said) == 1);
        string.Join('\n', second.Heard).ShouldNotContain("Ruth");

        await second.RecordAsync(tap with { Id = Guid.NewGuid() });
        await second.HearAsync(said => HubScreen.Is(said, "refused"));
        await first.RecordAsync(new { Id = Guid.NewGuid(), Kind = "WalkIn", TappedAt = "2026-08-05T10:05:00Z", Name = new string('x', 5000) });
        await first.HearAsync(said => HubScreen.Is(said, "refused") && said.ToString().Contains("too long", StringComparison.Ordinal));
        (await site.App.Get<ReadRegister>().RunAsync(site.Cafe.Worker, session, Stop)).Headcount.ShouldBe(1);
    }

    [Fact]
    public async Task A_screen_that_lost_its_duty_is_told_once_and_then_hears_nothing()
    {
        await using var site = await SessionsSite.StartAsync("Ruth Brown", "Jean Gray");
        var session = await site.TodayAsync();
        var counter = await site.Cafe.PeerAsync("Jean Gray", Duty.Headcount);
        await using var screen = await HubScreen.OpenAsync(site.App, counter.AccountId, session);
        await using (var db = site.App.Database.Open())
        {
            (await db.DutyHoldings.SingleAsync(Stop)).End(site.App.Clock.GetCurrentInstant());
            await db.SaveChangesAsync(Stop);
        }

        await site.App.Get<RecordFacts>().RunAsync(site.Cafe.Worker, session, [TappedFact.Headcount(8, site.App.Clock.GetCurrentInstant())], Stop);
        await screen.HearAsync(said => HubScreen.Is(said, "closed"));
        string.Join('\n', screen.Heard).ShouldNotContain("\"headcount\":8");
        site.App.Get<RegisterWatches>().Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_stranger_and_nobody_are_kept_out_and_a_closed_screen_leaves_nothing_behind()
    {
        await using var site = await SessionsSite.StartAsync("Ruth Brown");
        var session = await site.TodayAsync();
        var other = await CafeGroup.CreateAsync(site.App.Database, site.App.Clock);
        await using (var stranger = await HubScreen.OpenAsync(site.App, other.WorkerAccount, session))
        {
            HubScreen.Is(stranger.Heard[0], "refused").ShouldBeTrue();
        }

        await using (var nobody = await HubScreen.OpenAsync(site.App, null, session))
        {
            HubScreen.Is(nobody.Heard[0], "shut out").ShouldBeTrue();
        }

        await using (var screen = await HubScreen.OpenAsync(site.App, site.Cafe.WorkerAccount, session))
        {
            HubScreen.Is(screen.Heard[0], "Join").ShouldBeTrue();
        }

        await Wait.UntilAsync(() => site.App.Get<RegisterWatches>().Count == 0, "a watch was left behind");
    }
}
