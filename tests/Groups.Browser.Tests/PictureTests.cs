using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Browser.Tests;

/// <summary>Takes the README's pictures, and looks at every page of the demo as each kind of person.</summary>
public sealed class PictureTests(Chromium chromium)
{
    private static FakeClock Wednesday => new(Instant.FromUtc(2026, 8, 5, 10, 20));

    [Fact]
    public async Task The_pictures_of_the_readme_are_taken_from_the_running_demo()
    {
        await using var app = await GroupsApp.StartAsync(clock: Wednesday, settings: "Demo:Enabled=true");
        await using var db = app.Database.Open();
        var cafe = await db.Groups.SingleAsync(g => g.Name == "Women's Café");
        var today = await db.Sessions.Where(s => s.GroupId == cafe.Id && s.StartsAt < app.Clock.GetCurrentInstant() + Duration.FromHours(2) && s.Headcount == null)
            .OrderByDescending(s => s.StartsAt).FirstAsync();
        await using var worker = await chromium.OpenAsync(app);
        await worker.StepIntoAsync("worker");
        await worker.GoAsync($"/sessions/{today.Id}/register");
        foreach (var name in (string[])["Isla", "Amina", "Betty"])
        {
            await worker.Page.GetByLabel(name).First.CheckAsync();
        }

        await worker.Page.GetByText("3 here").First.WaitForAsync();
        await worker.PictureAsync("register");
        await worker.GoAsync($"/groups/{cafe.Id}/handover");
        await worker.PictureAsync("handover");
        await using var participant = await chromium.OpenAsync(app, scripts: false);
        await participant.StepIntoAsync("participant");
        await participant.PictureAsync("participant");
    }

    [Theory]
    [InlineData("worker", Device.Phone)]
    [InlineData("worker", Device.Desktop)]
    [InlineData("peer", Device.Phone)]
    [InlineData("peer", Device.Desktop)]
    [InlineData("coordinator", Device.Phone)]
    public async Task Every_page_a_person_can_reach_by_links_is_accessible(string part, Device device)
    {
        var provider = device == Device.Desktop ? DataProvider.Postgres : DataProvider.Sqlite;
        await using var app = await GroupsApp.StartAsync(provider, Wednesday, settings: "Demo:Enabled=true");
        await using var window = await chromium.OpenAsync(app, device);
        await window.StepIntoAsync(part);
        var seen = new HashSet<string>(StringComparer.Ordinal) { "/" };
        var next = new Queue<string>(["/"]);
        while (next.TryDequeue(out var path))
        {
            await window.GoAsync(path);
            await window.ShouldBeAccessibleAsync();
            foreach (var link in await window.Page.Locator("a[href^='/']").EvaluateAllAsync<string[]>("links => links.map(a => new URL(a.href).pathname)"))
            {
                var leadsOut = link == "/exit" || link.StartsWith("/me/", StringComparison.Ordinal) || link.EndsWith(".json", StringComparison.Ordinal);
                if (seen.Add(KindOf(link)) && !leadsOut)
                {
                    next.Enqueue(link);
                }
            }
        }

        seen.Count.ShouldBeGreaterThan(2);
    }

    /// <summary>One page of each kind is enough: ids are left out.</summary>
    private static string KindOf(string path) =>
        string.Join('/', path.Split('/').Select(part => Guid.TryParse(part, out _) ? "*" : part));
}
