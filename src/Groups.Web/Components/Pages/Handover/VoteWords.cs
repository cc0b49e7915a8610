using Groups.Domain.Handover;
using Groups.Domain.Handover.Votes;

namespace Groups.Web.Components.Pages.Handover;

/// <summary>A vote in words. Nothing here can say a count before the vote is closed.</summary>
internal static class VoteWords
{
    /// <summary>What the board says of the vote on its open proposal.</summary>
    public static string OnTheBoard(BoardProposal open) => open.Vote switch
    {
        VoteStanding.Open => "A vote is open. Its counts are shown when it is closed.",
        VoteStanding.Carried => "The group voted, and said yes.",
        VoteStanding.TooFew => "Too few voted for it to count. Talk about it and ask again.",
        VoteStanding.NotCarried => "The group voted, and would rather not just now.",
        _ => open.To == Stage.SelfRun ? "A group runs itself only after it voted for that." : "You can also ask the group, by show of hands or secretly.",
    };

    /// <summary>How a vote went.</summary>
    public static string Title(VoteStanding standing) => standing switch
    {
        VoteStanding.Carried => "The group said yes",
        VoteStanding.NotCarried => "The group would rather not just now",
        VoteStanding.TooFew => "Too few voted for it to count",
        _ => "A vote is open",
    };

    /// <summary>The counts in words; null where they may not be shown.</summary>
    public static string? InWords(VoteCounts? counts) => counts is null ? null : $"{counts.Yes} yes, {counts.No} no, {counts.DontMind} \"I don't mind\".";
}
