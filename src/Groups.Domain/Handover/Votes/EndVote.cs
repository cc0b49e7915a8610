using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Votes;

/// <summary>Writes down a show of hands. Only counts are taken: the program never learns whose hand was up.</summary>
public sealed class CountHands(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Writes down the counts and closes the vote.</summary>
    /// <exception cref="NotFoundException">The vote is missing or not the viewer's to see.</exception>
    /// <exception cref="RuleViolation">It is secret, it is closed, or a count cannot be.</exception>
    public Task RunAsync(Viewer viewer, Guid voteId, int yes, int no, int dontMind, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var vote = await VoteEnd.RequireAsync(db, viewer, voteId, stop);
        if (vote.Way != VoteWay.Hands)
        {
            throw new RuleViolation("This vote is secret: each votes alone.", "Yes");
        }

        vote.Count(yes, no, dontMind, clock.GetCurrentInstant());
        db.AnnounceGroup(vote.GroupId);
    }, stop);
}

/// <summary>Closes a vote before its time.</summary>
public sealed class CloseVote(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Closes it; one that is closed stays as it is. From here on nothing says who voted either.</summary>
    /// <exception cref="NotFoundException">The vote is missing or not the viewer's to see.</exception>
    public Task RunAsync(Viewer viewer, Guid voteId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var vote = await VoteEnd.RequireAsync(db, viewer, voteId, stop);
        await VoteEnd.CloseAsync(db, vote, clock.GetCurrentInstant(), stop);
    }, stop);
}

/// <summary>Tidies votes whose time is over. They count as closed without it; it only forgets what is no longer needed.</summary>
public sealed class CloseEndedVotes(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Closes all whose time is over.</summary>
    /// <exception cref="NotFoundException">The viewer is not the program.</exception>
    public async Task RunAsync(Viewer viewer, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        viewer.RequireProgram();

        var now = clock.GetCurrentInstant();
        List<Guid> over;
        await using (var db = await databases.CreateDbContextAsync(stop))
        {
            over = await db.Votes.Where(v => v.ClosedAt == null && v.ClosesAt <= now).Select(v => v.Id).ToListAsync(stop);
        }

        foreach (var id in over)
        {
            await databases.WriteAsync(viewer, async db => await VoteEnd.CloseAsync(db, await db.Votes.FirstAsync(v => v.Id == id, stop), now, stop), stop);
        }
    }
}

internal static class VoteEnd
{
    public static async Task<Vote> RequireAsync(GroupsDb db, Viewer viewer, Guid voteId, CancellationToken stop)
    {
        var vote = await db.Votes.FirstOrDefaultAsync(v => v.Id == voteId, stop) ?? throw new NotFoundException();
        await GroupAccess.RequireAsync(db, viewer, vote.GroupId, _ => true, stop);
        return vote;
    }

    /// <summary>Closes it, calls off what was not sent yet, and forgets who has voted.</summary>
    public static async Task CloseAsync(GroupsDb db, Vote vote, Instant now, CancellationToken stop)
    {
        await db.LockVoteAsync(vote.Id, stop);
        await db.Entry(vote).ReloadAsync(stop);
        if (vote.ClosedAt is not null)
        {
            return;
        }

        vote.Close(now);
        await db.VotesTaken.Where(t => t.VoteId == vote.Id).ExecuteDeleteAsync(stop);
        if (vote.Way == VoteWay.Secret)
        {
            await db.LockPlanAsync(vote.GroupId, stop);
            var ids = await db.Messages.Where(m => m.GroupId == vote.GroupId && m.Kind == MessageKind.Vote && m.Revision == vote.Number).Select(m => m.Id).ToArrayAsync(stop);
            foreach (var row in await db.HeldMessagesByIdAsync(ids, stop))
            {
                row.EndUnsent(MessageState.Cancelled, "the vote is over", now);
            }
        }

        db.AnnounceGroup(vote.GroupId);
    }

    /// <summary>Closes what is still open on a proposal that is settled.</summary>
    public static async Task CloseAllAsync(GroupsDb db, Guid changeId, Instant now, CancellationToken stop)
    {
        foreach (var vote in await db.Votes.Where(v => v.StageChangeId == changeId && v.ClosedAt == null).ToListAsync(stop))
        {
            await CloseAsync(db, vote, now, stop);
        }
    }
}
