using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Rota;

/// <summary>Somebody else does a turn at a coming session.</summary>
public sealed class SwapTurn(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>
    /// Puts one peer in the place of another; the question to the first is called off and the second is asked. Where the second has the same duty at
    /// <paramref name="inReturnFor"/>, the two change places.
    /// </summary>
    /// <param name="viewer">Who moves duties.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="duty">The duty.</param>
    /// <param name="fromPersonId">Who is named now; null for the worker.</param>
    /// <param name="toPersonId">Who does it instead.</param>
    /// <param name="inReturnFor">Another coming session of the group at which the first then does it for the second; null for none.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NotFoundException">There is no such turn, or it is not the viewer's to change.</exception>
    /// <exception cref="RuleViolation">The session is not to come any more, or the other one cannot take the turn.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, Duty duty, Guid? fromPersonId, Guid toPersonId, Guid? inReturnFor = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var now = clock.GetCurrentInstant();
            var groupId = await db.Sessions.Where(s => s.Id == sessionId).Select(s => (Guid?)s.GroupId).FirstOrDefaultAsync(stop) ?? throw new NotFoundException();
            await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayMoveDuties, stop);
            await db.LockPlanAsync(groupId, stop);
            await ReplaceAsync(db, groupId, sessionId, duty, fromPersonId, toPersonId, now, stop);
            if (inReturnFor is { } other && fromPersonId is { } first && other != sessionId)
            {
                await ReplaceAsync(db, groupId, other, duty, toPersonId, first, now, stop);
            }

            (await db.Groups.FirstAsync(g => g.Id == groupId, stop)).HandoverChanged();
            await Replan.GroupAsync(db, groupId, now, stop);
        }, stop);
    }

    private static async Task ReplaceAsync(GroupsDb db, Guid groupId, Guid sessionId, Duty duty, Guid? from, Guid to, Instant now, CancellationToken stop)
    {
        var session = await db.Sessions.FirstOrDefaultAsync(s => s.Id == sessionId && s.GroupId == groupId, stop) ?? throw new NotFoundException();
        if (session.Status != SessionStatus.Planned || session.StartsAt <= now)
        {
            throw new RuleViolation("This session is not to come any more, so nobody can swap there.", "Turn");
        }

        var turns = await db.DutyTurns.Where(t => t.SessionId == sessionId && t.Duty == duty).ToListAsync(stop);
        var turn = turns.Find(t => t.PersonId == from) ?? throw new NotFoundException();
        if (from == to || turns.Exists(t => t.PersonId == to && t.Answer != TurnAnswer.No))
        {
            throw new RuleViolation("They do this already that day. Choose somebody else.", "PersonId");
        }

        if (!await RestRules.DoSomething(db, groupId).AnyAsync(id => id == to, stop) && !await db.Members.AnyAsync(m => m.GroupId == groupId && m.PersonId == to && m.LeftAt == null, stop))
        {
            throw new RuleViolation("Choose somebody who is in the group now.", "PersonId");
        }

        if (await db.Rests.AnyAsync(r => r.GroupId == groupId && r.PersonId == to && r.From <= session.Date && r.Until >= session.Date, stop))
        {
            throw new RuleViolation("They have a rest that day. Choose somebody else.", "PersonId");
        }

        // whoever moves duties spoke with them, so an earlier no gives way
        db.DutyTurns.RemoveRange(turns.Where(t => t.PersonId == to).Append(turn));
        await db.SaveChangesAsync(stop);
        var next = new DutyTurn(groupId, sessionId, duty, to, now);
        if (from is { } first)
        {
            next.StandInFor(first);
        }

        db.DutyTurns.Add(next);
    }
}
