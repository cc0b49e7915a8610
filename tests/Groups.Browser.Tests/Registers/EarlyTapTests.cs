using Groups.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groups.Browser.Tests.Registers;

/// <summary>A register opened over a slow line, tapped before the page is ready: each tap counts once, whenever it came.</summary>
public sealed class EarlyTapTests(Chromium chromium)
{
    /// <summary>What this phone keeps opens only when <c>openStore</c> is called, which is there once the scripts asked for it.</summary>
    private const string HoldStore = """
        const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function (...asked) {
          const request = open.apply(this, asked);
          IDBFactory.prototype.open = open;
          Object.defineProperty(request, 'onsuccess', { set: then => request.addEventListener('success', event => { self.openStore = () => then.call(request, event); }) });
          return request;
        };
        """;

    [Fact]
    public async Task A_tick_while_what_the_phone_keeps_is_opened_is_not_taken_back()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var phone = await hall.PhoneAsync(hall.Cafe.WorkerAccount);
        await phone.Page.AddInitScriptAsync(HoldStore);
        var circuit = await phone.HoldAsync("/_blazor/negotiate");
        await phone.GoAsync(hall.RegisterPath);
        await StoreIsAskedForAsync(phone);
        await phone.Page.GetByLabel("Mhairi").CheckAsync();
        await phone.Page.EvaluateAsync("() => self.openStore()");
        await Wait.UntilAsync(async () => (await hall.FactsAsync()).Count > 0, "what was ticked is sent without a circuit");
        circuit.SetResult();
        await ShouldHaveTickedAsync(hall, phone, "Mhairi");
    }

    [Fact]
    public async Task A_tick_before_the_scripts_came_outlives_that_the_register_is_drawn_anew()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var colleague = await hall.PhoneWithRegisterAsync();
        var phone = await hall.PhoneAsync(hall.Cafe.WorkerAccount);
        var scripts = await phone.HoldAsync("/register/board.");
        await phone.Page.AddInitScriptAsync(HoldStore);
        await phone.GoAsync(hall.RegisterPath);
        await phone.Page.Locator("[data-live=ready]").WaitForAsync();
        await phone.Page.GetByLabel("Mhairi").CheckAsync();
        scripts.SetResult();
        await StoreIsAskedForAsync(phone);
        await TickElsewhereAsync(colleague, phone);
        await phone.Page.EvaluateAsync("() => self.openStore()");
        await ShouldHaveTickedAsync(hall, phone, "Mhairi", "Oksana");
    }

    [Fact]
    public async Task A_tick_between_one_script_and_the_next_is_not_forgotten()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var colleague = await hall.PhoneWithRegisterAsync();
        var phone = await hall.PhoneAsync(hall.Cafe.WorkerAccount);
        var scripts = await phone.HoldAsync("/register/taps.");
        var kept = phone.Page.WaitForResponseAsync(response => response.Url.Contains("/kept.", StringComparison.Ordinal));
        await phone.GoAsync(hall.RegisterPath);
        await phone.Page.Locator("[data-live=ready]").WaitForAsync();
        await (await kept).FinishedAsync();
        await TickElsewhereAsync(colleague, phone);
        await phone.Page.GetByLabel("Mhairi").CheckAsync();
        scripts.SetResult();
        await ShouldHaveTickedAsync(hall, phone, "Mhairi", "Oksana");
    }

    [Fact]
    public async Task A_headcount_typed_before_the_scripts_came_counts_once()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var phone = await hall.PhoneAsync(hall.Cafe.WorkerAccount);
        var (scripts, circuit) = (await phone.HoldAsync("/register/board."), await phone.HoldAsync("/_blazor/negotiate"));
        await phone.GoAsync(hall.RegisterPath);
        await phone.Page.GetByLabel("Headcount").FillAsync("7");
        await phone.Page.GetByLabel("Headcount").PressAsync("Tab");
        scripts.SetResult();
        await Wait.UntilAsync(async () => (await hall.FactsAsync()).Count > 0, "what was typed is sent");
        circuit.SetResult();
        await phone.Page.Locator("[data-live=ready]").WaitForAsync();
        await Expect(phone.Page.Locator("[data-here]")).ToHaveTextAsync("7 here");
        await Hall.QueueIsEmptyAsync(phone);
        (await hall.FactsAsync()).Select(fact => fact.Count).ShouldBe([7]);
        await Expect(phone.Page.GetByLabel("Headcount")).ToHaveValueAsync("7");
    }

    [Fact]
    public async Task All_that_was_ticked_and_counted_before_the_scripts_came_counts_not_only_the_first()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var phone = await hall.PhoneAsync(hall.Cafe.WorkerAccount);
        var scripts = await phone.HoldAsync("/register/board.");
        await phone.GoAsync(hall.RegisterPath);
        foreach (var name in (string[])["Mhairi", "Oksana", "Jean"])
        {
            await phone.Page.GetByLabel(name).CheckAsync();
        }

        await phone.Page.GetByLabel("Headcount").FillAsync("9");
        await phone.Page.GetByLabel("Headcount").PressAsync("Tab");
        scripts.SetResult();
        await Expect(phone.Page.Locator("[data-here]")).ToHaveTextAsync("9 here");
        await Hall.QueueIsEmptyAsync(phone);
        (await hall.FactsAsync()).Count.ShouldBe(4);
        var register = await hall.RegisterAsync();
        (register.Arrivals.Count, register.Headcount).ShouldBe((3, 9));
    }

    private static Task StoreIsAskedForAsync(Window phone) => Wait.UntilAsync(() => phone.Page.EvaluateAsync<bool>("() => Boolean(self.openStore)"), "the scripts ask for what the phone keeps");

    private static async Task TickElsewhereAsync(Window colleague, Window phone)
    {
        await colleague.Page.GetByLabel("Oksana").CheckAsync();
        await Expect(phone.Page.Locator("li[data-row]", new() { HasText = "Oksana" }).Locator("input")).Not.ToHaveAttributeAsync("data-facts", "");
    }

    private static async Task ShouldHaveTickedAsync(Hall hall, Window phone, params string[] names)
    {
        await phone.Page.Locator("[data-queue-words]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Wait.UntilAsync(async () => (await hall.FactsAsync()).Count >= names.Length, "what was ticked is sent");
        await Hall.QueueIsEmptyAsync(phone);
        (await hall.FactsAsync()).Count.ShouldBe(names.Length);
        (await hall.RegisterAsync()).Arrivals.Select(a => a.Id)
            .ShouldBe(Hall.Names.Where(full => names.Any(name => full.StartsWith(name, StringComparison.Ordinal))).Select(full => hall.Cafe.People[full]), ignoreOrder: true);
        foreach (var name in names)
        {
            await Expect(phone.Page.GetByLabel(name)).ToBeCheckedAsync();
        }
    }
}
