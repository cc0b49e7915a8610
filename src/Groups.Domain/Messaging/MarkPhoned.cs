using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>Takes a person off the call list: somebody phoned.</summary>
public sealed class MarkPhoned(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Records that the call was made; what was said is kept nowhere.</summary>
    /// <exception cref="NotFoundException">The message is not there, or not the viewer's.</exception>
    /// <exception cref="RuleViolation">It is no longer on the call list.</exception>
    public Task RunAsync(Viewer viewer, Guid messageId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var message = await db.HeldMessageAsync(messageId, stop) ?? throw new NotFoundException();
        await GroupAccess.RequireAsync(db, viewer, message.GroupId, a => a.MaySeeDeliveries, stop);
        message.MarkPhoned(clock.GetCurrentInstant());
        db.Announce(message.SessionId, SessionChangeKind.Messages);
    }, stop);
}
