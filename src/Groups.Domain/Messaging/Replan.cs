using Groups.Domain.Data;
using Groups.Domain.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>
/// Brings the ledger in line with the plan. Runs in the transaction of every change that touches it and again in a sweep; idempotent.
/// A reminder for a moment already past is never added. The number of queries does not grow with groups, members or sessions.
/// </summary>
public static class Replan
{
    /// <summary>Replans every coming session of a group within the horizon. Saves what the caller changed first; needs a transaction.</summary>
    public static async Task GroupAsync(GroupsDb db, Guid groupId, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        await db.SaveChangesAsync(stop);
        await db.LockPlanAsync(groupId, stop);
        await ApplyAsync(db, [groupId], now, stop);
    }

    /// <summary>Replans the groups a person belongs to or left, after their contact rules or choices changed.</summary>
    public static Task PersonAsync(GroupsDb db, Guid personId, Instant now, CancellationToken stop = default) =>
        PeopleAsync(db, [personId], now, stop);

    /// <summary>As <see cref="PersonAsync"/>, for all who share a number or address.</summary>
    public static async Task PeopleAsync(GroupsDb db, IReadOnlyCollection<Guid> personIds, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        await db.SaveChangesAsync(stop);
        var groups = await db.Members.Where(m => personIds.Contains(m.PersonId)).Select(m => m.GroupId)
            .Union(db.Sessions.Where(s => s.StartsAt > now && s.SpeakerId != null && personIds.Contains(s.SpeakerId.Value)).Select(s => s.GroupId)).ToListAsync(stop);
        foreach (var group in groups.Order())
        {
            await GroupAsync(db, group, now, stop);
        }
    }

    /// <summary>Which of these groups have a ledger that differs from the plan. Only reads, and holds nothing.</summary>
    public static async Task<IReadOnlyList<Guid>> DifferingAsync(GroupsDb db, IReadOnlyList<Guid> groupIds, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var facts = await PlanFacts.ReadAsync(db, groupIds, hold: false, now, stop);
        return [.. groupIds.Where(id => facts.Differs(id, now))];
    }

    /// <summary>
    /// Replans many groups at once, in a transaction of its own. A group that somebody else is planning for is left out: whoever changed it plans for
    /// it, and the sweep comes again.
    /// </summary>
    public static async Task GroupsAsync(GroupsDb db, IReadOnlyList<Guid> groupIds, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        await ApplyAsync(db, await db.LockFreePlansAsync(groupIds, stop), now, stop);
    }

    private static async Task ApplyAsync(GroupsDb db, IReadOnlyList<Guid> groupIds, Instant now, CancellationToken stop)
    {
        var facts = await PlanFacts.ReadAsync(db, groupIds, hold: true, now, stop);
        var differences = groupIds.Select(id => facts.DifferenceOf(id, now)).Where(d => !d.IsNone).ToList();
        await db.AddMessagesAsync([.. differences.SelectMany(d => d.Additions)], stop);
        var changes = differences.SelectMany(d => d.Changes).ToDictionary();
        if (changes.Count > 0)
        {
            Guid[] changed = [.. changes.Keys];
            foreach (var message in await db.Messages.Where(m => EF.Parameter(changed).Contains(m.Id)).ToListAsync(stop))
            {
                changes[message.Id](message);
            }

            await db.SaveChangesAsync(stop);
        }

        foreach (var session in differences.SelectMany(d => d.Sessions))
        {
            db.Announce(session, SessionChangeKind.Messages);
        }

        if (differences.Exists(d => d.IsDueNow))
        {
            db.WakeDispatcher();
        }
    }
}
