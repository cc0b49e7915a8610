using System.Net;
using System.Text.RegularExpressions;
using Groups.Domain.Accounts;
using Groups.Testing;
using Groups.Web.Tests.Permissions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Attacks;

/// <summary>Every form of the program, sent by whoever may send it with what no form asks for: scripts in each text field, and fields that no page shows.</summary>
public sealed partial class HostileFormsTests(PermissionWorld world) : IClassFixture<PermissionWorld>
{
    private const string Evil = "zqevil";
    private static readonly Guid EvilId = Guid.Parse("e7111e71-11e7-411e-9111-e7111e7111e7");

    private static readonly string[] Texts =
    [
        $"<script>alert('{Evil}')</script>", $"\"><img src=x onerror=alert('{Evil}')>", $"'><svg/onload=alert(`{Evil}`)>", $"=HYPERLINK(\"https://evil.example\";\"{Evil}\")", $"{{{{{Evil}}}}}</title></textarea><b>",
        $"\u202E{Evil}\u202C", // these are taken where there is room for them
        $"{Evil}\0{Evil}", $"{Evil}\uD800", $"{Evil}\r\nX-Evil: 1", new string('x', 10_000),
    ];

    private const int Takeable = 6;

    // What a form might be tempted to bind, as a name of its own and below the name of each model.
    private static readonly string[] Fields =
    [
        "Id", "GroupId", "PersonId", "AccountId", "SessionId", "OrganisationId", "Post", "Role", "Stage", "EndedAt", "IsWorker", "Viewer", "CreatedAt", "Token", "TokenHash", "Version", "Worker", "Duty", "Duties", "Until", "Sensitive", "SelfRunSince",
    ];

    private static readonly string[] Senders =
    [
        "the worker", "a worker of another group", "the coordinator", "who holds Lead", "who holds ContactList", "who holds Scheduling", "a participant", "a participant of another group",
        "the door pass of the group with its worker", "the kiosk pass of the group with its worker", "the stand-in pass of the group with its worker", "nobody",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_sent_in_every_field_of_every_form_is_words_and_what_nobody_asked_for_is_left_out()
    {
        var routes = new PermissionRoutes(world);
        var crawl = new PermissionCrawl(world, new([]));
        await Parallel.ForEachAsync(Senders, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Stop }, async (name, stop) =>
            await crawl.AskAsync(world.Viewer(name), routes.For(world.Viewer(name)), follow: false, stop));
        var tokens = new Dictionary<string, (string Token, string Cookie)>(StringComparer.Ordinal);
        foreach (var viewer in Senders.Select(world.Viewer))
        {
            using var browser = PermissionCrawl.Browser(world, viewer);
            if (crawl.Seen.Where(s => s.Key.Viewer == viewer && s.Value.Status == HttpStatusCode.OK && s.Value.Body.Contains(PermissionForm.TokenField, StringComparison.Ordinal)).Select(s => s.Key.Address).FirstOrDefault() is { } page)
            {
                tokens[viewer.Name] = await PermissionForms.TokenAsync(browser, page, Stop);
            }
        }

        var posts = await PostsAsync();
        List<string> differences = [];
        var (sent, taken, text) = (0, 0, 0);
        foreach (var name in Senders)
        {
            var viewer = world.Viewer(name);
            using var browser = PermissionCrawl.Browser(world, viewer);
            // Forms of one's own account may end the very sign-in they are sent with; the tests of signing in send those.
            var forms = PermissionForms.Shown(crawl, [name]).Where(f => !f.Address.StartsWith("/account", StringComparison.Ordinal))
                .OrderByDescending(f => f.Form.Fields.Count).ThenBy(f => f.Address, StringComparer.Ordinal).DistinctBy(f => (f.Form.Handler, Kind(f.Address))).ToList();
            if (forms.Count == 0)
            {
                continue;
            }

            var (token, cookie) = tokens[name];
            browser.DefaultRequestHeaders.Remove("Cookie");
            browser.DefaultRequestHeaders.Add("Cookie", string.Join("; ", new[] { viewer.Cookie, cookie }.Where(c => c.Length > 0)));
            foreach (var (_, address, form) in forms)
            {
                for (var time = 0; time < 2; time++)
                {
                    var fields = Hostile(form, token, inWordsOnly: time == 0, ref text);
                    using var answer = await browser.PostAsync(form.To, new FormUrlEncodedContent(fields), Stop);
                    sent++;
                    taken += answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.OK ? 1 : 0;
                    if ((int)answer.StatusCode >= 500 || answer.Headers.Contains("X-Evil"))
                    {
                        differences.Add($"{viewer} sends {crawl.Named(form.Handler)} of {crawl.Named(address)} and is answered {(int)answer.StatusCode}: {string.Join(" & ", fields.Where(f => f.Value.Length > 0 && Texts.Contains(f.Value)).Select(f => $"{f.Key}={f.Value[..Math.Min(30, f.Value.Length)]}"))}");
                    }
                    else if (answer.Headers.Location?.OriginalString.Contains(Evil, StringComparison.Ordinal) == true)
                    {
                        differences.Add($"{crawl.Named(form.Handler)} puts what was typed into an address");
                    }
                    else
                    {
                        differences.AddRange(Runs(await answer.Content.ReadAsStringAsync(Stop)).Select(found => $"{crawl.Named(address)} answers {found}"));
                    }
                }
            }
        }

        sent.ShouldBeGreaterThan(150);
        taken.ShouldBeGreaterThan(80);
        differences.AddRange(await AdoptedAsync(posts));
        differences.AddRange(await ShownAsync(routes));
        PermissionMatrixTests.ShouldBeAsTheTableSays(differences);
    }

