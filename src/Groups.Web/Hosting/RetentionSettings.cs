using Groups.Domain.Rights;

namespace Groups.Web.Hosting;

/// <summary>The section <c>Retention</c>: for how long what is kept.</summary>
internal static class RetentionSettings
{
    /// <summary>The numbers, and what is wrong with them, a sentence each that names the key.</summary>
    public static (RetentionNumbers Numbers, IReadOnlyList<string> Problems) Read(IConfiguration configuration)
    {
        var numbers = RetentionNumbers.Read(configuration.GetSection("Retention").AsEnumerable(makePathsRelative: true).Where(pair => pair.Key.Length > 0), out var problems);
        return (numbers, problems);
    }
}
