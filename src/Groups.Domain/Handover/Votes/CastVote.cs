using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Votes;

/// <summary>
/// One person votes: on their own page, by text or by a key in a call. What they said is added to a count in the same transaction that keeps that
/// they voted; it stands nowhere else (decision record 10).
/// </summary>
public sealed class CastVote(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>What somebody is told who votes a second time.</summary>
    public const string Already = "You have voted already.";

    /// <summary>Counts one vote.</summary>
    /// <param name="viewer">The person themselves, or the program where they answered a text or a call.</param>
    /// <param name="voteId">The vote.</param>
    /// <param name="personId">Who votes.</param>
    /// <param name="ballot">What they say.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">There is no such vote for this person, or it is not theirs to cast.</exception>
    /// <exception cref="RuleViolation">They have voted already, or it is closed.</exception>
    public Task RunAsync(Viewer viewer, Guid voteId, Guid personId, Ballot ballot, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            if ((viewer.Kind != ViewerKind.Program && viewer.PersonId != personId) || !Enum.IsDefined(ballot))
            {
                throw new NotFoundException();
            }

            var vote = await db.Votes.FirstOrDefaultAsync(v => v.Id == voteId && v.Way == VoteWay.Secret
                && db.Members.Any(m => m.GroupId == v.GroupId && m.PersonId == personId && m.LeftAt == null && !m.NotYet && m.JoinedAt <= v.OpenedAt), stop)
                ?? throw new NotFoundException();
            await SetAsync(db, vote, personId, ballot, clock.GetCurrentInstant(), stop);
        }, stop);
    }

    /// <summary>As <see cref="RunAsync"/>, in the caller's transaction; the caller knows that this person may vote. Where it throws, nothing is changed.</summary>
    internal static async Task SetAsync(GroupsDb db, Vote vote, Guid personId, Ballot ballot, Instant now, CancellationToken stop)
    {
        // Votes at the same moment wait for each other here; each goes on from the counts of the one before.
        await db.LockVoteAsync(vote.Id, stop);
        await db.Entry(vote).ReloadAsync(stop);
        if (vote.IsOpen(now) && await db.VotesTaken.AnyAsync(t => t.VoteId == vote.Id && t.PersonId == personId, stop))
        {
            throw new RuleViolation(Already);
        }

        vote.Take(ballot, now);
        db.VotesTaken.Add(new VoteTaken(vote.Id, personId));
        await db.SaveChangesAsync(stop);
    }
}
