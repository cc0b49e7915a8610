using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>Records whether a peer can do their turns at a coming session. No is fine: the turn is free again and somebody else is asked by a person.</summary>
public sealed class AnswerDuty(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Records one answer for all turns of the person at the session; a later one replaces it. It says nothing about coming.</summary>
    /// <param name="viewer">The person themselves, or whoever moves duties in the group.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="personId">The peer.</param>
    /// <param name="answer">What they said.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">There is no such turn, or it is not the viewer's.</exception>
    /// <exception cref="RuleViolation">The session is not to come any more.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, Guid personId, TurnAnswer answer, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(async db =>
        {
            var now = clock.GetCurrentInstant();
            var session = await db.Sessions.FirstOrDefaultAsync(s => s.Id == sessionId, stop) ?? throw new NotFoundException();
            if (viewer.PersonId != personId)
            {
                await GroupAccess.RequireAsync(db, viewer, session.GroupId, a => a.MayMoveDuties, stop);
            }

            if (!Enum.IsDefined(answer) || !await db.DutyTurns.AnyAsync(t => t.SessionId == sessionId && t.PersonId == personId, stop))
            {
                throw new NotFoundException();
            }

            if (session.Status != SessionStatus.Planned || session.StartsAt <= now)
            {
                throw new RuleViolation("This session is not to come any more, so no answer is needed.");
            }

            await SetAsync(db, session.GroupId, sessionId, personId, answer, now, stop);
        }, stop);
    }

    /// <summary>As <see cref="RunAsync"/>, in the caller's transaction.</summary>
    /// <returns>Who is needed now, in words for whoever moves duties, or null after a yes.</returns>
    internal static async Task<string?> SetAsync(
        GroupsDb db, Guid groupId, Guid sessionId, Guid personId, TurnAnswer answer, Instant now, CancellationToken stop)
    {
        await db.LockPlanAsync(groupId, stop);
        var turns = await db.DutyTurns.Where(t => t.SessionId == sessionId && t.PersonId == personId).ToListAsync(stop);
        turns.ForEach(t => t.Say(answer, now));
        (await db.Groups.FirstAsync(g => g.Id == groupId, stop)).HandoverChanged();
        await Replan.GroupAsync(db, groupId, now, stop);
        db.Announce(sessionId, SessionChangeKind.Session);
        if (answer == TurnAnswer.Yes)
        {
            return null;
        }

        var date = await db.Sessions.Where(s => s.Id == sessionId).Select(s => s.Date).SingleAsync(stop);
        return $"Somebody else is needed to {MessageWording.DutiesInWords([.. turns.Select(t => t.Duty)])} on {SessionTime.DayInWords(date, date)}.";
    }
}
