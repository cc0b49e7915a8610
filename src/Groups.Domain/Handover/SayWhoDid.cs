using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>Writes down who did a duty at a session, or who will at one to come.</summary>
public sealed class SayWhoDid(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Writes the turn down; the same one twice changes nothing. Several people can share a duty at one session.</summary>
    /// <param name="viewer">Who says so.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="duty">The duty.</param>
    /// <param name="personId">The peer, or null for the worker.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NotFoundException">The session is missing or not the viewer's to change.</exception>
    /// <exception cref="RuleViolation">The person is not in the group now, or the session was called off.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, Duty duty, Guid? personId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var session = await db.Sessions.Where(s => s.Id == sessionId).Select(s => new { s.GroupId, s.Status, s.StartsAt }).FirstOrDefaultAsync(stop) ?? throw new NotFoundException();
        await GroupAccess.RequireAsync(db, viewer, session.GroupId, a => a.MayMoveDuties && Enum.IsDefined(duty), stop);
        if (session.Status is SessionStatus.Cancelled or SessionStatus.DidNotMeet)
        {
            throw new RuleViolation($"Nobody did anything at this session: it is {session.Status.InWords()}. Choose another one.", "SessionId");
        }

        if (personId is not null && !await db.Members.AnyAsync(m => m.GroupId == session.GroupId && m.PersonId == personId && m.LeftAt == null, stop))
        {
            throw new RuleViolation("Choose somebody who is in the group now.", "PersonId");
        }

        var now = clock.GetCurrentInstant();
        var turn = await db.DutyTurns.FirstOrDefaultAsync(t => t.SessionId == sessionId && t.Duty == duty && t.PersonId == personId, stop);
        if (turn is null)
        {
            db.DutyTurns.Add(new DutyTurn(session.GroupId, sessionId, duty, personId, session.StartsAt > now ? now : null));
        }
        else if (turn.Answer == TurnAnswer.No)
        {
            // whoever moves duties spoke with them
            turn.Say(TurnAnswer.Yes, now);
        }
        else
        {
            return;
        }

        (await db.Groups.FirstAsync(g => g.Id == session.GroupId, stop)).HandoverChanged();
        await Replan.GroupAsync(db, session.GroupId, now, stop);
    }, stop);
}

/// <summary>Takes a slip of <see cref="SayWhoDid"/> back.</summary>
public sealed class UnsayWhoDid(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Removes the turn; one that is not there changes nothing.</summary>
    /// <inheritdoc cref="SayWhoDid.RunAsync"/>
    public Task RunAsync(Viewer viewer, Guid sessionId, Duty duty, Guid? personId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var groupId = await db.Sessions.Where(s => s.Id == sessionId).Select(s => (Guid?)s.GroupId).FirstOrDefaultAsync(stop) ?? throw new NotFoundException();
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayMoveDuties, stop);
        var turns = await db.DutyTurns.Where(t => t.SessionId == sessionId && t.Duty == duty && t.PersonId == personId).ToListAsync(stop);
        if (turns.Count > 0)
        {
            db.DutyTurns.RemoveRange(turns);
            (await db.Groups.FirstAsync(g => g.Id == groupId, stop)).HandoverChanged();
            await Replan.GroupAsync(db, groupId, clock.GetCurrentInstant(), stop);
        }
    }, stop);
}
