using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Audit;

/// <summary>Writes the audit record.</summary>
internal static class AuditWrites
{
    /// <summary>
    /// Adds what was noted with <see cref="GroupsDb.Note"/> to the end of the record, in the transaction that did it: both are there or neither. Its end is
    /// locked last of all, because everybody who writes meets there.
    /// </summary>
    public static async Task WriteNotedAsync(this GroupsDb db, CancellationToken stop)
    {
        var noted = db.TakeNoted();
        if (noted.Count == 0)
        {
            return;
        }

        var (viewer, now) = (db.Viewer, db.Clock.GetCurrentInstant());
        var groups = noted.Select(n => n.GroupId).OfType<Guid>().Distinct().ToList();
        var ofGroups = groups.Count == 0 ? [] : await db.Groups.Where(g => groups.Contains(g.Id)).ToDictionaryAsync(g => g.Id, g => g.OrganisationId, stop);
        var ofViewer = viewer.AccountId is { } account ? await db.Accounts.Where(a => a.Id == account).Select(a => (Guid?)a.OrganisationId).FirstOrDefaultAsync(stop) : null;
        var head = await (db is PostgresGroupsDb
            ? db.AuditHeads.FromSql($"""SELECT * FROM "AuditHeads" WHERE "Id" = 1 FOR UPDATE""")
            : db.AuditHeads.Where(h => h.Id == 1)).SingleAsync(stop);
        foreach (var line in noted)
        {
            var organisation = line.GroupId is { } group && ofGroups.TryGetValue(group, out var one) ? one : ofViewer;
            var entry = new AuditEntry(viewer, line, organisation, head, db.Sealer, now);
            db.AuditEntries.Add(entry);
            head.MoveTo(entry);
        }

        await db.SaveChangesAsync(stop);
    }
}
