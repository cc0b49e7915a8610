using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.StepBack;

/// <summary>The worker says where they will be at coming sessions. They may say something else at any time until a session begins.</summary>
public sealed class SetPresence(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Writes it down for these sessions; with null nothing is said about a session any more. What is so already stays untouched.</summary>
    /// <exception cref="NotFoundException">The group is not the viewer's to plan for, or a session is not the group's.</exception>
    /// <exception cref="RuleViolation">A session has begun or was called off meanwhile.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, IReadOnlyDictionary<Guid, Presence?> sessions, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        return databases.WriteAsync(viewer, async db =>
        {
            await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MaySeeContacts, stop);
            var now = clock.GetCurrentInstant();
            Guid[] ids = [.. sessions.Keys];
            var found = await db.Sessions.AsNoTracking().Where(s => s.GroupId == groupId && EF.Parameter(ids).Contains(s.Id)).ToListAsync(stop);
            if (found.Count != ids.Length)
            {
                throw new NotFoundException();
            }

            var planned = await db.PlannedPresences.Where(p => EF.Parameter(ids).Contains(p.SessionId)).ToDictionaryAsync(p => p.SessionId, stop);
            foreach (var session in found)
            {
                var (before, wanted) = (planned.GetValueOrDefault(session.Id), sessions[session.Id]);
                if (before?.Presence == wanted)
                {
                    continue;
                }

                if (session.Status != SessionStatus.Planned || session.StartsAt <= now)
                {
                    throw new RuleViolation($"The session on {SessionTime.DayInWords(session.Date, session.Date)} has begun or is called off. Look at the plan again.", $"S{session.Id:N}");
                }

                Write(db, groupId, session.Id, before, wanted, now);
            }
        }, stop);
    }

    private static void Write(GroupsDb db, Guid groupId, Guid sessionId, PlannedPresence? before, Presence? wanted, Instant now)
    {
        if (wanted is not { } presence)
        {
            db.PlannedPresences.Remove(before!);
        }
        else if (before is null)
        {
            db.PlannedPresences.Add(new PlannedPresence(sessionId, groupId, presence, now));
        }
        else
        {
            before.Set(presence, now);
        }
    }
}
