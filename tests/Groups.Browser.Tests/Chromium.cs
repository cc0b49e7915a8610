using Groups.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Groups.Browser.Tests.Chromium))]

namespace Groups.Browser.Tests;

/// <summary>One headless Chromium for all browser tests; every test opens windows of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly float Patience = (float)Wait.Patience.TotalMilliseconds;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Sentinel.IsEverywhere = true;
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Tool.Chromium, Args = Flags });
    }

    /// <summary>A window with cookies of its own.</summary>
    public Task<Window> OpenAsync(GroupsApp app, Device device = Device.Phone, bool scripts = true, ColorScheme scheme = ColorScheme.Light) =>
        OpenAsync(app.Address, device, scripts, scheme);

    /// <summary>A window with cookies of its own.</summary>
    public async Task<Window> OpenAsync(Uri address, Device device = Device.Phone, bool scripts = true, ColorScheme scheme = ColorScheme.Light, bool mayLoseTheServer = false)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = device == Device.Phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 900 },
            JavaScriptEnabled = scripts,
            ColorScheme = scheme,
            Locale = "en-GB",
            TimezoneId = "Europe/London",
        });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        return new Window(context, page) { MayLoseTheServer = mayLoseTheServer };
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

/// <summary>The sizes every page is looked at.</summary>
public enum Device
{
    Phone,
    Desktop,
}
