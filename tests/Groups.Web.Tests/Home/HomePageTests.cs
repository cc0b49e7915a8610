using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Home;

public sealed class HomePageTests
{
    private static FakeClock Morning => new(Instant.FromUtc(2026, 8, 5, 9, 0));

    [Fact]
    public async Task The_home_page_shows_today_the_next_sessions_and_the_replies_until_somebody_dealt_with_them()
    {
        await using var app = await GroupsApp.StartAsync(clock: Morning, settings: ["Demo:Enabled=true", "Role=web"]);
        using var worker = await app.BrowserOfAsync(await app.AccountAsync("morag@example.org"));
        var page = await worker.GetStringAsync("");
        page.ShouldContain("Open the register");
        page.ShouldContain("Is there a ramp at the side door?");
        page.ShouldContain("Please phone me.");

        await using var db = app.Database.Open();
        var reply = (await db.Replies.ToListAsync()).Single(r => r.Body.StartsWith("Is there a ramp", StringComparison.Ordinal));
        using var answer = await worker.PostAsync($"replies/{reply.Id}/dealt-with", new FormUrlEncodedContent(Forms.FieldsOf(page, $"{reply.Id}")));
        answer.EnsureSuccessStatusCode();
        (await worker.GetStringAsync("")).ShouldNotContain("Is there a ramp");
    }

    [Fact]
    public async Task A_peer_sees_their_sessions_and_nobody_s_replies()
    {
        await using var app = await GroupsApp.StartAsync(clock: Morning, settings: ["Demo:Enabled=true", "Role=web"]);
        using var peer = await app.BrowserOfAsync(await app.AccountAsync("isla@example.org"));
        var page = await peer.GetStringAsync("");
        page.ShouldContain("Open the register");
        Forms.WithoutTokens(page).ShouldNotContain("ramp");
        page.ShouldNotContain("Bereavement");
    }

    [Fact]
    public async Task Staff_are_told_when_the_jobs_are_silent_when_a_channel_pauses_and_who_could_not_be_reached()
    {
        await using var app = await GroupsApp.StartAsync(clock: Morning, settings: ["Demo:Enabled=true", "Role=web"]);
        using var worker = await app.BrowserOfAsync(await app.AccountAsync("morag@example.org"));
        (await worker.GetStringAsync("")).ShouldContain("silent for over 2 minutes");
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(new Heartbeat("reconcile-texts", app.Clock.GetCurrentInstant()))));
        (await worker.GetStringAsync("")).ShouldContain("silent for over 2 minutes");

        await app.Database.Factory.WriteAsync(async db =>
        {
            db.Add(new Heartbeat("dispatch-messages", app.Clock.GetCurrentInstant()));
            var texts = new ChannelHealth("texts");
            texts.Pause("Texts are paused: check the Twilio settings.", app.Clock.GetCurrentInstant() + Duration.FromMinutes(5), app.Clock.GetCurrentInstant());
            db.Add(texts);
            var failed = await db.Messages.FirstAsync(m => m.State == MessageState.Planned);
            await db.Messages.Where(m => m.Id == failed.Id).ExecuteUpdateAsync(s => s
                .SetProperty(m => m.State, MessageState.ToPhone).SetProperty(m => m.Reason, "the number is not in use").SetProperty(m => m.ChangedAt, app.Clock.GetCurrentInstant()));
        });
        var page = await worker.GetStringAsync("");
        page.ShouldNotContain("silent for over 2 minutes");
        page.ShouldContain("Texts are paused");
        page.ShouldContain("the number is not in use");
        page.ShouldNotContain(Message.StoppedAtProvider);
        await app.Database.Factory.WriteAsync(db => db.Messages.Where(m => m.State == MessageState.ToPhone).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.State, MessageState.Suppressed).SetProperty(m => m.Reason, Message.StoppedAtProvider)));
        (await worker.GetStringAsync("")).ShouldContain(Message.StoppedAtProvider);
    }

    [Fact]
    public async Task Staff_are_told_that_nothing_is_sent_until_a_provider_is_set_up()
    {
        await using var app = await GroupsApp.StartAsync();
        var account = new Domain.Accounts.Account("Morag", "morag@example.org", Domain.Accounts.Post.Worker, null, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(account)));
        using var worker = await app.BrowserOfAsync(account.Id);
        (await worker.GetStringAsync("")).ShouldContain("Texts and emails go nowhere");
    }
}
