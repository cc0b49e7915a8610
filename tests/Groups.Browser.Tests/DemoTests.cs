using Groups.Testing;

namespace Groups.Browser.Tests;

public sealed class DemoTests(Chromium chromium)
{
    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task The_demo_says_what_this_is_and_lets_one_step_into_each_part(Device device)
    {
        await using var app = await GroupsApp.StartAsync(settings: "Demo:Enabled=true");
        foreach (var part in (string[])["worker", "peer", "participant"])
        {
            await using var window = await chromium.OpenAsync(app, device);
            await window.GoAsync("/");
            await window.ShouldBeAccessibleAsync();
            await window.StepIntoAsync(part);
            (await window.Page.Locator("h1").CountAsync()).ShouldBe(1);
            await window.ShouldBeAccessibleAsync();
        }
    }

    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task Every_part_of_the_style_guide_is_accessible(Device device)
    {
        await using var app = await GroupsApp.StartAsync(settings: "Demo:Enabled=true");
        foreach (var scheme in (Microsoft.Playwright.ColorScheme[])[Microsoft.Playwright.ColorScheme.Light, Microsoft.Playwright.ColorScheme.Dark])
        {
            await using var window = await chromium.OpenAsync(app, device, scheme: scheme);
            await window.GoAsync("/styleguide");
            await window.ShouldBeAccessibleAsync();
        }
    }
}
