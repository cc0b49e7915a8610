using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Membership;

/// <summary>Changes what a group says of itself, its venue and its reminder rules.</summary>
public sealed class DescribeGroup(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Writes both. A changed rule never causes a message for a moment already past.</summary>
    /// <exception cref="RuleViolation">Something required is missing or a time cannot be; the sentence names the field.</exception>
    /// <exception cref="NotFoundException">The group is not the viewer's to describe.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, GroupDetails details, Reminders reminders, CancellationToken stop = default) =>
        databases.WriteAsync(viewer, async db =>
        {
            await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayDescribe, stop);
            var group = await db.Groups.SingleAsync(g => g.Id == groupId, stop);
            group.Describe(details);
            group.Remind(reminders);
            await Replan.GroupAsync(db, groupId, clock.GetCurrentInstant(), stop);
        }, stop);
}
