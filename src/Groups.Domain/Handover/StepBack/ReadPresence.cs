using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.StepBack;

/// <summary>Reads where the worker will be, and what the members were told of it.</summary>
public static class ReadPresence
{
    /// <summary>
    /// What is planned for these sessions; those of which nothing is said are missing. A group that runs itself has no such plan: an old one
    /// says nothing any more. The caller has checked that the viewer may see the sessions.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, Presence>> OfAsync(GroupsDb db, IReadOnlyCollection<Guid> sessionIds, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        Guid[] ids = [.. sessionIds];
        return await db.PlannedPresences.Where(p => EF.Parameter(ids).Contains(p.SessionId) && db.Groups.Any(g => g.Id == p.GroupId && g.SelfRunSince == null))
            .ToDictionaryAsync(p => p.SessionId, p => p.Presence, stop);
    }

    /// <summary>When the members were told that peers lead more sessions, the last time first.</summary>
    public static async Task<IReadOnlyList<Announcement>> AnnouncementsAsync(GroupsDb db, Guid groupId, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Messages.Where(m => m.GroupId == groupId && m.Kind == MessageKind.StepBack).GroupBy(m => m.Revision).OrderByDescending(m => m.Key)
            .Select(m => new Announcement(m.Key, m.Min(x => x.PlannedAt), m.Count(x => x.State != MessageState.Suppressed))).ToListAsync(stop);
    }
}

/// <summary>One announcement to the members.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="At">When.</param>
/// <param name="To">To how many people it went by their safe way; the others are told in person.</param>
public sealed record Announcement(int Number, Instant At, int To);
