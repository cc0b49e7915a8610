using System.Text.RegularExpressions;
using Groups.Web.Tests.Permissions;

namespace Groups.Web.Tests.Attacks;

/// <summary>Whoever may not see something is answered exactly as if it were not there, by about as much work.</summary>
public sealed partial class MissingOrForbiddenTests(PermissionWorld world) : IClassFixture<PermissionWorld>
{
    // Each belongs to another group, has another role, or came by a pass.
    private static readonly string[] Strangers =
    [
        "nobody", "a worker of another group", "the coordinator", "a peer without a duty", "who holds SetUp", "the stand-in pass of the group that runs itself",
    ];

    // What is there is looked up by its id, to learn which group it is of: a row or two by a key, and nothing that grows with what is in it.
    private const int LooksUp = 2;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_status_the_headers_the_words_and_about_the_work_are_the_same_for_every_address_and_role()
    {
        var (compared, differences) = (0, new List<string>());
        foreach (var viewer in Strangers.Select(world.Viewer))
        {
            using var browser = PermissionCrawl.Browser(world, viewer);
            foreach (var (there, missing) in Pairs(viewer))
            {
                var forbidden = await AskAsync(browser, there);
                if (forbidden.Answer.StartsWith("200", StringComparison.Ordinal))
                {
                    continue;
                }

                var unknown = await AskAsync(browser, missing);
                compared++;
                if (forbidden.Answer != unknown.Answer)
                {
                    differences.Add($"{viewer} can tell {there} from what is missing");
                }

                if (forbidden.Queries - unknown.Queries is < 0 or > LooksUp)
                {
                    differences.Add($"{viewer} at {there}: {forbidden.Queries} queries, {unknown.Queries} for what is missing");
                }
            }
        }

        PermissionMatrixTests.ShouldBeAsTheTableSays(differences);
        compared.ShouldBeGreaterThan(250);
    }

    private List<(string There, string Missing)> Pairs(PermissionViewer viewer)
    {
        var group = world.Groups[0];
        Guid[] real = [group.Group.Id, group.Today.Id, group.Expected.Id, group.Listed.Id, group.WalkIn];
        return [.. new PermissionRoutes(world).For(viewer).Where(a => real.Any(id => a.Contains(id.ToString(), StringComparison.Ordinal)) && !Others(a))
            .Select(a => (a, Id().Replace(a, id => Invented(id.Value))))];

        bool Others(string address) => world.Groups.Skip(1).Any(g => ((Guid[])[g.Group.Id, g.Today.Id, g.LastWeek.Id, g.NextWeek.Id, g.Expected.Id, g.Listed.Id, g.WalkIn]).Any(id => address.Contains(id.ToString(), StringComparison.Ordinal)));
    }

    private static string Invented(string id) => string.Concat(id[..^4], id[^4..] == "0000" ? "0001" : "0000");

    private async Task<(string Answer, int Queries)> AskAsync(HttpClient browser, string address)
    {
        world.Queries.Queries.Clear();
        using var answer = await browser.GetAsync(address, Stop);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not "Date").OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
        var text = $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{await answer.Content.ReadAsStringAsync(Stop)}";
        return (Id().Replace(Varying().Replace(text, ""), "an id"), world.Queries.Queries.Count);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.None, 1000)]
    private static partial Regex Id();

    [GeneratedRegex("<!--.*?-->|groups\\.form=[^;]*|name=\"__RequestVerificationToken\" value=\"[^\"]*\"", RegexOptions.Singleline, 1000)]
    private static partial Regex Varying();
}
