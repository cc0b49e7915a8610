using Groups.Domain.Data;
using Groups.Domain.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>"I am dealing with this": so that two do not phone the same person, and nobody believes that somebody else did.</summary>
public sealed class ClaimReply(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Claims a reply. Of two who claim at once one wins. Claiming what is one's own already changes nothing.</summary>
    /// <param name="viewer">Somebody who may deal with it.</param>
    /// <param name="replyId">The reply.</param>
    /// <param name="insteadOf">Whom the viewer takes it over from, having been told that they deal with it; null for a reply nobody claimed.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">The reply is not there, or not the viewer's.</exception>
    /// <exception cref="RuleViolation">Somebody else is dealing with it, or dealt with it already.</exception>
    public async Task RunAsync(Viewer viewer, Guid replyId, Guid? insteadOf = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await databases.WriteAsync(viewer, async db =>
        {
            var reply = await ReplyReach.RequireAsync(db, viewer, replyId, stop);
            var (me, now) = (viewer.AccountId ?? throw new NotFoundException(), clock.GetCurrentInstant());
            if (reply.ClaimedBy == me && reply.NeedsPerson)
            {
                return;
            }

            var rows = await db.Replies.Where(r => r.Id == replyId && r.NeedsPerson && r.ClaimedBy == insteadOf)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.ClaimedBy, me).SetProperty(r => r.ClaimedAt, now), stop);
            if (rows == 0)
            {
                throw new RuleViolation(await WhyNotAsync(db, replyId, stop));
            }

            if (reply.SessionId is { } session)
            {
                db.Announce(session, SessionChangeKind.Replies);
            }
        }, stop);
    }

    private static async Task<string> WhyNotAsync(GroupsDb db, Guid replyId, CancellationToken stop)
    {
        var held = await db.Replies.Where(r => r.Id == replyId)
            .Select(r => new { r.NeedsPerson, Name = db.Accounts.Where(a => a.Id == (r.NeedsPerson ? r.ClaimedBy : r.DealtWithBy)).Select(a => a.Name).FirstOrDefault() })
            .FirstAsync(stop);
        var who = held.Name ?? "Somebody else";
        return held.NeedsPerson
            ? $"{who} is dealing with this. Ask them first; you can take it over."
            : $"{who} dealt with this already.";
    }
}
