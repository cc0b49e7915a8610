using Groups.Testing;
using Microsoft.Playwright;

namespace Groups.Browser.Tests.Me;

public sealed class ParticipantPageTests(Chromium chromium)
{
    [Theory]
    [InlineData(Device.Phone, "en")]
    [InlineData(Device.Phone, "ar")]
    [InlineData(Device.Phone, "uk")]
    [InlineData(Device.Desktop, "ar")]
    public async Task Every_step_of_a_participant_is_accessible_in_their_language(Device device, string language)
    {
        await using var app = await GroupsApp.StartAsync(settings: "Demo:Enabled=true");
        await using var window = await chromium.OpenAsync(app, device);
        await window.StepIntoAsync("participant");
        var me = new Uri(window.Page.Url).AbsolutePath;
        await window.Page.Locator(".language-switch summary").ClickAsync();
        await window.Page.Locator($".language-switch button[value={language}]").ClickAsync();
        await window.Page.Locator($"html[lang={language}]").WaitForAsync();
        await window.ShouldBeAccessibleAsync();

        await window.Page.Locator("button[value$='.NotThisTime']").First.ClickAsync();
        await window.Page.Locator("button[value$='.NotThisTime'][aria-pressed=true]").First.WaitForAsync();
        await window.ShouldBeAccessibleAsync();

        await window.GoAsync($"{me}/contact");
        await window.Page.Locator("#Input-Mobile").FillAsync("12");
        await window.Page.Locator("form .actions button").ClickAsync();
        await window.Page.Locator(".error-summary").WaitForAsync();
        await window.ShouldBeAccessibleAsync();

        await window.GoAsync($"{me}/stop");
        await window.ShouldBeAccessibleAsync();
        await window.Page.Locator(".btn-danger").ClickAsync();
        await window.Page.Locator("a[href*='see=']").WaitForAsync();
        await window.ShouldBeAccessibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leaving_goes_elsewhere_and_with_scripts_takes_the_page_out_of_the_way_back(bool scripts)
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Demo:Enabled=true", "Exit:Url=https://example.org/weather"]);
        await using var window = await chromium.OpenAsync(app, scripts: scripts);
        await ShowWeatherAsync(window);
        await window.StepIntoAsync("participant");
        var me = window.Page.Url;
        await window.Page.Locator(".btn-exit").ClickAsync();
        await window.ArriveAsync("https://example.org/weather");
        (await window.Page.Context.CookiesAsync()).ShouldBeEmpty();
        await window.Page.GoBackAsync(new PageGoBackOptions { WaitUntil = WaitUntilState.Commit });
        (window.Page.Url == me).ShouldBe(!scripts);
    }

    [Fact]
    public async Task On_a_slow_line_the_link_to_leave_comes_only_with_what_takes_the_page_out_of_the_way_back()
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Demo:Enabled=true", "Exit:Url=https://example.org/weather"]);
        await using var window = await chromium.OpenAsync(app);
        await ShowWeatherAsync(window);
        await window.StepIntoAsync("participant");
        var me = window.Page.Url;
        await window.GoAsync("/door");
        var script = await window.HoldAsync("/js/exit.");
        await window.Page.GotoAsync(me, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        await window.Page.Locator(".skip-link").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        (await window.Page.Locator(".btn-exit").CountAsync()).ShouldBe(0);

        script.SetResult();
        await window.Page.Locator(".btn-exit").ClickAsync();
        await window.ArriveAsync("https://example.org/weather");
        await window.Page.GoBackAsync(new PageGoBackOptions { WaitUntil = WaitUntilState.Commit });
        new Uri(window.Page.Url).AbsolutePath.ShouldBe("/door");
    }

    [Fact]
    public async Task Three_presses_of_shift_alone_leave_and_shift_for_capital_letters_does_not()
    {
        await using var elsewhere = await GroupsApp.StartAsync(settings: "Role=web");
        var weather = new UriBuilder(elsewhere.Address) { Host = "localhost", Path = "health/live" }.Uri.ToString(); // cookies know hosts, not ports
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web", $"Exit:Url={weather}"]);
        await using var window = await chromium.OpenAsync(app);
        foreach (var path in (string[])["/door", "/unsubscribe/guess", "/crisis"])
        {
            await window.GoAsync("/sign-in");
            await window.GoAsync(path);
            await window.Page.Locator(".btn-exit[title*='Shift']").WaitForAsync();
            foreach (var keys in (string[])["Shift+A", "Shift+B", "Shift+C", "Shift", "A", "Shift", "Shift", "Tab"])
            {
                await window.Page.Keyboard.PressAsync(keys);
            }

            new Uri(window.Page.Url).AbsolutePath.ShouldBe(path);
            foreach (var key in (string[])["Shift", "Shift", "Shift"])
            {
                await window.Page.Keyboard.PressAsync(key);
            }

            await window.ArriveAsync(weather); // Chromium says "Not attached to an active page" to who goes back before the new page answers
            (await window.Page.Context.CookiesAsync([app.Address.ToString()])).ShouldBeEmpty();
            await window.Page.GoBackAsync(new PageGoBackOptions { WaitUntil = WaitUntilState.Commit });
            new Uri(window.Page.Url).AbsolutePath.ShouldBe("/sign-in");
        }
    }

    private static async Task ShowWeatherAsync(Window window) =>
        await window.Page.RouteAsync("https://example.org/**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<h1>Weather</h1>" }));
}
