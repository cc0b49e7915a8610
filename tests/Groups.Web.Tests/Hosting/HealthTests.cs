using System.Net;
using Groups.Testing;
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
        (await other.GetStringAsync("health/ready", TestContext.Current.CancellationToken)).ShouldBe("Degraded");
        (await other.GetStringAsync("health/live", TestContext.Current.CancellationToken)).ShouldBe("Healthy");
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
