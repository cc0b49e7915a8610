using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>Ends a session: how many came, how it was to lead, what the group would like next time. All of it may be left out or said again.</summary>
public sealed class WrapUp(IDbContextFactory<GroupsDb> databases, RecordFacts record, IClock clock)
{
    /// <summary>Keeps what was said.</summary>
    /// <exception cref="NotFoundException">The session is missing, or its headcount is not the viewer's to say now.</exception>
    /// <exception cref="RuleViolation">The session was cancelled or its day has not come, or fewer are said than are ticked.</exception>
    public async Task RunAsync(Viewer viewer, Guid sessionId, EndOfSession end, CancellationToken stop = default)
    {
        await databases.WriteAsync(viewer, db => SayAsync(db, viewer, sessionId, end, stop), stop);
        if (end.Headcount is { } count)
        {
            (await record.RunAsync(viewer, sessionId, [TappedFact.Headcount(count, clock.GetCurrentInstant())], stop)).OrThrow();
        }
    }

    private async Task SayAsync(GroupsDb db, Viewer viewer, Guid sessionId, EndOfSession end, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await db.LockSessionAsync(sessionId, stop);
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == sessionId, stop) ?? throw new NotFoundException();
        if (await RegisterAccess.FindAsync(db, viewer, session, now, stop) is not { Counts: true })
        {
            throw new NotFoundException();
        }

        Check(session, end, await db.RegisterOfAsync(sessionId, stop), now);
        if (end.Pulse is { } value)
        {
            var said = await db.LeadPulses.SingleOrDefaultAsync(p => p.SessionId == sessionId && p.AccountId == viewer.AccountId && p.PassId == viewer.PassId, stop);
            if (said is null)
            {
                db.LeadPulses.Add(new LeadPulse(sessionId, viewer, value, now));
            }

            said?.Say(value, now);
        }

        if (end.Topics is not null)
        {
            session.WriteTopics(end.Topics);
            db.Announce(sessionId, SessionChangeKind.Session);
        }
    }

    private static void Check(Session session, EndOfSession end, Register register, Instant now)
    {
        if (session.Status == SessionStatus.Cancelled)
        {
            throw new RuleViolation("This session was cancelled, so there is nothing to end. Put it back first.");
        }

        if (!RegisterReach.HasCome(session, now))
        {
            throw new RuleViolation("This session has not begun yet. Come back when it is over.");
        }

        var ticked = register.Arrivals.Count + register.Others.Count;
        if (end.Headcount < ticked)
        {
            throw new RuleViolation($"{ticked} {(ticked == 1 ? "is" : "are")} ticked on the register. Take back a tick that was a slip, or say {ticked} or more.", "Headcount");
        }

        if (end.Headcount is > 500 or < 0)
        {
            throw new RuleViolation("A headcount is a number from 0 to 500.", "Headcount");
        }
    }
}

/// <summary>What is said at the end of a session.</summary>
/// <param name="Headcount">How many came; null where nothing is said or what stands is right.</param>
/// <param name="Pulse">How it was to lead, said by the viewer of themselves; null where nothing is said.</param>
/// <param name="Topics">What the group would like next time; null leaves what stands, empty takes it back.</param>
public sealed record EndOfSession(int? Headcount = null, Pulse? Pulse = null, string? Topics = null);
