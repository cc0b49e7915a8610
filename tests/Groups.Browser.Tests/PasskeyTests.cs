using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.Playwright;

namespace Groups.Browser.Tests;

/// <summary>Passkeys in a real browser, with a key that Chromium itself pretends to hold.</summary>
public sealed class PasskeyTests(Chromium chromium)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_passkey_signs_in_alone_or_as_a_second_step_and_once_removed_no_more()
    {
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web", $"urls=http://localhost:{FreePort.Next()}"]);
        var cathy = new Account("Cathy", "cathy@example.org", Post.Coordinator, null, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(cathy)), Stop);
        await using var window = await chromium.OpenAsync(app, Device.Desktop);
        var key = await window.Context.NewCDPSessionAsync(window.Page);
        await key.SendAsync("WebAuthn.enable");
        await key.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });

        await window.SignInAsync(app, cathy.Id);
        await window.GoAsync("/account");
        await window.Page.GetByLabel("What to call it").FillAsync("My laptop");
        await PressAsync(window, "Add a passkey");
        await window.Page.GetByText("The passkey was added").WaitForAsync();
        await LooksRightAsync(window);

        await SignOutAsync(window);
        await window.GoAsync("/sign-in");
        await LooksRightAsync(window);
        await PressAsync(window, "Use a passkey instead");
        await HelloAsync(window);

        await window.GoAsync("/account");
        await window.Page.GetByText("Rename or remove").ClickAsync();
        await window.Page.GetByLabel("Another name for My laptop").FillAsync("My desk");
        await PressAsync(window, "Rename");
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "My desk" }).WaitForAsync();
        await PressAsync(window, "Ask me for a passkey each time");
        await window.Page.GetByText("From now on you show a passkey").WaitForAsync();

        await SignOutAsync(window);
        var token = await app.Get<SignInLinks>().MakeForAsync(cathy.Id, NodaTime.Duration.FromMinutes(10), Stop);
        await window.GoAsync($"/sign-in/{token}");
        await LooksRightAsync(window);
        await PressAsync(window, "Sign in");
        await LooksRightAsync(window);
        await PressAsync(window, "Show my passkey");
        await HelloAsync(window);

        await window.GoAsync("/account");
        await window.Page.GetByText("Rename or remove").ClickAsync();
        await PressAsync(window, "Remove My desk");
        await window.Page.GetByText("The passkey was removed").WaitForAsync();
        await SignOutAsync(window);
        await window.GoAsync("/sign-in");
        await PressAsync(window, "Use a passkey instead");
        await window.Page.GetByText("That passkey does not work here").WaitForAsync();
        await window.GoAsync("/sign-in/code");
        await LooksRightAsync(window);
    }

    private static Task PressAsync(Window window, string button) => window.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static Task HelloAsync(Window window) => window.Page.GetByRole(AriaRole.Heading, new() { Name = "Hello" }).WaitForAsync();

    private static async Task SignOutAsync(Window window)
    {
        await window.Page.Locator("header details.menu summary").ClickAsync();
        await PressAsync(window, "Sign out");
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" }).WaitForAsync();
    }

    private static async Task LooksRightAsync(Window window)
    {
        foreach (var width in (int[])[390, 1280])
        {
            await window.Page.SetViewportSizeAsync(width, 900);
            await window.ShouldBeAccessibleAsync();
        }
    }
}
