using System.Collections.Concurrent;
using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;

namespace Groups.Browser.Tests;

/// <summary>The program as several processes on one PostgreSQL, behind nginx as docs/operating.md recommends it, and what their deaths do to open screens.</summary>
public sealed class SeveralMachinesTests(Chromium chromium)
{
    private const int TapsOfEach = 30;

    [Fact]
    public async Task Two_machines_behind_nginx_are_in_step_and_when_one_dies_nothing_is_lost_and_its_screens_recover()
    {
        await using var database = await TestDatabase.CreateAsync(DataProvider.Postgres);
        var (cafe, session) = await TodayAsync(database);
        var (first, second) = (WebNode.NextAddress(), WebNode.NextAddress());
        await using var one = await WebNode.StartAsync(database, first, "Role=web");
        await using var two = await WebNode.StartAsync(database, second, "Role=web");
        await using var nginx = await Nginx.StartAsync(first, second);
        await using var atOne = await OpenAsync(database, cafe, nginx.Address, session, await nginx.CookieForAsync(first));
        await using var atTwo = await OpenAsync(database, cafe, nginx.Address, session, await nginx.CookieForAsync(second));

        await atOne.Page.GetByLabel("Agnes Bell").CheckAsync();
        await ShouldBeHereAsync(atTwo, "Agnes Bell");
        await atTwo.Page.GetByLabel("Bridget Clark").CheckAsync();
        await ShouldBeHereAsync(atOne, "Bridget Clark");

        var sent = new ConcurrentDictionary<Guid, bool>();
        var tapping = Task.WhenAll(TapAsync(atOne, session, "Door", sent), TapAsync(atTwo, session, "Hall", sent));
        await Wait.UntilAsync(() => sent.Count > TapsOfEach / 2, "taps arrive before the machine dies");
        await atOne.Page.GetByLabel("Cathy Dunn").CheckAsync();
        one.Kill();
        await TickAsync(atOne, "Donna Ewing");
        await tapping;

        foreach (var window in (Window[])[atOne, atTwo])
        {
            await ShouldBeHereAsync(window, "Cathy Dunn");
            await ShouldBeHereAsync(window, "Donna Ewing");
            await ShouldBeHereAsync(window, $"Door {TapsOfEach}");
            await ShouldBeHereAsync(window, $"Hall {TapsOfEach}");
        }

        await atOne.Page.GetByLabel("Edith Fraser").CheckAsync();
        await ShouldBeHereAsync(atTwo, "Edith Fraser");
        await atTwo.Page.GetByLabel("Edith Fraser").UncheckAsync();
        await Assertions.Expect(atOne.Page.GetByLabel("Edith Fraser")).Not.ToBeCheckedAsync();
        await using var db = database.Open();
        var facts = await db.Facts.AsNoTracking().Where(f => f.SessionId == session).ToListAsync(TestContext.Current.CancellationToken);
        facts.Where(f => f.Kind == FactKind.WalkIn).Select(f => f.Id).Order().ShouldBe(sent.Keys.Order());
        Register.Of(facts).Arrivals.Select(a => a.Id).Order().ShouldBe(cafe.People.Where(p => p.Key != "Edith Fraser").Select(p => p.Value).Order());
    }

    [Fact]
    public async Task A_page_whose_machine_was_started_anew_loads_itself_but_never_over_words_somebody_is_typing()
    {
        await using var database = await TestDatabase.CreateAsync(DataProvider.Postgres);
        var (cafe, session) = await TodayAsync(database);
        var address = WebNode.NextAddress();
        var machine = await WebNode.StartAsync(database, address, "Role=web");
        await using var calm = await OpenAsync(database, cafe, address, session);
        await using var typing = await OpenAsync(database, cafe, address, session);
        var field = typing.Page.GetByLabel("Somebody who is not on the list");
        await field.PressSequentiallyAsync("Berna");
        await calm.Page.EvaluateAsync("() => document.documentElement.dataset.before = 'yes'");

        machine.Kill();
        await machine.DisposeAsync();
        await using var again = await WebNode.StartAsync(database, address, "Role=web");
        await typing.Page.GetByText("The live part of this page has stopped.").WaitForAsync();
        await calm.Page.Locator("html:not([data-before]) [data-live=ready]").WaitForAsync();
        await calm.Page.GetByLabel("Agnes Bell").CheckAsync();
        (await field.InputValueAsync()).ShouldBe("Berna");

        await field.FillAsync("");
        await ShouldBeHereAsync(typing, "Agnes Bell");
    }

    private static async Task<(CafeGroup Cafe, Guid Session)> TodayAsync(TestDatabase database)
    {
        var cafe = await CafeGroup.CreateAsync(database, SystemClock.Instance, "Agnes Bell", "Bridget Clark", "Cathy Dunn", "Donna Ewing", "Edith Fraser");
        var now = SystemClock.Instance.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Europe/London"]).LocalDateTime;
        return (cafe, await cafe.SessionAsync(now.PlusMinutes(-30)));
    }

    private async Task<Window> OpenAsync(TestDatabase database, CafeGroup cafe, Uri address, Guid session, string? node = null)
    {
        var window = await chromium.OpenAsync(address, mayLoseTheServer: true);
        if (node is not null)
        {
            await window.Context.AddCookiesAsync([new Cookie { Name = "groups_node", Value = node, Url = address.ToString() }]);
        }

        await window.SignInAsync(new SignInLinks(database.Factory, SystemClock.Instance), cafe.WorkerAccount);
        await window.GoAsync($"/sessions/{session}/register");
        await window.Page.Locator("[data-live=ready]").First.WaitForAsync();
        return window;
    }

    private static Task ShouldBeHereAsync(Window window, string name) =>
        Assertions.Expect(window.Page.GetByLabel(name, new() { Exact = false })).ToBeCheckedAsync();

    /// <summary>As a person does, who ticks again where the page was loaded anew under the finger.</summary>
    private static Task TickAsync(Window window, string name) => Wait.UntilAsync(
        async () =>
        {
            try
            {
                await window.Page.GetByLabel(name).CheckAsync();
                return true;
            }
            catch (PlaywrightException)
            {
                return false;
            }
        },
        $"{name} is ticked");

    /// <summary>A phone that sends each tap until it is told that it was written.</summary>
    private static async Task TapAsync(Window window, Guid session, string where, ConcurrentDictionary<Guid, bool> sent)
    {
        for (var number = 1; number <= TapsOfEach; number++)
        {
            var id = Guid.NewGuid();
            object[] taps = [new { id, kind = "WalkIn", tappedAt = SystemClock.Instance.GetCurrentInstant().ToString(), name = $"{where} {number}" }];
            await Wait.UntilAsync(
                async () =>
                {
                    try
                    {
                        return (await window.Page.APIRequest.PostAsync($"/sessions/{session}/facts", new() { DataObject = taps })).Ok;
                    }
                    catch (PlaywrightException)
                    {
                        return false;
                    }
                },
                $"tap {number} is taken");
            sent[id] = true;
        }
    }
}
