using Groups.Domain.Handover.Lists;
using Groups.Domain.Handover.Votes;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>What people said and wrote down that stages ask for, and no session shows: ids, dates and yes or no.</summary>
public sealed record StageFacts
{
    /// <summary>Nothing was written down.</summary>
    public static StageFacts None { get; } = new();

    /// <summary>When the agreement that the group said yes to is looked at again; null where it said yes to none.</summary>
    public LocalDate? AgreementReviewOn { get; init; }

    /// <summary>Peers who offered to do something and did not take it back.</summary>
    public IReadOnlySet<Guid> Offered { get; init; } = new HashSet<Guid>();

    /// <summary>The keys ticked in the list of <see cref="Stage.SelfRun"/>.</summary>
    public IReadOnlySet<string> Ticked { get; init; } = new HashSet<string>();

    /// <summary>Somebody outside the group is named who stands by.</summary>
    public bool HasBackup { get; init; }

    /// <summary>The stage of the open proposal; null where nothing is proposed.</summary>
    public Stage? Proposed { get; init; }

    /// <summary>How the last vote on the open proposal stands.</summary>
    public VoteStanding Vote { get; init; }

    /// <summary>How the vote on entering this stage stands.</summary>
    public VoteStanding VoteOn(Stage to) => Proposed == to ? Vote : VoteStanding.None;

    internal bool IsTicked(string key) => Ticked.Contains(key);

    internal string MoneyAndVenue() => (IsTicked(StageList.Money), IsTicked(StageList.Venue)) switch
    {
        (true, true) => "Both are ticked.",
        (true, false) => "Money is agreed. The venue is not yet.",
        (false, true) => "The venue is agreed. Money is not yet.",
        _ => "Nobody has said so yet. Talk about both at a session and tick them.",
    };
}
