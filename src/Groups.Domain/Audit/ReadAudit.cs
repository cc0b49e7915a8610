using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Audit;

/// <summary>A coordinator reads the audit record of their own organisation.</summary>
public sealed class ReadAudit(IDbContextFactory<GroupsDb> databases)
{
    /// <summary>Lines on one page.</summary>
    public const int PageLength = 50;

    /// <summary>The lines, newest first; at most <see cref="PageLength"/>.</summary>
    /// <param name="viewer">A coordinator.</param>
    /// <param name="address">
    /// The number or email of somebody who asks who saw their data: then only lines about them, and about everybody of a group while they were in it. Null for all.
    /// </param>
    /// <param name="before">Only lines with a lower number.</param>
    /// <param name="stop">Stops waiting.</param>
    /// <exception cref="NotFoundException">The viewer is no coordinator.</exception>
    /// <exception cref="RuleViolation">The number or email cannot be read, or nobody of the organisation has it.</exception>
    public async Task<IReadOnlyList<AuditEntry>> RunAsync(Viewer viewer, string? address, long? before, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var organisation = await Coordinators.RequireAsync(db, viewer, stop);
        var lines = db.AuditEntries.AsNoTracking().Where(e => e.OrganisationId == organisation && (before == null || e.Number < before));
        if (!string.IsNullOrWhiteSpace(address))
        {
            var people = await PeopleAsync(db, organisation, address, stop);
            lines = lines.Where(e => people.Contains(e.PersonId!.Value) || e.PersonId == null
                && (db.Members.Any(m => m.GroupId == e.GroupId && people.Contains(m.PersonId) && m.JoinedAt <= e.At && (m.LeftAt == null || m.LeftAt > e.At))
                    || (e.Act == AuditAct.SawPeople && e.GroupId == null
                        && db.GroupWorkers.Any(w => w.AccountId == e.AccountId && db.Members.Any(m => m.GroupId == w.GroupId && people.Contains(m.PersonId))))));
        }

        return await lines.OrderByDescending(e => e.Number).Take(PageLength).ToListAsync(stop);
    }

    private static async Task<List<Guid>> PeopleAsync(GroupsDb db, Guid organisation, string address, CancellationToken stop)
    {
        var wanted = EmailAddress.TryRead(address, out var email, out _) ? email.Value
            : PhoneNumber.TryRead(address, out var number, out _) ? number.E164
            : throw new RuleViolation("Type their phone number or email, as they gave it.", "Address");
        var people = await db.People.Where(p => p.Contacts.Any(c => c.Address == wanted)
            && db.Members.Any(m => m.PersonId == p.Id && db.Groups.Any(g => g.Id == m.GroupId && g.OrganisationId == organisation))).Select(p => p.Id).ToListAsync(stop);
        return people.Count > 0 ? people : throw new RuleViolation("Nobody in your organisation's groups has this number or email.", "Address");
    }
}
