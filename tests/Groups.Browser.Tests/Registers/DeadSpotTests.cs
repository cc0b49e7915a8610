using Groups.Domain.Attendance;
using Groups.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groups.Browser.Tests.Registers;

/// <summary>A hall without signal: nothing tapped is lost, and everything arrives once.</summary>
public sealed class DeadSpotTests(Chromium chromium)
{
    [Fact]
    public async Task Taps_made_without_signal_arrive_once_though_the_server_is_killed_and_the_page_loaded_again()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var phone = await hall.PhoneWithRegisterAsync();
        var page = phone.Page;
        await page.GetByLabel("Mhairi").CheckAsync();
        await Wait.UntilAsync(async () => (await hall.FactsAsync()).Count == 1, "a tap with signal is sent at once");

        await phone.Context.SetOfflineAsync(true);
        await page.GetByLabel("Mhairi").UncheckAsync();
        await page.GetByLabel("Oksana").CheckAsync();
        await page.GetByLabel("Jean").CheckAsync();
        await page.GetByLabel("Somebody who is not on the list").FillAsync("Zuzanna");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await page.Locator("[data-step='1']").ClickAsync();
        await page.GetByText("5 taps saved on this phone, will send").First.WaitForAsync();
        await page.GetByText("4 here, counting what waits").WaitForAsync();
        await phone.ShouldBeAccessibleAsync();
        (await hall.FactsAsync()).Count.ShouldBe(1);

        hall.KillServer();
        await phone.Context.SetOfflineAsync(false);
        await hall.StartServerAsync();
        await page.ReloadAsync();
        await Hall.QueueIsEmptyAsync(phone);
        await Expect(page.Locator("[data-queue]").GetByText("saved on this phone")).ToHaveCountAsync(0);
        await Expect(page.GetByLabel("Mhairi")).Not.ToBeCheckedAsync();
        await Expect(page.GetByLabel("Oksana")).ToBeCheckedAsync();
        await Expect(page.GetByLabel("Zuzanna")).ToBeCheckedAsync();

