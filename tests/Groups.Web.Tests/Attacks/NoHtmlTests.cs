using Groups.Testing;

namespace Groups.Web.Tests.Attacks;

/// <summary>What people typed is never taken as HTML.</summary>
public sealed class NoHtmlTests
{
    // An icon is drawn from a table of our own; a row of the register encodes the name and the note by itself, to be drawn once for all screens.
    private static readonly string[] Reviewed = ["Components/Shared/Icon.razor", "Components/Pages/Sessions/RegisterDrawing.cs"];

    [Fact]
    public void Only_reviewed_places_write_html_of_their_own()
    {
        var web = RepositoryRoot.PathOf("src/Groups.Web");
        var places = Directory.EnumerateFiles(web, "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
            .Select(f => (Path: Path.GetRelativePath(web, f).Replace('\\', '/'), Text: f))
            .Where(f => !f.Path.StartsWith("obj/", StringComparison.Ordinal) && !f.Path.StartsWith("bin/", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f.Text) is var text && (text.Contains("MarkupString", StringComparison.Ordinal) || text.Contains("AddMarkupContent", StringComparison.Ordinal) || text.Contains("Html.Raw", StringComparison.Ordinal)))
            .Select(f => f.Path);
        places.Order(StringComparer.Ordinal).ShouldBe(Reviewed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_one_script_makes_elements_of_text_and_that_is_a_copy_of_our_own_page()
    {
        var web = RepositoryRoot.PathOf("src/Groups.Web/wwwroot/js");
        string[] ways = [".innerHTML", "outerHTML =", "insertAdjacentHTML", "document.write", "eval(", "new Function", "DOMParser"];
        Directory.EnumerateFiles(web, "*.js", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file) is var text && ways.Any(way => text.Contains(way, StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(web, file).Replace('\\', '/')).ShouldBe(["register/shell.js"]);
    }
}
