using Groups.Domain.Data;
using Groups.Domain.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>Takes a reply out of the inbox: a person read it and did what it needs.</summary>
public sealed class DealWithReply(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Records who dealt with it and when; somebody who dealt with it earlier stays named.</summary>
    /// <exception cref="NotFoundException">The reply is not there, or not the viewer's.</exception>
    public Task RunAsync(Viewer viewer, Guid replyId, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var reply = await ReplyReach.RequireAsync(db, viewer, replyId, stop);
            var (me, now) = (viewer.AccountId ?? throw new NotFoundException(), clock.GetCurrentInstant());
            var rows = await db.Replies.Where(r => r.Id == replyId && r.NeedsPerson).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.NeedsPerson, false).SetProperty(r => r.DealtWithBy, me).SetProperty(r => r.DealtWithAt, now), stop);
            if (rows == 1 && reply.SessionId is { } session)
            {
                db.Announce(session, SessionChangeKind.Replies);
            }
        }, stop);
    }
}
