using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Votes;

/// <summary>The group is asked about an open proposal: by show of hands, or secretly, each alone.</summary>
public sealed class OpenVote(IDbContextFactory<GroupsDb> databases, HandoverNumbers numbers, IClock clock)
{
    /// <summary>
    /// Opens a vote. A secret one lasts <see cref="HandoverNumbers.VoteDays"/> days and goes to the members by their safe ways where a session is
    /// planned; a show of hands is only written down.
    /// </summary>
    /// <param name="viewer">A worker of the group, or a peer with a duty.</param>
    /// <param name="changeId">The proposal.</param>
    /// <param name="way">How the group votes.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">The proposal is missing or not the viewer's to see.</exception>
    /// <exception cref="RuleViolation">It is no longer open, a vote on it is open or was carried, or nobody could vote.</exception>
    public Task<OpenedVote> RunAsync(Viewer viewer, Guid changeId, VoteWay way, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var (change, _) = await Sides.FindAsync(db, viewer, changeId, stop);
        if (!change.IsOpen)
        {
            throw new RuleViolation("This proposal is no longer open. Look at the board again.", "Way");
        }

        if (!Enum.IsDefined(way))
        {
            throw new RuleViolation("Choose how the group votes.", "Way");
        }

        var now = clock.GetCurrentInstant();
        if (await VoteReach.LatestAsync(db, changeId, stop) is { } before && (before.IsOpen(now) || before.Carried(now)))
        {
            throw new RuleViolation(before.IsOpen(now) ? "A vote is open already. Close it first." : "The group has said yes already.", "Way");
        }

        var people = await db.Members.Where(m => m.GroupId == change.GroupId && m.LeftAt == null && !m.NotYet).Select(m => m.PersonId).ToListAsync(stop);
        if (people.Count < 2)
        {
            throw new RuleViolation("A vote needs at least two members.", "Way");
        }

        var number = await db.Votes.Where(v => v.GroupId == change.GroupId).MaxAsync(v => (int?)v.Number, stop) ?? 0;
        var quorum = Math.Max(2, (int)Math.Ceiling(people.Count * numbers.VoteQuorum));
        Instant? closesAt = way == VoteWay.Secret ? now + Duration.FromDays(numbers.VoteDays) : null;
        var vote = new Vote(change.GroupId, changeId, way, number + 1, people.Count, quorum, viewer.AccountId ?? throw new NotFoundException(), now, closesAt);
        db.Votes.Add(vote);
        db.AnnounceGroup(change.GroupId);
        var soonest = now + RelayRules.Before;
        var asked = way == VoteWay.Secret && await db.Sessions.AnyAsync(s => s.GroupId == change.GroupId && s.Status == SessionStatus.Planned && s.StartsAt > soonest, stop)
            ? await ToGroup.AddAsync(db, change.GroupId, MessageKind.Vote, vote.Number, people, now, stop)
            : 0;
        return new OpenedVote(vote.Id, people.Count, asked);
    }, stop);
}

/// <summary>A vote that was opened.</summary>
/// <param name="Id">The vote.</param>
/// <param name="Eligible">How many may vote.</param>
/// <param name="Asked">How many are written to or phoned; nobody at a show of hands, or where no session is planned.</param>
public sealed record OpenedVote(Guid Id, int Eligible, int Asked)
{
    /// <summary>How many have no safe way: they are told in person.</summary>
    public int InPerson => Eligible - Asked;
}
