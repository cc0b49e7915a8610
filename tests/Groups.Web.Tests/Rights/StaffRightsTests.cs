using System.Net;
using Groups.Domain.Data;
using Groups.Domain.Rights;
using Groups.Testing;
using Groups.Web.Tests.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Rights;

public sealed class StaffRightsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Staff_print_what_is_held_and_erase_somebody_who_asked()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        (await browser.GetStringAsync($"people/{there.RuthId}", Stop)).ShouldContain("Ask");
        var sheet = Forms.WithoutTokens(await browser.GetStringAsync($"people/{there.RuthId}/data", Stop));
        sheet.ShouldContain("Ruth");
        sheet.ShouldContain("To be on the list");
        sheet.ShouldNotContain("Tam");
        (await browser.GetStringAsync($"people/{there.RuthId}/data.json", Stop)).ShouldContain(GroupOfPeople.Email);
        (await browser.GetStringAsync($"people/{there.RuthId}/erase", Stop)).ShouldContain("/erase?step=2");
        var (status, page, path) = await GroupOfPeople.PostAsync(browser, $"people/{there.RuthId}/erase?step=2", "value=\"erase\"");
        (status, path).ShouldBe((HttpStatusCode.OK, "/people?done=erased"));
        Forms.WithoutTokens(page).ShouldNotContain("Ruth");
        (await browser.GetAsync($"people/{there.RuthId}", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetStringAsync($"groups/{there.GroupId}/people", Stop)).ShouldNotContain("Somebody");
        using var peer = await there.App.BrowserOfAsync(there.Peer.Id);
        foreach (var shut in new[] { "data", "data.json", "erase" })
        {
            (await peer.GetAsync($"people/{there.RuthId}/{shut}", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound, shut);
        }
    }

    [Fact]
    public async Task Who_was_not_heard_of_stands_on_the_list_until_staff_say_that_they_are_in_touch()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        (await browser.GetStringAsync("people/leaving", Stop)).ShouldContain("is due to go");
        await there.App.Database.Factory.WriteAsync(async db =>
        {
            var before = there.App.Clock.GetCurrentInstant() - Duration.FromDays(200);
            await db.People.ExecuteUpdateAsync(set => set.SetProperty(p => p.AddedAt, before), Stop);
            await db.Members.ExecuteUpdateAsync(set => set.SetProperty(m => m.JoinedAt, before), Stop);
            await db.ConsentRecords.ExecuteUpdateAsync(set => set.SetProperty(c => c.At, before), Stop);
        }, Stop);
        var page = Forms.WithoutTokens(await browser.GetStringAsync("people/leaving", Stop));
        page.ShouldContain("Ruth");
        page.ShouldNotContain("Tam");
        Forms.WithoutTokens((await GroupOfPeople.PostAsync(browser, "people/leaving", $"touch-{there.RuthId:N}")).Page).ShouldNotContain("Ruth");
        (await there.App.Get<KeepNoLonger>().ListAsync(Stop)).Contacts.ShouldBe(0);
        using var peer = await there.App.BrowserOfAsync(there.Peer.Id);
        (await peer.GetAsync("people/leaving", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
