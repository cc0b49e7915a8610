using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Components.Pages.Handover.Pack;

/// <summary>The pack for those who lead, as one viewer may have it. The only names in it are those of the group's workers.</summary>
internal sealed record PackView(GroupAccess Access, string SafeName, Venue Venue, IReadOnlyList<string> Workers)
{
    /// <summary>Whom to phone at the venue is for those who open up or lead, and for the worker (field guide, "What it opens").</summary>
    public bool HasVenueContact => Access.MaySeeContacts || Access.Holds(Duty.OpenVenue) || Access.Holds(Duty.Lead);

    /// <summary>The viewer's own duties, in the order in which they usually move.</summary>
    public IReadOnlyList<DutyDescription> Own => [.. DutyCatalogue.All.Where(d => Access.Holds(d.Duty))];

    /// <exception cref="NotFoundException">The group is missing or not the viewer's.</exception>
    public static async Task<PackView> LoadAsync(GroupsDb db, Viewer viewer, Guid groupId)
    {
        var access = await GroupAccess.RequireAsync(db, viewer, groupId, _ => true);
        var group = await db.Groups.AsNoTracking().Include(g => g.Workers).SingleAsync(g => g.Id == groupId);
        var ids = group.Workers.Where(w => w.Until is null).Select(w => w.AccountId).ToList();
        var workers = await db.Accounts.Where(a => ids.Contains(a.Id) && a.EndedAt == null).Select(a => a.Name).ToListAsync();
        return new PackView(access, group.SafeName, group.Venue, FirstNames.Of([.. workers.Order(StringComparer.CurrentCultureIgnoreCase)]));
    }
}
