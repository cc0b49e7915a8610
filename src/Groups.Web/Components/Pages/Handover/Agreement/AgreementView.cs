using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership.Agreement;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover.Agreement;

/// <summary>A group's agreement with its versions, the newest first.</summary>
internal sealed record AgreementView(GroupAccess Access, string Name, string? Alias, LocalDate Today, DateTimeZone Zone, IReadOnlyList<AgreementVersion> Versions)
{
    /// <summary>The name that others may see.</summary>
    public string SafeName => Alias ?? Name;

    /// <exception cref="NotFoundException">The group is missing, or its agreement is not the viewer's to read.</exception>
    public static async Task<AgreementView> LoadAsync(GroupsDb db, Viewer viewer, Guid groupId, Func<GroupAccess, bool> may, Instant now)
    {
        var access = await GroupAccess.RequireAsync(db, viewer, groupId, may);
        var group = await db.Groups.Where(g => g.Id == groupId).Select(g => new { g.Name, g.Alias, g.Zone }).SingleAsync();
        var zone = DateTimeZoneProviders.Tzdb[group.Zone];
        var versions = await db.GroupAgreements.Where(a => a.GroupId == groupId).OrderByDescending(a => a.Version)
            .Select(a => new AgreementVersion(a.Version, a.WrittenAt, a.AgreedAt)).ToListAsync();
        return new AgreementView(access, group.Name, group.Alias, now.InZone(zone).Date, zone, versions);
    }

    /// <summary>The words of one version, or null where there is none of that number.</summary>
    public static Task<GroupAgreement?> WordsAsync(GroupsDb db, Guid groupId, int version) =>
        db.GroupAgreements.AsNoTracking().SingleOrDefaultAsync(a => a.GroupId == groupId && a.Version == version);
}

/// <summary>One version without its words.</summary>
internal sealed record AgreementVersion(int Version, Instant WrittenAt, Instant? AgreedAt);
