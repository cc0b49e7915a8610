using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>Writes what a lead wants to say to those of one session. Nothing goes out yet; what was written never changes: other words are another relay.</summary>
public sealed class WriteRelay(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Keeps the words. The same words again, not sent yet, are the same relay.</summary>
    /// <returns>The relay's id.</returns>
    /// <exception cref="NotFoundException">The session is missing, or the viewer may not write to its group.</exception>
    /// <exception cref="RuleViolation">The session is not to come, too much was written today, or the words cannot be passed on.</exception>
    public Task<Guid> RunAsync(Viewer viewer, Guid sessionId, string? words, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var now = clock.GetCurrentInstant();
            var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId, stop) ?? throw new NotFoundException();
            var writer = await Relays.RequireWriterAsync(db, viewer, session.GroupId, stop);
            await db.LockPlanAsync(session.GroupId, stop);
            Relays.MustBeAhead(session, now);
            var group = await db.Groups.AsNoTracking().SingleAsync(g => g.Id == session.GroupId, stop);
            var say = RelayRules.Checked(words, group);
            var earlier = await db.Relays.AsNoTracking().Where(r => r.SessionId == sessionId).ToListAsync(stop);
            if (earlier.Find(r => r.WrittenBy == writer && r.SentAt is null && r.Words == say) is { } same)
            {
                return same.Id;
            }

            var day = now - Duration.FromDays(1);
            if (await db.Relays.CountAsync(r => r.GroupId == group.Id && r.WrittenAt > day, stop) >= RelayRules.MostWrittenADay)
            {
                throw new RuleViolation("A lot was written for this group today. Leave it until tomorrow, or phone your worker.", "Words");
            }

            var relay = new Relay(group.Id, sessionId, earlier.Select(r => r.Number).DefaultIfEmpty().Max() + 1, say, writer, now);
            db.Relays.Add(relay);
            return relay.Id;
        }, stop);
    }
}

/// <summary>What the actions on relays share.</summary>
internal static class Relays
{
    /// <summary>The account that may write to the group.</summary>
    public static async Task<Guid> RequireWriterAsync(GroupsDb db, Viewer viewer, Guid groupId, CancellationToken stop)
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayRelay, stop);
        return viewer.AccountId ?? throw new NotFoundException();
    }

    /// <summary>The viewer's own relay with its session, for an action; nobody sends what somebody else wrote.</summary>
    public static async Task<(Relay Relay, Session Session)> RequireOwnAsync(GroupsDb db, Viewer viewer, Guid relayId, CancellationToken stop)
    {
        var relay = await db.Relays.SingleOrDefaultAsync(r => r.Id == relayId && r.WrittenBy == viewer.AccountId, stop) ?? throw new NotFoundException();
        await RequireWriterAsync(db, viewer, relay.GroupId, stop);
        await db.LockPlanAsync(relay.GroupId, stop);
        return (relay, await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == relay.SessionId, stop));
    }

    /// <exception cref="RuleViolation">It is not planned, or begins too soon.</exception>
    public static void MustBeAhead(Session session, Instant now)
    {
        if (session.Status != SessionStatus.Planned)
        {
            throw new RuleViolation($"Nothing can be sent about this session: it is {session.Status.InWords()}.", "Words");
        }

        if (session.StartsAt - RelayRules.Before <= now)
        {
            throw new RuleViolation("It is too late to send anything about this session: people are on their way.", "Words");
        }
    }
}
