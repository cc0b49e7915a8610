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
    /// <param name="source">How it reached us.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">There is no such turn, or it is not the viewer's.</exception>
    /// <exception cref="RuleViolation">The session is not to come any more.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, Guid personId, TurnAnswer answer, AnswerSource source, CancellationToken stop = default)
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

            await SetAsync(db, session, personId, answer, source, null, now, stop);
        }, stop);
    }

    /// <summary>
    /// As <see cref="RunAsync"/>, in the caller's transaction. A no stands in the inbox with who is needed now: in the row of <paramref name="words"/>,
    /// what they wrote, or in a row of its own where they wrote nothing.
    /// </summary>
    internal static async Task SetAsync(
        GroupsDb db, Session session, Guid personId, TurnAnswer answer, AnswerSource source, Reply? words, Instant now, CancellationToken stop)
    {
        await db.LockPlanAsync(session.GroupId, stop);
        var turns = await db.DutyTurns.Where(t => t.SessionId == session.Id && t.PersonId == personId).ToListAsync(stop);
        var isNew = turns.Exists(t => t.Answer != answer);
        turns.ForEach(t => t.Say(answer, now));
        if (answer == TurnAnswer.No && (isNew || words is not null))
        {
            (words ?? Row(db, session, personId, source, now)).AskPerson(
                $"Somebody else is needed to {MessageWording.DutiesInWords(turns.Select(t => t.Duty))} on {SessionTime.DayInWords(session.Date, session.Date)}.");
        }
        else if (answer == TurnAnswer.Yes)
        {
            var earlier = await db.Replies.Where(r => r.SessionId == session.Id && r.PersonId == personId && r.NeedsPerson && r.Note != null).ToListAsync(stop);
            earlier.ForEach(r => r.AskPerson("They said yes after this."));
        }

        (await db.Groups.FirstAsync(g => g.Id == session.GroupId, stop)).HandoverChanged();
        await Replan.GroupAsync(db, session.GroupId, now, stop);
        db.Announce(session.Id, SessionChangeKind.Session);
    }

    private static Reply Row(GroupsDb db, Session session, Guid personId, AnswerSource source, Instant now)
    {
        var (from, body) = source switch
        {
            AnswerSource.Page => ("page", "No, said on the personal page."),
            AnswerSource.Call => ("call", "No, said in a call."),
            _ => ("told", "No, told to somebody who wrote it down."),
        };
        var reply = new Reply($"duty-{Guid.CreateVersion7():N}", from, body, ReplyMeaning.NotThisTime, now);
        reply.BelongsTo(personId, session.GroupId, session.Id);
        db.Replies.Add(reply);
        db.Announce(session.Id, SessionChangeKind.Replies);
        return reply;
    }
}
