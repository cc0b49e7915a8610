using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Votes;

/// <summary>Who may vote on what, now.</summary>
public static class VoteReach
{
    /// <summary>
    /// The secret votes in which a person may vote, or has voted: those who were members when it opened and still are. "Not yet" is an answer too: they
    /// are not asked.
    /// </summary>
    public static IQueryable<Vote> OpenFor(GroupsDb db, Guid personId, Instant now)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Votes.Where(v => v.Way == VoteWay.Secret && v.ClosedAt == null && v.ClosesAt > now
            && db.StageChanges.Any(c => c.Id == v.StageChangeId && c.DoneAt == null && c.WithdrawnAt == null)
            && db.Members.Any(m => m.GroupId == v.GroupId && m.PersonId == personId && m.LeftAt == null && !m.NotYet && m.JoinedAt <= v.OpenedAt));
    }

    /// <summary>The last vote on a proposal: it is the one that counts.</summary>
    internal static Task<Vote?> LatestAsync(GroupsDb db, Guid changeId, CancellationToken stop) =>
        db.Votes.Where(v => v.StageChangeId == changeId).OrderByDescending(v => v.Number).FirstOrDefaultAsync(stop);
}
