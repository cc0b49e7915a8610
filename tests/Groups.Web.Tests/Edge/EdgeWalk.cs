using System.Net;
using Groups.Web.Tests.Permissions;

namespace Groups.Web.Tests.Edge;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Viewer">Who asked.</param>
/// <param name="Address">For what.</param>
/// <param name="Status">The status.</param>
/// <param name="Headers">All headers, by name.</param>
/// <param name="Body">The text.</param>
internal sealed record EdgeAnswer(PermissionViewer Viewer, string Address, HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string this[string header] => Headers.GetValueOrDefault(header, "");

    public bool IsPage => this["Content-Type"].StartsWith("text/html", StringComparison.Ordinal);

    public override string ToString() => $"{(int)Status} for {Viewer} at {Address}";
}

/// <summary>Every address of the program asked for once by everybody whose pages differ, under a forged host. One walk for all that has to hold everywhere.</summary>
public sealed class EdgeWalk : IAsyncLifetime
{
    /// <summary>The host that every request names.</summary>
    public const string ForgedHost = "evil.example";

    private static readonly string[] Names =
    [
        "nobody", "the worker", "the coordinator", "who holds Lead", "a participant", "the stand-in pass of the group with its worker", "the door pass of the group with its worker", "the kiosk pass of the group with its worker",
    ];

    internal PermissionWorld World { get; } = new();

    internal IReadOnlyList<EdgeAnswer> Answers { get; private set; } = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await World.InitializeAsync();
        var routes = new PermissionRoutes(World);
        var answers = await Task.WhenAll(Names.Select(name => AskAsync(World.Viewer(name), routes)));
        Answers = [.. answers.SelectMany(a => a)];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => World.DisposeAsync();

    private async Task<List<EdgeAnswer>> AskAsync(PermissionViewer viewer, PermissionRoutes routes)
    {
        using var browser = PermissionCrawl.Browser(World, viewer);
        List<EdgeAnswer> answers = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var address in routes.For(viewer).Append("/nowhere"))
        {
            // One of each sort of thing is enough here: which group it is makes no other page.
            if (viewer.Only is null && viewer.Tokens.Count == 0 && !World.Groups.Skip(1).All(g => !Holds(address, g)))
            {
                continue;
            }

            answers.Add(await AskAsync(browser, viewer, address));
        }

        return answers;
    }

    private static bool Holds(string address, PermissionGroup group) =>
        ((Guid[])[group.Group.Id, group.Today.Id, group.LastWeek.Id, group.NextWeek.Id, group.Expected.Id, group.Listed.Id, group.WalkIn]).Any(id => address.Contains(id.ToString(), StringComparison.Ordinal));

    internal static async Task<EdgeAnswer> AskAsync(HttpClient browser, PermissionViewer viewer, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = ForgedHost } };
        using var answer = await browser.SendAsync(request);
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join("; ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new(viewer, address, answer.StatusCode, headers, await answer.Content.ReadAsStringAsync());
    }
}
