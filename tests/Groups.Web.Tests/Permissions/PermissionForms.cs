using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Groups.Testing;

namespace Groups.Web.Tests.Permissions;

/// <summary>A form as a page showed it to somebody who may send it.</summary>
/// <param name="Handler">Its name; the address it posts to where it has none.</param>
/// <param name="To">Where it posts to.</param>
/// <param name="Fields">What it sends, with its first button pressed.</param>
internal sealed record PermissionForm(string Handler, string To, Dictionary<string, string> Fields)
{
    public const string TokenField = "__RequestVerificationToken";
}

/// <summary>Reads forms out of pages, sends them as somebody else, and says what changed.</summary>
internal static partial class PermissionForms
{
    /// <summary>The forms of a page that change something: those that sign out or choose a language are everybody's own.</summary>
    public static IEnumerable<PermissionForm> Of(string page, string address)
    {
        foreach (var form in Form().Matches(page).Select(m => m.Value).Where(f => f.Contains("method=\"post\"", StringComparison.OrdinalIgnoreCase)))
        {
            var fields = Forms.FieldsOf(form, "<form");
            if (Button().Match(form) is { Success: true } button)
            {
                fields[button.Groups["name"].Value] = System.Net.WebUtility.HtmlDecode(button.Groups["value"].Value);
            }

            var to = Action().Match(form) is { Success: true } action && action.Groups["to"].Value.StartsWith('/') ? System.Net.WebUtility.HtmlDecode(action.Groups["to"].Value) : address;
            if (to is not ("/sign-out" or "/sign-in/use"))
            {
                yield return new(fields.GetValueOrDefault("_handler", to), to, fields);
            }
        }
    }

    /// <summary>Every form that was shown to one of these viewers, once each, with who was shown it.</summary>
    public static List<(PermissionViewer Viewer, string Address, PermissionForm Form)> Shown(PermissionCrawl crawl, IEnumerable<string> names) =>
        [.. (from name in names
             from seen in crawl.Seen
             where seen.Key.Viewer.Name == name && seen.Value.Status == System.Net.HttpStatusCode.OK
             from form in Of(seen.Value.Body, seen.Key.Address)
             select (seen.Key.Viewer, seen.Key.Address, Form: form)).DistinctBy(f => (f.Address, f.Form.Handler))];

    /// <summary>A token for forms that counts as this viewer's own, and the cookie that goes with it.</summary>
    public static async Task<(string Token, string Cookie)> TokenAsync(HttpClient browser, string page, CancellationToken stop)
    {
        using var answer = await browser.GetAsync(page, stop);
        var cookie = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.First(c => c.StartsWith("groups.form=", StringComparison.Ordinal)).Split(';')[0] : "";
        return (Forms.HiddenValue(await answer.Content.ReadAsStringAsync(stop), PermissionForm.TokenField), cookie);
    }

    /// <summary>Every table with how many rows it has and a digest of what stands in them.</summary>
    public static Task<Dictionary<string, string>> TablesAsync(PermissionWorld world, CancellationToken stop) => TablesAsync(world.App.Database, stop);

    /// <inheritdoc cref="TablesAsync(PermissionWorld, CancellationToken)"/>
    public static async Task<Dictionary<string, string>> TablesAsync(TestDatabase database, CancellationToken stop) =>
        (await TableDump.OfAsync(database, stop)).ToDictionary(t => t.Key, t => $"{t.Value.Count(c => c == '\n')} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(t.Value)))}");

    /// <summary>Every table with all that stands in it, a line for each row.</summary>
    public static Task<Dictionary<string, string>> WordsAsync(PermissionWorld world, CancellationToken stop) => TableDump.OfAsync(world.App.Database, stop);

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline, 2000)]
    private static partial Regex Form();

    [GeneratedRegex("^<form\\b[^>]*\\saction=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();

    [GeneratedRegex("<button\\b(?=[^>]*\\sname=\"(?<name>[^\"]*)\")(?=[^>]*\\svalue=\"(?<value>[^\"]*)\")[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Button();
}
