using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Membership;

/// <summary>Starts a group. Only a Community Links Worker does; they become its worker.</summary>
public sealed class StartGroup(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The id of the new group.</summary>
    /// <exception cref="RuleViolation">Something required is missing; the sentence names the field.</exception>
    /// <exception cref="NotFoundException">The viewer is no worker.</exception>
    public Task<Guid> RunAsync(Viewer viewer, GroupDetails details, CancellationToken stop = default) =>
        databases.WriteAsync(viewer, async db =>
        {
            if (await GroupAccess.PostOfAsync(db, viewer, stop) != Post.Worker)
            {
                throw new NotFoundException();
            }

            var organisation = await db.Accounts.Where(a => a.Id == viewer.AccountId).Select(a => a.OrganisationId).SingleAsync(stop);
            var group = new Group(details, viewer.AccountId!.Value, clock.GetCurrentInstant(), organisation);
            db.Groups.Add(group);
            return group.Id;
        }, stop);
}
