using System.Net;
using System.Text.RegularExpressions;

namespace Groups.Web.Tests.Permissions;

/// <summary>What of each group stands in an answer.</summary>
internal sealed partial class PermissionFinds(IReadOnlyList<PermissionGroup> groups)
{
    private readonly List<(PermissionGroup Group, string What, string Sentinel)> _sentinels =
        [.. groups.SelectMany(g => g.Sentinels.Select(s => (g, s.What, s.Sentinel)))];

    public IEnumerable<(PermissionGroup Group, string What)> In(string answer)
    {
        var text = Uri.UnescapeDataString(WebUtility.HtmlDecode(answer));
        var digits = Between().Replace(text, "");
        foreach (var (group, what, sentinel) in _sentinels)
        {
            if ((char.IsAsciiDigit(sentinel[0]) ? digits : text).Contains(sentinel, StringComparison.OrdinalIgnoreCase))
            {
                yield return (group, what);
            }
        }
    }

    [GeneratedRegex(@"[\s().\-\u00a0\u202f\u2011]+", RegexOptions.None, 1000)]
    private static partial Regex Between();
}
