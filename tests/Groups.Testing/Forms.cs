using System.Net;
using System.Text.RegularExpressions;

namespace Groups.Testing;

/// <summary>Reads hidden form fields out of a page, as a browser without scripts would send them.</summary>
public static partial class Forms
{
    /// <summary>The value of the first hidden field of this name after <paramref name="from"/>.</summary>
    public static string HiddenValue(string page, string name, int from = 0)
    {
        foreach (Match input in InputTag().Matches(page[from..]))
        {
            if (Attribute(input.Value, "name") == name)
            {
                return Attribute(input.Value, "value") ?? "";
            }
        }

        throw new InvalidOperationException($"The page has no field named {name}.");
    }

    /// <summary>The page without the form tokens, the sealed state of live parts and the marks of styles: they are random letters, in which any short name turns up one day.</summary>
    public static string WithoutTokens(string page) =>
        InputTag().Replace(StyleMark().Replace(SealedState().Replace(page, ""), ""), input => Attribute(input.Value, "name") == "__RequestVerificationToken" ? "" : input.Value);

    /// <summary>Every named input, select and textarea default of the form whose markup contains <paramref name="marker"/>, ready to change and post.</summary>
    public static Dictionary<string, string> FieldsOf(string page, string marker)
    {
        var form = FormTag().Matches(page).Select(m => m.Value).FirstOrDefault(f => f.Contains(marker, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"The page has no form with {marker}.");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match input in InputTag().Matches(form))
        {
            var (name, type) = (Attribute(input.Value, "name"), Attribute(input.Value, "type"));
            if (name is not null && type is not "submit" && (type is not ("checkbox" or "radio") || input.Value.Contains(" checked", StringComparison.Ordinal)))
            {
                fields[name] = Attribute(input.Value, "value") ?? (type is "checkbox" ? "on" : "");
            }
        }

        foreach (Match select in SelectTag().Matches(form))
        {
            var chosen = OptionTag().Matches(select.Value).Select(o => o.Value).FirstOrDefault(o => o.Contains(" selected", StringComparison.Ordinal));
            fields[Attribute(select.Value, "name") ?? ""] = chosen is null ? "" : Attribute(chosen, "value") ?? "";
        }

        foreach (Match area in TextareaTag().Matches(form))
        {
            fields[Attribute(area.Value, "name") ?? ""] = WebUtility.HtmlDecode(area.Groups["text"].Value).TrimStart('\n');
        }

        return fields;
    }

    private static string? Attribute(string tag, string name)
    {
        var match = Regex.Match(tag, $"\\s{Regex.Escape(name)}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        return match.Success ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;
    }

    [GeneratedRegex("<!--Blazor.*?-->", RegexOptions.Singleline, 1000)]
    private static partial Regex SealedState();

    [GeneratedRegex(@"\sb-[a-z0-9]{10}(?=[\s>])", RegexOptions.None, 1000)]
    private static partial Regex StyleMark();

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex InputTag();

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormTag();

    [GeneratedRegex("<select\\b.*?</select>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SelectTag();

    [GeneratedRegex("<option\\b[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex OptionTag();

    [GeneratedRegex("<textarea\\b[^>]*>(?<text>.*?)</textarea>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TextareaTag();
}
