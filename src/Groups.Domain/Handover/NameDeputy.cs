using Groups.Domain.Data;
using Groups.Domain.Handover.Offers;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Handover;

/// <summary>Names who does a duty when its holder cannot. Being named opens nothing.</summary>
public sealed class NameDeputy(IDbContextFactory<GroupsDb> databases)
{
    /// <summary>Names the deputy, or nobody.</summary>
    /// <param name="viewer">The holder, or whoever moves duties.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="duty">The duty.</param>
    /// <param name="personId">The holder.</param>
    /// <param name="deputyId">The deputy; null for nobody.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NotFoundException">Nobody such holds the duty, or it is not the viewer's to say.</exception>
    /// <exception cref="RuleViolation">The deputy is the holder, or nobody whom the viewer may name.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Duty duty, Guid personId, Guid? deputyId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var access = await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayMoveDuties || (a.Holds(duty) && a.Viewer.PersonId == personId), stop);
        var holding = await db.DutyHoldings.FirstOrDefaultAsync(h => h.GroupId == groupId && h.Duty == duty && h.PersonId == personId && h.Until == null, stop)
            ?? throw new NotFoundException();
        if (deputyId is { } deputy && deputy != personId)
        {
            await NamedPeople.RequireAsync(db, access, deputy, "DeputyId", stop);
        }

        if (holding.DeputyId != deputyId)
        {
            holding.NameDeputy(deputyId);
            (await db.Groups.FirstAsync(g => g.Id == groupId, stop)).HandoverChanged();
        }
    }, stop);
}
