using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Membership.ContactList;

/// <summary>A member says whether their contact may stand on the group's own list, or takes a yes back. It holds from the next look at the list.</summary>
public sealed class SayListConsent(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Writes it down.</summary>
    /// <param name="viewer">The person themselves, or, until the group runs itself, a worker whom they told.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="personId">Whose contact it is.</param>
    /// <param name="yes">Whether it may stand there.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">The person does not belong to the group, or it is not the viewer's to say.</exception>
    /// <exception cref="RuleViolation">They stopped all contact, so nothing of theirs can stand there.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Guid personId, bool yes, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var own = viewer.PersonId == personId;
            if (!own)
            {
                await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MaySeeContacts, stop);
            }

            if (yes && await db.People.AnyAsync(p => p.Id == personId && p.StoppedAt != null, stop))
            {
                throw new RuleViolation("All contact was stopped, so nothing can stand on the list. Say first that contact is fine again.");
            }

            await ListConsents.SetAsync(db, groupId, personId, yes, own ? AnswerSource.Page : AnswerSource.Told, clock.GetCurrentInstant(), stop);
        }, stop);
    }
}
