using Groups.Domain.Handover;

namespace Groups.Web.Hosting;

/// <summary>The section <c>Handover</c>: every number that signals, readiness and offers of help count with.</summary>
internal static class HandoverSettings
{
    /// <summary>The numbers, and what is wrong with them, a sentence each that names the key.</summary>
    public static (HandoverNumbers Numbers, IReadOnlyList<string> Problems) Read(IConfiguration configuration)
    {
        var numbers = HandoverRanges.Read(configuration.GetSection("Handover").AsEnumerable(makePathsRelative: true).Where(pair => pair.Key.Length > 0), out var problems);
        return (numbers, problems);
    }
}
