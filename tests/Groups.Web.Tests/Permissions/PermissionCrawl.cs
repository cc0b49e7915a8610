using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;

namespace Groups.Web.Tests.Permissions;

/// <summary>Asks as one viewer for every address, and for whatever more of them the answers link to: other ways to look at the same page.</summary>
internal sealed partial class PermissionCrawl(PermissionWorld world, PermissionFinds finds)
{
    private const int Most = 900;

    /// <summary>What was found where, a sentence's parts each.</summary>
    public ConcurrentBag<(PermissionViewer Viewer, PermissionGroup Group, string What, string Address)> Found { get; } = [];

    /// <summary>What went wrong, a sentence each.</summary>
    public ConcurrentBag<string> Broken { get; } = [];

    /// <summary>Every page that opened, by viewer and address, for those who want to post its forms.</summary>
    public ConcurrentDictionary<(PermissionViewer Viewer, string Address), (HttpStatusCode Status, string Body)> Seen { get; } = [];

    public async Task AskAsync(PermissionViewer viewer, IEnumerable<string> addresses, bool follow = true, CancellationToken stop = default)
    {
        using var browser = Browser(world, viewer);
        var waiting = new Queue<string>(addresses);
        HashSet<string> asked = new(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var address))
        {
            if (!asked.Add(address))
            {
                continue;
            }

            using var answer = await browser.GetAsync(address, stop);
            var body = await answer.Content.ReadAsStringAsync(stop);
            Seen[(viewer, address)] = (answer.StatusCode, body);
            foreach (var (group, what) in finds.In($"{answer.Headers}\n{body}"))
            {
                Found.Add((viewer, group, what, Named(address)));
            }

            if ((int)answer.StatusCode >= 500)
            {
                Broken.Add($"{Named(address)} breaks for {viewer}.");
            }

            if (follow && asked.Count < Most && answer.StatusCode == HttpStatusCode.OK)
            {
                foreach (var link in Link().Matches(body).Select(m => WebUtility.HtmlDecode(m.Groups["path"].Value)).Where(IsOwn))
                {
                    waiting.Enqueue(link);
                }
            }
        }
    }

    /// <summary>A browser that sends this viewer's cookie and keeps no other.</summary>
    public static HttpClient Browser(PermissionWorld world, PermissionViewer viewer)
    {
        var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = world.App.Address };
        if (viewer.Cookie.Length > 0)
        {
            browser.DefaultRequestHeaders.Add("Cookie", viewer.Cookie);
        }

        return browser;
    }

    /// <summary>An address with what its ids stand for in their place.</summary>
    public string Named(string address)
    {
        foreach (var group in world.Groups)
        {
            foreach (var (id, name) in ((Guid, string)[])[(group.Group.Id, "group"), (group.Today.Id, "today"), (group.LastWeek.Id, "last week"), (group.NextWeek.Id, "next week"), (group.Expected.Id, "person"), (group.WalkIn, "walk-in")])
            {
                address = address.Replace(id.ToString(), $"{{{name}}}", StringComparison.Ordinal).Replace(id.ToString("N"), $"{{{name}}}", StringComparison.Ordinal);
            }
        }

        foreach (var token in world.Viewers.SelectMany(v => v.Tokens.Values).Concat(world.Groups.SelectMany(g => new[] { g.Token, g.EmailsEnd })))
        {
            address = address.Replace(token, "{token}", StringComparison.Ordinal);
        }

        return Id().Replace(address, "{id}");
    }

    private static bool IsOwn(string link) => !link.StartsWith("/exit", StringComparison.Ordinal) && link.Contains('?', StringComparison.Ordinal) && !link.StartsWith("//", StringComparison.Ordinal) && !File().IsMatch(link);

    [GeneratedRegex("""<a\b[^>]*\shref="(?<path>/[^"#]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\.(css|js|svg|png|webmanifest)(\?|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex File();

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
