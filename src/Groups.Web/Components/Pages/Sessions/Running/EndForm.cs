using Groups.Domain.Attendance;

namespace Groups.Web.Components.Pages.Sessions.Running;

/// <summary>What the end of a session asks; all of it may be left out.</summary>
public sealed class EndForm
{
    public int? Headcount { get; set; }

    /// <summary>What stood in the box when the form was shown: left as it is, nothing is counted again.</summary>
    public int? HeadcountWas { get; set; }

    public Pulse? Pulse { get; set; }

    public string? Topics { get; set; }

    /// <summary>What stood in the box when the form was shown: left as it is, nobody else's words are overwritten.</summary>
    public string? TopicsWas { get; set; }

    internal EndOfSession Said() => new(
        Headcount == HeadcountWas ? null : Headcount,
        Pulse,
        Plain(Topics) == Plain(TopicsWas) ? null : Topics ?? "");

    private static string Plain(string? typed) => (typed ?? "").ReplaceLineEndings("\n").Trim();
}
