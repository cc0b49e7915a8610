using Groups.Domain.Data;
using Groups.Domain.Handover;
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
        return databases.WriteAsync(async db =>
        {
            var reply = await db.Replies.FirstOrDefaultAsync(r => r.Id == replyId, stop) ?? throw new NotFoundException();
            await RequireAsync(db, viewer, reply, stop);
            if (reply.NeedsPerson)
            {
                reply.DealWith(viewer.AccountId ?? throw new NotFoundException(), clock.GetCurrentInstant());
                if (reply.SessionId is { } session)
                {
                    db.Announce(session, SessionChangeKind.Replies);
                }
            }
        }, stop);
    }

    /// <summary>A reply of a group is for its staff. One that nobody could place is for any worker.</summary>
    private static async Task RequireAsync(GroupsDb db, Viewer viewer, Reply reply, CancellationToken stop)
    {
        if (reply.GroupId is { } group)
        {
            await GroupAccess.RequireAsync(db, viewer, group, a => a.MayDealWithReplies, stop);
        }
        else if (await GroupAccess.PostOfAsync(db, viewer, stop) != Accounts.Post.Worker)
        {
            throw new NotFoundException();
        }
    }
}
