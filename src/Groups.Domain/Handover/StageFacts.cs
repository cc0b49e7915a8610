using Groups.Domain.Data;
using Groups.Domain.Handover.Lists;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Handover.Votes;
using Microsoft.EntityFrameworkCore;
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

    /// <summary>Reads them in one query.</summary>
    /// <param name="db">The database.</param>
    /// <param name="groupId">The group; the caller has checked that the viewer may see it.</param>
    /// <param name="now">This moment.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<StageFacts> ReadAsync(GroupsDb db, Guid groupId, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var open = db.StageChanges.Where(c => c.GroupId == groupId && c.DoneAt == null && c.WithdrawnAt == null);
        var read = await db.Groups.AsNoTracking().AsSingleQuery().Where(g => g.Id == groupId).Select(g => new
        {
            HasBackup = g.Backup != null,
            ReviewOn = db.GroupAgreements.Where(a => a.GroupId == g.Id && a.AgreedAt != null).OrderByDescending(a => a.Version).Select(a => (LocalDate?)a.ReviewOn).FirstOrDefault(),
            Offered = db.DutyOffers.Where(o => o.GroupId == g.Id && o.Outcome != OfferOutcome.Withdrawn).Select(o => o.PersonId).Distinct().ToList(),
            Ticked = db.GroupSteps.Where(s => s.GroupId == g.Id && s.List == Stage.SelfRun).Select(s => s.Step).ToList(),
            Proposed = open.Select(c => (Stage?)c.To).FirstOrDefault(),
            Vote = db.Votes.Where(v => open.Any(c => c.Id == v.StageChangeId)).OrderByDescending(v => v.Number).FirstOrDefault(),
        }).FirstAsync(stop);
        return new StageFacts
        {
            AgreementReviewOn = read.ReviewOn,
            Offered = read.Offered.ToHashSet(),
            Ticked = read.Ticked.ToHashSet(StringComparer.Ordinal),
            HasBackup = read.HasBackup,
            Proposed = read.Proposed,
            Vote = read.Vote?.Standing(now) ?? VoteStanding.None,
        };
    }

    internal bool IsTicked(string key) => Ticked.Contains(key);

    internal string MoneyAndVenue() => (IsTicked(StageList.Money), IsTicked(StageList.Venue)) switch
    {
        (true, true) => "Both are ticked.",
        (true, false) => "Money is agreed. The venue is not yet.",
        (false, true) => "The venue is agreed. Money is not yet.",
        _ => "Nobody has said so yet. Talk about both at a session and tick them.",
    };
}
