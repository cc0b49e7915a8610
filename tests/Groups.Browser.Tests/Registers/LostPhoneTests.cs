using Groups.Domain.Handover;
using Groups.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groups.Browser.Tests.Registers;

/// <summary>What lies on a phone, for how long, and for whom.</summary>
public sealed class LostPhoneTests(Chromium chromium)
{
    private const string WalkIn = "Zuzanna Nowak";

    [Fact]
    public async Task No_name_is_written_on_the_phone_in_clear_and_nothing_is_left_after_signing_out()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var phone = await hall.PhoneWithRegisterAsync();
        await Hall.ReloadAsync(phone);
        await phone.Context.SetOfflineAsync(true);
        await phone.Page.GetByLabel("Oksana").CheckAsync();
        await phone.Page.GetByLabel("Somebody who is not on the list").FillAsync(WalkIn);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Wait.UntilAsync(async () => await Hall.CountAsync(phone, "facts") == 2, "both taps are kept");

        var kept = await Hall.DumpAsync(phone);
        kept.ShouldContain("facts: ");
        kept.ShouldContain("key that leaves: false");
        foreach (var word in Hall.Names.Append(WalkIn).SelectMany(name => name.Split(' ')).Append("Café").Append("Laura").Append("Braid"))
        {
            kept.ShouldNotContain(word);
        }

        await phone.Context.SetOfflineAsync(false);
        await Hall.QueueIsEmptyAsync(phone);
        await SignOutAsync(phone.Page);
        await phone.ArriveAsync("/sign-in");
        (await Hall.CountAsync(phone, "facts") + await Hall.CountAsync(phone, "days") + await Hall.CountAsync(phone, "keys")).ShouldBe(0);
        (await phone.Page.EvaluateAsync<int>("async () => (await caches.keys()).length + (await navigator.serviceWorker.getRegistrations()).length + localStorage.length")).ShouldBe(0);
        (await hall.FactsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Signing_out_asks_before_it_loses_taps_that_were_not_sent()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var phone = await hall.PhoneWithRegisterAsync();
        await phone.Page.RouteAsync("**/facts", route => route.AbortAsync());
        await phone.Page.GetByLabel("Oksana").CheckAsync();
        await phone.Page.GetByLabel("Jean").CheckAsync();
        await SignOutAsync(phone.Page);
        await phone.Page.GetByRole(AriaRole.Dialog, new() { Name = "2 taps are not sent yet. Sign out and lose them?" }).WaitForAsync();
        await phone.ShouldBeAccessibleAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Stay signed in" }).ClickAsync();
        (await Hall.CountAsync(phone, "facts")).ShouldBe(2);

        await SignOutAsync(phone.Page);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out and lose them" }).ClickAsync();
        await phone.ArriveAsync("/sign-in");
        (await Hall.CountAsync(phone, "facts")).ShouldBe(0);
    }

    [Fact]
    public async Task Taps_of_one_person_are_never_sent_for_another_on_the_same_phone()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var peer = await hall.Cafe.PeerAsync(Hall.Names[4], Duty.Lead, Duty.NamedRegister);
        var phone = await hall.PhoneWithRegisterAsync();
        await Hall.KeptAsync(phone);
        await phone.Context.SetOfflineAsync(true);
        await phone.Page.GetByLabel("Oksana").CheckAsync();
        await Wait.UntilAsync(async () => await Hall.CountAsync(phone, "facts") == 1, "the tap is kept");

        // Another tab signs somebody else in while the first still shows the worker's register.
        var other = await phone.Context.NewPageAsync();
        await phone.Context.ClearCookiesAsync();
        await phone.Context.SetOfflineAsync(false);
        await hall.SignInAsync(other, peer.AccountId!.Value);
        await phone.Page.GetByText("Sign in again to send what you tapped").First.WaitForAsync();
        await other.GotoAsync(hall.RegisterPath);
        await Hall.TakesTapsAsync(other);
        await Expect(other.GetByLabel("Oksana")).Not.ToBeCheckedAsync();
        await other.GetByLabel("Farida").CheckAsync();
        await Wait.UntilAsync(async () => (await hall.FactsAsync()).Count == 1, "the other's own tap is sent");
        (await hall.FactsAsync()).Single().TappedBy.ShouldBe(peer.AccountId);
        await Wait.UntilAsync(async () => await Hall.CountAsync(phone, "facts") == 1, "the answer is heard, and the first one's tap waits on");

        await phone.Context.ClearCookiesAsync();
        await hall.SignInAsync(other, hall.Cafe.WorkerAccount);
        await other.GotoAsync(hall.RegisterPath);
        await Hall.QueueIsEmptyAsync(phone);
        (await hall.FactsAsync()).Select(f => f.TappedBy).ShouldBe([peer.AccountId, hall.Cafe.WorkerAccount], ignoreOrder: true);
    }

    [Fact]
    public async Task A_register_that_is_not_theirs_any_more_says_so_and_leaves_the_phone()
    {
        await using var hall = await Hall.OpenAsync(chromium);
        var peer = await hall.Cafe.PeerAsync(Hall.Names[4], Duty.Lead, Duty.NamedRegister);
        var phone = await hall.PhoneAsync(peer.AccountId!.Value);
        await hall.OpenRegisterAsync(phone);
        await Hall.ReloadAsync(phone);
        await phone.Context.SetOfflineAsync(true);
        await phone.Page.GetByLabel("Oksana").CheckAsync();
        await hall.TakeBackAsync(Hall.Names[4], Duty.Lead, Duty.NamedRegister);
        hall.KillServer();
        await phone.Page.ReloadAsync();
        await Expect(phone.Page.GetByLabel("Oksana")).ToBeCheckedAsync();
        await phone.ShouldBeAccessibleAsync();
        await hall.StartServerAsync();
        await phone.Context.SetOfflineAsync(false);
        await phone.Page.GetByText("This register is not yours any more").WaitForAsync();
        await phone.ShouldBeAccessibleAsync();
        (await Hall.CountAsync(phone, "days")).ShouldBe(0);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Remove it" }).ClickAsync();
        await Hall.QueueIsEmptyAsync(phone);
        (await hall.FactsAsync()).ShouldBeEmpty();
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.Locator("details.menu > summary").Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
    }
}
