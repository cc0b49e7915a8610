using System.Net;
using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Groups.Web.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_says_degraded_when_the_dispatcher_has_been_silent_for_two_minutes()
    {
        await using var app = await GroupsApp.StartAsync();
        using var browser = app.Browser();
        await Wait.UntilAsync(async () => await browser.GetStringAsync("health/ready", TestContext.Current.CancellationToken) == "Healthy", "the dispatcher beats");
        app.Clock.Advance(Duration.FromDays(365));
        await Wait.UntilAsync(async () => await browser.GetStringAsync("health/ready", TestContext.Current.CancellationToken) == "Healthy", "the dispatcher beats");
        await using var web = await GroupsApp.StartAsync(settings: "Role=web");
        using var other = web.Browser();
        (await other.GetStringAsync("health/ready", TestContext.Current.CancellationToken)).ShouldBe("Degraded: messages have not been worked on for 2 minutes.");
        (await other.GetStringAsync("health/live", TestContext.Current.CancellationToken)).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_paused_channel_is_degraded_and_ready_and_says_nothing_about_settings()
    {
        await using var app = await GroupsApp.StartAsync();
        using var browser = app.Browser();
        await Wait.UntilAsync(async () => await browser.GetStringAsync("health/ready", TestContext.Current.CancellationToken) == "Healthy", "the dispatcher beats");
        var health = new ChannelHealth("texts");
        health.Pause("Texts are not going out: check Twilio:AuthToken.", app.Clock.GetCurrentInstant() + Duration.FromMinutes(5), app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(health)));
        using var answer = await browser.GetAsync("health/ready", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("Degraded: texts are paused.");
    }

    [Fact]
    public async Task A_worker_whose_dispatcher_is_silent_is_not_ready()
    {
        await using var app = await GroupsApp.StartAsync(
            settings: "Role=worker", change: services => services.RemoveAll<IHostedService>());
        using var browser = app.Browser();
        using var answer = await browser.GetAsync("health/ready", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("Unhealthy: messages have not been worked on for 2 minutes.");
    }

    [Fact]
    public async Task A_worker_has_no_pages()
    {
        await using var app = await GroupsApp.StartAsync(settings: "Role=worker");
        using var browser = app.Browser();
        (await browser.GetAsync("sign-in", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetStringAsync("health/live", TestContext.Current.CancellationToken)).ShouldBe("Healthy");
    }
}