        var register = await hall.RegisterAsync();
        (await hall.FactsAsync()).Count.ShouldBe(6);
        register.Arrivals.Select(a => a.Id).ShouldBe([hall.Cafe.People[Hall.Names[1]], hall.Cafe.People[Hall.Names[4]]], ignoreOrder: true);
        register.Others.Select(w => w.Name).ShouldBe(["Zuzanna"]);
        register.Headcount.ShouldBe(4);
    }

    [Fact]
    public async Task What_waits_is_shown_again_after_a_reload_while_the_server_is_down_and_the_register_opens_without_it()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var phone = await hall.PhoneWithRegisterAsync();
        await phone.Page.GetByLabel("Mhairi").CheckAsync();
        await Hall.QueueIsEmptyAsync(phone);
        await Hall.ReloadAsync(phone, ticked: 1);
        var page = await OpenWithoutSignalAsync(hall, phone);
        await Expect(page.GetByLabel("Mhairi")).ToBeCheckedAsync();
        await page.GetByLabel("Farida").CheckAsync();
        await page.GetByLabel("Somebody who is not on the list").FillAsync("Zuzanna");
        await page.GetByLabel("Somebody who is not on the list").PressAsync("Enter");
        await page.GetByText("2 taps saved on this phone, will send").First.WaitForAsync();
        await Expect(page.Locator("[data-shell=here-names] li")).ToHaveTextAsync([Hall.Names[3], Hall.Names[0], "Zuzanna"], new() { IgnoreCase = true });
        await page.Locator("[data-ways] summary").ClickAsync();
        await page.GetByLabel("Went home").CheckAsync();
        await page.GetByLabel("Mhairi").ClickAsync();
        await Expect(page.GetByLabel("Mhairi")).ToBeCheckedAsync();
        await Expect(page.Locator("[data-shell=here-names] li")).ToHaveTextAsync([Hall.Names[3], "Zuzanna"]);
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Farida")).ToBeCheckedAsync();
        await Expect(page.GetByLabel("Zuzanna")).ToBeCheckedAsync();
        await page.GetByLabel("Jean").CheckAsync();

        await hall.StartServerAsync();
        await phone.Context.SetOfflineAsync(false);
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the live register" }).ClickAsync();
        await page.Locator("[data-live=ready]").WaitForAsync();
        await Expect(page.GetByLabel("Zuzanna")).ToBeCheckedAsync();
        var register = await hall.RegisterAsync();
        (await hall.FactsAsync()).Count.ShouldBe(5);
        register.Headcount.ShouldBe(4);
        register.Arrivals.Single(a => a.HasLeft).Id.ShouldBe(hall.Cafe.People[Hall.Names[0]]);
    }

    [Fact]
    public async Task A_headcount_still_stands_in_the_register_that_opens_without_signal()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var phone = await hall.PhoneWithRegisterAsync();
        await phone.Page.GetByLabel("Headcount").FillAsync("9");
        await phone.Page.GetByLabel("Headcount").PressAsync("Tab");
        await phone.Page.GetByLabel("Mhairi").CheckAsync();
        await Wait.UntilAsync(async () => (await hall.FactsAsync()).Count == 2, "the headcount and the tick are sent");
        await Hall.ReloadAsync(phone, ticked: 1);
        var page = await OpenWithoutSignalAsync(hall, phone);
        await page.GetByLabel("Oksana").CheckAsync();
        await page.GetByText("9 here, counting what waits").WaitForAsync();
        await Expect(page.GetByLabel("Headcount")).ToHaveValueAsync("9");
        (await page.Locator("[data-queue]").InnerTextAsync()).ShouldContain("Saved on this phone, will send");
    }

    [Fact]
    public async Task Two_tabs_send_each_tap_once()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var phone = await hall.PhoneWithRegisterAsync();
        var other = await phone.Context.NewPageAsync();
        await other.GotoAsync(hall.RegisterPath);
        await Hall.TakesTapsAsync(other);
        var sent = new List<string>();
        phone.Context.RequestFinished += (_, request) =>
        {
            if (request.Method == "POST" && request.Url.EndsWith("/facts", StringComparison.Ordinal))
            {
                lock (sent)
                {
                    sent.AddRange(request.PostDataJSON()!.Value.EnumerateArray().Select(fact => fact.GetProperty("id").GetString()!));
                }
            }
        };
        await phone.Context.SetOfflineAsync(true);
        await phone.Page.GetByLabel("Oksana").CheckAsync();
        await other.GetByLabel("Jean").CheckAsync();
        await Expect(other.GetByLabel("Oksana")).ToBeCheckedAsync();
        await phone.Page.GetByText("2 taps saved on this phone").First.WaitForAsync();
        await phone.Context.SetOfflineAsync(false);
        await Hall.QueueIsEmptyAsync(phone);
        (await hall.FactsAsync()).Count.ShouldBe(2);
        await Wait.UntilAsync(() => sent.Count >= 2, "both taps are heard of");
        sent.Count.ShouldBe(2, string.Join(' ', sent));
    }

    [Fact]
    public async Task A_tap_that_the_server_refuses_says_why_and_stays_until_it_was_read()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var phone = await hall.PhoneWithRegisterAsync();
        await phone.Context.SetOfflineAsync(true);
        await phone.Page.GetByLabel("Oksana").CheckAsync();
        await phone.Page.GetByLabel("Jean").CheckAsync();
        await hall.AskNotToBeWrittenDownAsync(Hall.Names[1]);
        await phone.Context.SetOfflineAsync(false);
        await phone.Page.GetByText("One tap was not taken").WaitForAsync();
        await phone.Page.GetByText("asked not to be written down. Count them").First.WaitForAsync();
        await Expect(phone.Page.GetByLabel("Oksana")).Not.ToBeCheckedAsync();
        await Expect(phone.Page.GetByLabel("Jean")).ToBeCheckedAsync();
        await phone.ShouldBeAccessibleAsync();

        await phone.Page.ReloadAsync();
        await phone.Page.GetByText("One tap was not taken").WaitForAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "I have read this" }).ClickAsync();
        await Expect(phone.Page.GetByText("One tap was not taken")).ToHaveCountAsync(0);
        await Hall.QueueIsEmptyAsync(phone);
        (await hall.FactsAsync()).Select(f => f.PersonId).ShouldBe([hall.Cafe.People[Hall.Names[4]]]);
    }

    /// <summary>The server is gone and so is the signal; the register is opened from the phone in a new tab.</summary>
    private static async Task<IPage> OpenWithoutSignalAsync(Hall hall, Window phone)
    {
        await phone.Page.CloseAsync();
        hall.KillServer();
        await phone.Context.SetOfflineAsync(true);
        var page = await phone.Context.NewPageAsync();
        await page.GotoAsync(hall.RegisterPath);
        await page.GetByText("No signal.").WaitForAsync();
        return page;
    }
}
