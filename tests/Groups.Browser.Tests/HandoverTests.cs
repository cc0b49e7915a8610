using System.Net;
using Groups.Domain.Handover;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Groups.Browser.Tests;

public sealed class HandoverTests(Chromium chromium)
{
    [Fact]
    public async Task A_duty_moves_to_a_peer_who_then_sees_its_page_and_comes_back_when_it_is_taken_back()
    {
        await using var app = await GroupsApp.StartAsync(settings: "Demo:Enabled=true");
        await using var db = app.Database.Open();
        var cafe = await db.Groups.SingleAsync(g => g.Name == "Women's Café");
        var isla = (await db.People.ToListAsync()).Single(p => p.Name == "Isla");
        await using var worker = await chromium.OpenAsync(app, Device.Desktop);
        await using var peer = await chromium.OpenAsync(app, Device.Phone);
        await worker.StepIntoAsync("worker");
        await peer.StepIntoAsync("peer");
        (await StatusOfAsync(peer, $"/groups/{cafe.Id}/schedule")).ShouldBe(HttpStatusCode.NotFound);

        await worker.GoAsync($"/groups/{cafe.Id}/handover");
        await worker.Page.GetByRole(AriaRole.Link, new() { Name = "Keep the calendar" }).ClickAsync();
        await worker.Page.GetByText("Give it to somebody").ClickAsync();
        await worker.Page.GetByLabel("Who takes it on?").SelectOptionAsync(new SelectOptionValue { Label = "Isla" });
        await worker.Page.GetByLabel("Called off a practice session once").CheckAsync();
        await worker.ShouldBeAccessibleAsync();
        await worker.Page.GetByRole(AriaRole.Button, new() { Name = "Give this duty" }).ClickAsync();
        await worker.ArriveAsync("done=given");
        await worker.ShouldBeAccessibleAsync();

        (await StatusOfAsync(peer, $"/groups/{cafe.Id}/schedule")).ShouldBe(HttpStatusCode.OK);
        await peer.ShouldBeAccessibleAsync();
        await peer.GoAsync($"/groups/{cafe.Id}/handover");
        await peer.ShouldBeAccessibleAsync();

        await app.Get<TakeBackDuty>().RunAsync(Domain.Viewer.Program, cafe.Id, Duty.Scheduling, isla.Id);
        (await StatusOfAsync(peer, $"/groups/{cafe.Id}/schedule")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<HttpStatusCode> StatusOfAsync(Window window, string path) => (HttpStatusCode)(await window.Page.GotoAsync(path))!.Status;
}
