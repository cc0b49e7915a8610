using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Live;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>Records what a person says about a coming session: their own word, or what they told a lead or worker.</summary>
public sealed class RecordAnswer(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Records the answer; a later one replaces it. "Not this time" silences the reminders that were to come.</summary>
    /// <param name="viewer">The person themselves, somebody who may see answers in the group, or the program.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="personId">The person.</param>
    /// <param name="value">What they said.</param>
    /// <param name="source">How it reached us.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">The session or person is not there, or not the viewer's.</exception>
    /// <exception cref="RuleViolation">The session is not to come any more.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, Guid personId, AnswerValue value, AnswerSource source, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var session = await db.Sessions.FirstOrDefaultAsync(s => s.Id == sessionId, stop) ?? throw new NotFoundException();
            if (viewer.Kind != ViewerKind.Program && viewer.PersonId != personId)
            {
                await GroupAccess.RequireAsync(db, viewer, session.GroupId, a => a.MaySeeAnswers, stop);
            }

            if (!await db.Members.AnyAsync(m => m.GroupId == session.GroupId && m.PersonId == personId && m.LeftAt == null, stop))
            {
                throw new NotFoundException();
            }

            var now = clock.GetCurrentInstant();
            if (session.Status == SessionStatus.Cancelled)
            {
                throw new RuleViolation("This session is off, so no answer is needed.");
            }

            if (session.EndsAt <= now)
            {
                throw new RuleViolation("This session is over, so no answer is needed.");
            }

            await SetAsync(db, session, personId, value, source, now, stop);
        }, stop);
    }

    internal static async Task SetAsync(GroupsDb db, Session session, Guid personId, AnswerValue value, AnswerSource source, Instant now, CancellationToken stop)
    {
        await db.LockPlanAsync(session.GroupId, stop);
        var answer = await db.Answers.FirstOrDefaultAsync(a => a.SessionId == session.Id && a.PersonId == personId, stop);
        if (answer is null)
        {
            db.Answers.Add(new Answer(session.Id, personId, value, source, now));
        }
        else
        {
            answer.Change(value, source, now);
        }

        await Replan.GroupAsync(db, session.GroupId, now, stop);
        db.Announce(session.Id, SessionChangeKind.Replies);
    }
}
