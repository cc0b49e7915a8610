using System.Text.Json;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Testing;
using Groups.Web.Hosting;

namespace Groups.Web.Tests.Sessions;

/// <summary>A client of <c>/hubs/register</c> under Node, signed in as an account or by a pass, or as nobody.</summary>
internal sealed class HubScreen : IAsyncDisposable
{
    private readonly ChildProcess _node;

    private HubScreen(ChildProcess node) => _node = node;

    public IReadOnlyList<JsonElement> Heard => [.. _node.Lines.Select(l => JsonDocument.Parse(l).RootElement)];

    /// <summary>All that was heard, as it came.</summary>
    public string Text => string.Join('\n', _node.Lines);

    public static async Task<HubScreen> OpenAsync(GroupsApp app, Guid? account, Guid session) =>
        await OpenAsync(app, account is { } id ? await app.CookieOfAsync(id) : "", session);

    public static async Task<HubScreen> OpenAsync(GroupsApp app, string cookie, Guid session)
    {
        var screen = new HubScreen(NodeTool.Start("register-hub.mjs", app.Address.ToString(), cookie, session.ToString()));
        await screen.HearAsync(said => Is(said, "Join") || Is(said, "shut out"));
        return screen;
    }

    /// <summary>Waits for something to be heard.</summary>
    public Task HearAsync(Func<JsonElement, bool> wanted, TimeSpan? within = null) =>
        Wait.UntilAsync(() => Task.FromResult(Heard.Any(wanted)), () => $"heard only {Text} {_node.Output}", within);

    public static bool Is(JsonElement said, string what) => said.GetProperty("what").GetString() == what;

    public static int? HeadcountOf(JsonElement said) =>
        said.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("headcount", out var count) && count.ValueKind == JsonValueKind.Number ? count.GetInt32() : null;

    public Task RecordAsync(params object[] facts) => _node.WriteLineAsync(JsonSerializer.Serialize(facts));

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    /// <summary>The cookie of somebody who stands in, let in by an account.</summary>
    public static async Task<(string Cookie, SessionPass Pass)> StandInAsync(GroupsApp app, Guid session, Guid madeBy)
    {
        var now = app.Clock.GetCurrentInstant();
        var pass = new SessionPass(session, PassKind.StandIn, $"{Guid.NewGuid():N}", null, "Mary", madeBy, now);
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.SessionPasses.Add(pass)));
        return (app.CookieOf(scheme => ViewerClaims.For(pass, scheme)), pass);
    }
}
