using Groups.Domain.Data;
using Groups.Domain.Handover.Rota;
using Groups.Domain.Live;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>
/// Records whether a peer can do their turns at a coming session. No is fine: the turn is free again, and the next willing peer is asked by the program, or
/// where nobody is left by a person.
/// </summary>
public sealed class AnswerDuty(IDbContextFactory<GroupsDb> databases, HandoverNumbers numbers, IClock clock)
{
    /// <summary>
    /// Records one answer for all turns of the person at the session; a later one replaces it, but a yes after a no counts only while nobody else was asked in
    /// their place. It says nothing about coming.
    /// </summary>
    /// <param name="viewer">The person themselves, or whoever moves duties in the group.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="personId">The peer.</param>
    /// <param name="answer">What they said.</param>
    /// <param name="source">How it reached us.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">There is no such turn, or it is not the viewer's.</exception>
    /// <exception cref="RuleViolation">The session is not to come any more, or somebody else was asked by now.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, Guid personId, TurnAnswer answer, AnswerSource source, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var now = clock.GetCurrentInstant();
            var session = await FindAsync(db, viewer, sessionId, personId, Enum.IsDefined(answer), now, stop);
            await SetAsync(db, session, personId, answer, source, null, numbers, now, stop);
        }, stop);
    }

    /// <summary>
    /// The duty is too much: whoever was asked about it hands it back with this one tap or letter, no reason asked. Their coming turns are free again and the
    /// next peer is asked.
    /// </summary>
    /// <inheritdoc cref="RunAsync"/>
    public Task TooMuchAsync(Viewer viewer, Guid sessionId, Guid personId, AnswerSource source, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var now = clock.GetCurrentInstant();
            var session = await FindAsync(db, viewer, sessionId, personId, true, now, stop);
            var duties = await db.DutyTurns.Where(t => t.SessionId == sessionId && t.PersonId == personId).Select(t => t.Duty).ToListAsync(stop);
            await TooMuch.SayAsync(db, session.GroupId, personId, duties, session.Id, source, null, numbers, now, stop);
        }, stop);
    }

    /// <summary>
    /// As <see cref="RunAsync"/>, in the caller's transaction. A no stands in the inbox with who is asked or needed now: in the row of
    /// <paramref name="words"/>, what they wrote, or in a row of its own where they wrote nothing.
    /// </summary>
    internal static async Task SetAsync(
        GroupsDb db, Session session, Guid personId, TurnAnswer answer, AnswerSource source, Reply? words, HandoverNumbers numbers, Instant now, CancellationToken stop)
    {
        await db.LockPlanAsync(session.GroupId, stop);
        var turns = await db.DutyTurns.Where(t => t.SessionId == session.Id && t.PersonId == personId).ToListAsync(stop);
        if (answer == TurnAnswer.No)
        {
            await SayNoAsync(db, session, personId, turns, source, words, numbers, now, stop);
        }
        else
        {
            await SayYesAsync(db, session, personId, turns, words, now, stop);
        }

        (await db.Groups.FirstAsync(g => g.Id == session.GroupId, stop)).HandoverChanged();
        await Replan.GroupAsync(db, session.GroupId, now, stop);
        db.Announce(session.Id, SessionChangeKind.Session);
    }

    /// <summary>A row of the inbox for what nobody wrote.</summary>
    internal static Reply Row(GroupsDb db, Guid groupId, Guid? sessionId, Guid personId, AnswerSource source, string what, ReplyMeaning meaning, Instant now)
    {
        var (from, body) = source switch
        {
            AnswerSource.Page => ("page", $"{what}, said on the personal page."),
            AnswerSource.Call => ("call", $"{what}, said in a call."),
            _ => ("told", $"{what}, told to somebody who wrote it down."),
        };
        var reply = new Reply($"duty-{Guid.CreateVersion7():N}", from, body, meaning, now);
        reply.BelongsTo(personId, groupId, sessionId);
        db.Replies.Add(reply);
        if (sessionId is { } session)
        {
            db.Announce(session, SessionChangeKind.Replies);
        }

        return reply;
    }

    private static async Task SayNoAsync(
        GroupsDb db, Session session, Guid personId, List<DutyTurn> turns, AnswerSource source, Reply? words, HandoverNumbers numbers, Instant now, CancellationToken stop)
    {
        var freed = turns.Where(t => t.Answer != TurnAnswer.No).Select(t => t.Duty).ToList();
        turns.ForEach(t => t.Say(TurnAnswer.No, now));
        if (freed.Count == 0)
        {
            words?.Remark("Noted before: they cannot do it this time.");
            return;
        }

        var next = await AskNext.InsteadAsync(db, session, personId, freed, numbers, now, stop);
        var row = words ?? Row(db, session.GroupId, session.Id, personId, source, "No", ReplyMeaning.NotThisTime, now);
        if (next.Needed.Count > 0)
        {
            row.AskPerson(next.InWords());
        }
        else if (next.Asked.Count > 0)
        {
            row.Remark(next.InWords());
        }
        else
        {
            row.Remark("Somebody else does it that day.");
        }
    }

    /// <summary>A late yes takes the turn back from a stand-in who was not asked yet; else the stand-in keeps it, so that nobody turns up twice for one thing.</summary>
    private static async Task SayYesAsync(GroupsDb db, Session session, Guid personId, List<DutyTurn> turns, Reply? words, Instant now, CancellationToken stop)
    {
        var taken = new List<Duty>();
        foreach (var turn in turns)
        {
            var others = turn.Answer != TurnAnswer.No ? [] : await db.DutyTurns
                .Where(t => t.SessionId == session.Id && t.Duty == turn.Duty && t.PersonId != personId && t.InsteadOf != null && (t.Answer == null || t.Answer != TurnAnswer.No)).ToListAsync(stop);
            if (others.Count > 0 && await IsKeptAsync(db, session, others, stop))
            {
                taken.Add(turn.Duty);
                continue;
            }

            db.DutyTurns.RemoveRange(others);
            turn.Say(TurnAnswer.Yes, now);
        }

        if (taken.Count > 0 && taken.Count == turns.Count && words is null)
        {
            throw new RuleViolation("Thank you. Somebody else was asked by now, so you are free this time.", "Taken");
        }

        var earlier = await db.Replies.Where(r => r.SessionId == session.Id && r.PersonId == personId && r.NeedsPerson && r.Note != null).ToListAsync(stop);
        earlier.ForEach(r => r.AskPerson("They said yes after this."));
        if (taken.Count > 0)
        {
            words?.AskPerson($"They could after all. Somebody else was asked by now to {Messaging.Wording.MessageWording.DutiesInWords(taken)} on {SessionTime.DayInWords(session.Date, session.Date)}: tell them thank you.");
        }
    }

    private static async Task<bool> IsKeptAsync(GroupsDb db, Session session, List<DutyTurn> standIns, CancellationToken stop)
    {
        var people = standIns.Select(t => t.PersonId).ToHashSet();
        return standIns.Exists(t => t.Answer == TurnAnswer.Yes) || (await db.HeldMessages([session.Id]).AsNoTracking().ToListAsync(stop))
            .Exists(m => m.Kind == MessageKind.Duty && m.Revision == session.Revision && people.Contains(m.PersonId) && m.IsAskedOrBeingAsked());
    }

    private static async Task<Session> FindAsync(GroupsDb db, Viewer viewer, Guid sessionId, Guid personId, bool isKnown, Instant now, CancellationToken stop)
    {
        var session = await db.Sessions.FirstOrDefaultAsync(s => s.Id == sessionId, stop) ?? throw new NotFoundException();
        if (viewer.PersonId != personId)
        {
            await GroupAccess.RequireAsync(db, viewer, session.GroupId, a => a.MayMoveDuties, stop);
        }

        if (!isKnown || !await db.DutyTurns.AnyAsync(t => t.SessionId == sessionId && t.PersonId == personId, stop))
        {
            throw new NotFoundException();
        }

        return session.Status == SessionStatus.Planned && session.StartsAt > now ? session
            : throw new RuleViolation("This session is not to come any more, so no answer is needed.");
    }
}
