using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Web.Tests.Privacy;

/// <summary>Reads pages as one browser sees them: whatever is linked, and whatever an address could be made up for.</summary>
internal sealed partial class Crawler(HttpClient browser)
{
    private const int Most = 1500;

    /// <summary>Every answer, by its path.</summary>
    public Dictionary<string, (HttpStatusCode Status, string Body)> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>Opens these pages and whatever they link to; only what leaves the program or ends the sign-in is left out.</summary>
    public async Task FollowAsync(params IEnumerable<string> paths)
    {
        var waiting = new Queue<string>(paths);
        while (waiting.TryDequeue(out var path))
        {
            if (Seen.ContainsKey(path) || path.StartsWith("/exit", StringComparison.Ordinal))
            {
                continue;
            }

            using var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Seen[path] = (answer.StatusCode, body);
            Seen.Count.ShouldBeLessThan(Most, "the pages do not come to an end");
            foreach (var link in Link().Matches(body).Select(m => WebUtility.HtmlDecode(m.Groups["path"].Value)))
            {
                waiting.Enqueue(link);
            }
        }
    }

    /// <summary>The address of every page the program has, with these ids in the place of each parameter, by the word before it.</summary>
    public static IEnumerable<string> AddressesOf(IServiceProvider services, IReadOnlyDictionary<string, IReadOnlyList<Guid>> ids)
    {
        var pages = services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null);
        foreach (var page in pages)
        {
            IEnumerable<string> paths = [""];
            var word = "";
            foreach (var part in page.RoutePattern.PathSegments.Select(s => s.Parts[0]))
            {
                var before = word;
                IReadOnlyList<string> values = part switch
                {
                    RoutePatternLiteralPart literal => [literal.Content],
                    _ when ids.TryGetValue(before, out var known) => [.. known.Select(k => k.ToString())],
                    _ => ["guess"],
                };
                word = part is RoutePatternLiteralPart named ? named.Content : word;
                paths = paths.SelectMany(path => values.Select(value => $"{path}/{value}")).ToList();
            }

            foreach (var path in paths)
            {
                yield return path.Length == 0 ? "/" : path;
            }
        }
    }

    [GeneratedRegex("""\shref="(?<path>/[^"#]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
