using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Offers;
using Groups.Web.Components.Shared;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Components.Pages.Handover.Duties;

/// <summary>The open offers of a group, for those who move its duties.</summary>
/// <param name="Access">What the viewer may do.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Alias">Its neutral name.</param>
/// <param name="Offers">Open offers, the oldest first: they waited longest.</param>
/// <param name="People">Whose offer the viewer may write down; empty once the group runs itself.</param>
public sealed record OffersView(GroupAccess Access, string Name, string? Alias, IReadOnlyList<OfferRow> Offers, IReadOnlyList<Choice> People)
{
    /// <summary>The name that others may see.</summary>
    public string SafeName => Alias ?? Name;

    internal static async Task<OffersView?> LoadAsync(GroupsDb db, Viewer viewer, Guid groupId, CancellationToken stop)
    {
        if (await GroupAccess.FindAsync(db, viewer, groupId, stop) is not { MayMoveDuties: true } access)
        {
            return null;
        }

        var group = await db.Groups.AsNoTracking().Where(g => g.Id == groupId).Select(g => new { g.Name, g.Alias }).FirstAsync(stop);
        var offers = await db.DutyOffers.AsNoTracking().Where(o => o.GroupId == groupId && o.SettledAt == null
                && db.Members.Any(m => m.GroupId == groupId && m.PersonId == o.PersonId && m.LeftAt == null))
            .OrderBy(o => o.OfferedAt).Select(o => new { Offer = o, Name = db.People.First(p => p.Id == o.PersonId).Name }).ToListAsync(stop);
        var people = access.MaySeeContacts
            ? await db.Members.Where(m => m.GroupId == groupId && m.LeftAt == null)
                .Select(m => new { m.PersonId, Name = db.People.First(p => p.Id == m.PersonId).Name }).ToListAsync(stop)
            : [];
        return new OffersView(
            access, group.Name, group.Alias,
            offers.ConvertAll(o => new OfferRow(o.Offer.Id, o.Name, o.Offer.Duty, OfferWords.Of(o.Offer))),
            [.. people.OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).Select(p => new Choice(p.PersonId.ToString(), p.Name))]);
    }
}

/// <summary>An open offer.</summary>
public sealed record OfferRow(Guid Id, string Name, Duty? Duty, string Words);
