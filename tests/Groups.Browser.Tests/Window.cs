using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Groups.Testing;
using Microsoft.Playwright;

namespace Groups.Browser.Tests;

/// <summary>A browser window of one person. An error in its console fails the test that closes it.</summary>
public sealed class Window : IAsyncDisposable
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    private static readonly string[] LostServer = ["Failed to complete negotiation", "Failed to fetch", "WebSocket closed with status code: 1006"];

    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    internal Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !MayLoseTheServer && !message.Text.Contains("404 (Not Found)", StringComparison.Ordinal))
            {
                _errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) =>
        {
            if (!MayLoseTheServer || !LostServer.Any(words => error.Contains(words, StringComparison.Ordinal)))
            {
                _errors.Add(error);
            }
        };
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>The test takes the server or the signal away: what the browser says of that on its console is no failure.</summary>
    public bool MayLoseTheServer { get; init; }

    public Task GoAsync(string path) => Page.GotoAsync(path);

    /// <summary>Waits until the address holds this and the page is there. Playwright's own wait for an address may wait for a load that never comes where Blazor changes the page in place.</summary>
    public Task ArriveAsync(string part) => Wait.UntilAsync(
        async () =>
        {
            try
            {
                return Page.Url.Contains(part, StringComparison.Ordinal) && await Page.EvaluateAsync<bool>("() => document.readyState === 'complete'");
            }
            catch (PlaywrightException going) when (going.Message.Contains("Execution context was destroyed", StringComparison.Ordinal))
            {
                return false;
            }
        },
        $"the page goes to {part}");

    /// <summary>What the page asks for under such an address comes only when the answer is set.</summary>
    public async Task<TaskCompletionSource> HoldAsync(string address)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Page.RouteAsync($"**{address}*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        return held;
    }

    /// <summary>Steps into a part of the demo.</summary>
    public async Task StepIntoAsync(string part)
    {
        await GoAsync("/");
        await Page.Locator($"form[action='/demo/enter/{part}'] button").ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Name = "Hello" }).WaitForAsync();
    }

    /// <summary>Signs in by a real one-time link.</summary>
    public Task SignInAsync(GroupsApp app, Guid account) => SignInAsync(app.Get<Domain.Accounts.SignInLinks>(), account);

    /// <inheritdoc cref="SignInAsync(GroupsApp, Guid)"/>
    public async Task SignInAsync(Domain.Accounts.SignInLinks links, Guid account)
    {
        var token = await links.MakeForAsync(account, NodaTime.Duration.FromMinutes(10));
        await GoAsync($"/sign-in/{token}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Name = "Hello" }).WaitForAsync();
    }

    /// <summary>No violation of WCAG 2.2 AA, and nothing wider than the screen.</summary>
    public async Task ShouldBeAccessibleAsync()
    {
        await Page.WaitForLoadStateAsync(); // before its styles are there a page is of no size
        var result = await Page.RunAxe(Rules);
        result.Violations.Select(v => $"{v.Id} on {Page.Url}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}").ShouldBeEmpty();
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{Page.Url} scrolls sideways");
    }

    /// <summary>A picture for the README: renewed in docs/images when GROUPS_PICTURES is 1, else left below artifacts.</summary>
    public Task PictureAsync(string name)
    {
        var folder = Environment.GetEnvironmentVariable("GROUPS_PICTURES") == "1" ? "docs/images" : "artifacts/images";
        return Page.ScreenshotAsync(new() { Path = RepositoryRoot.PathOf($"{folder}/{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _errors.ShouldBeEmpty();
    }
}
