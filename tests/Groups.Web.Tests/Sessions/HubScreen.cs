using System.Net;
using System.Text.Json;
using Groups.Domain.Accounts;
using Groups.Testing;
using NodaTime;

namespace Groups.Web.Tests.Sessions;

/// <summary>A client of <c>/hubs/register</c> under Node, signed in as an account, or as nobody.</summary>
internal sealed class HubScreen : IAsyncDisposable
{
    private readonly ChildProcess _node;

    private HubScreen(ChildProcess node) => _node = node;

    public IReadOnlyList<JsonElement> Heard => [.. _node.Lines.Select(l => JsonDocument.Parse(l).RootElement)];

    public static async Task<HubScreen> OpenAsync(GroupsApp app, Guid? account, Guid session)
    {
        var cookie = account is { } id ? await CookieAsync(app, id) : "";
        var screen = new HubScreen(NodeTool.Start("register-hub.mjs", app.Address.ToString(), cookie, session.ToString()));
        await screen.HearAsync(_ => true);
        return screen;
    }

    /// <summary>Waits for something to be heard.</summary>
    public Task HearAsync(Func<JsonElement, bool> wanted, TimeSpan? within = null) =>
        Wait.UntilAsync(() => Task.FromResult(Heard.Any(wanted)), () => $"heard only {string.Join('\n', _node.Lines)} {_node.Output}", within);

    public static bool Is(JsonElement said, string what) => said.GetProperty("what").GetString() == what;

    public static int? HeadcountOf(JsonElement said) =>
        said.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("headcount", out var count) && count.ValueKind == JsonValueKind.Number ? count.GetInt32() : null;

    public Task RecordAsync(params object[] facts) => _node.WriteLineAsync(JsonSerializer.Serialize(facts));

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    private static async Task<string> CookieAsync(GroupsApp app, Guid account)
    {
        var jar = new CookieContainer();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = jar }) { BaseAddress = app.Address };
        var token = await app.Get<SignInLinks>().MakeForAsync(account, Duration.FromMinutes(10));
        var page = await browser.GetStringAsync($"sign-in/{token}");
        using var answer = await browser.PostAsync("sign-in/use", new FormUrlEncodedContent(
            [new("__RequestVerificationToken", Forms.HiddenValue(page, "__RequestVerificationToken")), new("token", token)]));
        return jar.GetCookieHeader(app.Address);
    }
}