    [Fact]
    public async Task Whatever_stands_in_a_query_breaks_no_page_and_runs_on_none()
    {
        var routes = new PermissionRoutes(world);
        List<string> differences = [];
        string[] values = ["<script>alert('zqevil')</script>", "\"><img src=x onerror=zqevil>", "//evil.example", "\r\nX-Evil: 1", "\0", "-1", "99999999999999999999", "'", "2026-02-31", "e7111e71-11e7-411e-9111-e7111e7111e7", "en-GB;drop"];
        foreach (var viewer in ((string[])["the worker", "a participant", "nobody", "the door pass of the group with its worker"]).Select(world.Viewer))
        {
            using var browser = PermissionCrawl.Browser(world, viewer);
            foreach (var page in routes.Asked.Where(PermissionRoutes.IsPage))
            {
                var names = page.Metadata.GetMetadata<ComponentTypeMetadata>()!.Type.GetProperties(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
                    .Select(p => (p.Name, Query: p.GetCustomAttributes(typeof(SupplyParameterFromQueryAttribute), true).OfType<SupplyParameterFromQueryAttribute>().FirstOrDefault())).Where(p => p.Query is not null).Select(p => p.Query!.Name ?? p.Name).ToList();
                if (names.Count == 0 || routes.Fill(page, viewer).FirstOrDefault() is not { } address)
                {
                    continue;
                }

                foreach (var value in viewer.Name == "the worker" ? values : values[..3])
                {
                    var query = string.Join('&', names.Select(n => $"{n}={Uri.EscapeDataString(value)}"));
                    using var answer = await browser.GetAsync($"{address}?{query}", Stop);
                    var body = await answer.Content.ReadAsStringAsync(Stop);
                    if ((int)answer.StatusCode >= 500 || answer.Headers.Contains("X-Evil"))
                    {
                        differences.Add($"{viewer} is answered {(int)answer.StatusCode} at {page.RoutePattern.RawText}?{string.Join(',', names)} for {value}");
                    }

                    differences.AddRange(Runs(body).Select(found => $"{page.RoutePattern.RawText} answers {found}"));
                }
            }
        }

        PermissionMatrixTests.ShouldBeAsTheTableSays(differences);
    }

    private static Dictionary<string, string> Hostile(PermissionForm form, string token, bool inWordsOnly, ref int text)
    {
        var fields = new Dictionary<string, string>(form.Fields, StringComparer.Ordinal);
        foreach (var (name, value) in form.Fields)
        {
            if (name is "_handler" or PermissionForm.TokenField || Guid.TryParse(value, out _) || bool.TryParse(value, out _) || IsChoice(name, value))
            {
                continue;
            }

            // First only where words belong, so that forms are taken; then everywhere.
            if (!inWordsOnly || !Shaped().IsMatch(name))
            {
                fields[name] = Texts[text++ % (inWordsOnly ? Takeable : Texts.Length)];
            }
        }

        foreach (var start in form.Fields.Keys.Select(k => k.Contains('.', StringComparison.Ordinal) ? k[..(k.IndexOf('.', StringComparison.Ordinal) + 1)] : "").Append("").Append("Input.").Distinct().ToList())
        {
            foreach (var extra in Fields)
            {
                fields.TryAdd(start + extra, extra switch
                {
                    "Post" or "Role" => nameof(Post.Coordinator),
                    "Stage" => "SelfRun",
                    "EndedAt" or "CreatedAt" or "Until" or "SelfRunSince" => "2020-01-01T00:00:00Z",
                    "Token" or "TokenHash" => Evil,
                    "IsWorker" or "Sensitive" => "true",
                    "Version" => "77",
                    "Duty" or "Duties" => "Lead",
                    _ => EvilId.ToString(),
                });
            }
        }

        fields[PermissionForm.TokenField] = token;
        return fields;
    }

    // A word of a list that the page offers; forging those is tried by the tests of each page.
    private static bool IsChoice(string name, string value) => value.Length > 0 && (name.EndsWith("Date", StringComparison.Ordinal) || char.IsUpper(value[0]) && value.All(char.IsLetter) && value.Length < 20 && !name.EndsWith("Name", StringComparison.Ordinal));

    private static string Kind(string address) => Guids().Replace(address, "id");

    private async Task<List<(Guid Id, Post Post, string Email)>> PostsAsync()
    {
        await using var db = world.App.Database.Open();
        return [.. (await db.Accounts.AsNoTracking().ToListAsync(Stop)).Select(a => (a.Id, a.Post, a.Email))];
    }

    /// <summary>What of the fields that nobody asked for was written.</summary>
    private async Task<IEnumerable<string>> AdoptedAsync(List<(Guid Id, Post Post, string Email)> before)
    {
        List<string> found = [];
        var after = await PostsAsync();
        found.AddRange(before.Where(b => !after.Contains(b)).Select(b => $"the account {b.Email} was changed"));
        found.AddRange(after.Where(a => a.Post == Post.Coordinator && !before.Contains(a)).Select(a => "somebody made themselves a coordinator"));
        foreach (var (table, words) in await PermissionForms.WordsAsync(world, Stop))
        {
            if (words.Contains(EvilId.ToString(), StringComparison.OrdinalIgnoreCase) || words.Contains(EvilId.ToString("N"), StringComparison.OrdinalIgnoreCase) || words.Contains($"|{Evil}|", StringComparison.Ordinal))
            {
                found.Add($"{table} holds an id that a form made up");
            }
        }

        return found;
    }

    /// <summary>What runs or breaks on the pages of everybody after all that.</summary>
    private async Task<IEnumerable<string>> ShownAsync(PermissionRoutes routes)
    {
        var after = new PermissionCrawl(world, new([]));
        foreach (var name in (string[])["the worker", "the coordinator", "who holds Lead", "a participant", "the kiosk pass of the group with its worker"])
        {
            await after.AskAsync(world.Viewer(name), routes.For(world.Viewer(name)), follow: false, Stop);
        }

        after.Seen.Values.Count(s => s.Body.Contains(Evil, StringComparison.Ordinal)).ShouldBeGreaterThan(3, "nothing of what was typed is shown, so nothing is proven");
        return [.. after.Broken, .. after.Seen.SelectMany(s => Runs(s.Value.Body).Select(found => $"{after.Named(s.Key.Address)} shows {found}"))];
    }

    private static IEnumerable<string> Runs(string page) => Running().Matches(page).Select(m => m.Value);

    [GeneratedRegex("""<script>alert.{0,20}|<img src=x.{0,20}|<svg/onload.{0,20}|</title></textarea><b>""", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Running();

    [GeneratedRegex("Mobile|Landline|Phone|Email|On$|Date|Day|Month|Year|From|Until|Before|After|Time|Start|Minutes|Hands|Count|Number|Yes|No$|Mind|Held|fact$|lang", RegexOptions.None, 1000)]
    private static partial Regex Shaped();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.None, 1000)]
    private static partial Regex Guids();
}
