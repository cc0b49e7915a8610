using Groups.Domain.Data;
using Groups.Domain.Handover;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Membership.Agreement;

/// <summary>Writes down that the group said yes to its agreement, at a session where it was read out.</summary>
public sealed class AgreeToAgreement(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The group said yes to this version; a second yes changes nothing.</summary>
    /// <exception cref="NotFoundException">The group is not the viewer's to write for, or has no such version.</exception>
    /// <exception cref="RuleViolation">There is a newer version, or the day they should look at it again is past.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, int version, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayWriteForGroup, stop);
        var agreement = await db.GroupAgreements.SingleOrDefaultAsync(a => a.GroupId == groupId && a.Version == version, stop) ?? throw new NotFoundException();
        if (agreement.AgreedAt is null && await db.GroupAgreements.AnyAsync(a => a.GroupId == groupId && a.Version > version, stop))
        {
            throw new RuleViolation("There is a newer version by now. Read that one out, and ask the group about it.");
        }

        agreement.Agree(clock.GetCurrentInstant());
    }, stop);
}
