using Groups.Domain.Data;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Membership.ContactList;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>Takes a yes or no to a question about the group as a whole, as it was asked in a message: a vote, or the contact list.</summary>
public sealed class AnswerGroup(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Takes the answer that was given in a call.</summary>
    /// <param name="viewer">The program: it heard the answer.</param>
    /// <param name="messageId">The message that asked.</param>
    /// <param name="yes">What they said.</param>
    /// <param name="source">How it reached us.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">The viewer is not the program, or there is no such question.</exception>
    public Task<GroupAnswer> RunAsync(Viewer viewer, Guid messageId, bool yes, AnswerSource source, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var asked = viewer.Kind == ViewerKind.Program
                ? await db.Messages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == messageId && (m.Kind == MessageKind.Vote || m.Kind == MessageKind.ContactList), stop)
                : null;
            return asked is null
                ? throw new NotFoundException()
                : await SetAsync(db, asked.Kind, asked.GroupId, asked.Revision, asked.PersonId, yes, source, clock.GetCurrentInstant(), stop);
        }, stop);
    }

    /// <summary>As <see cref="RunAsync"/>, in the caller's transaction.</summary>
    internal static async Task<GroupAnswer> SetAsync(
        GroupsDb db, MessageKind kind, Guid groupId, int number, Guid personId, bool yes, AnswerSource source, Instant now, CancellationToken stop)
    {
        if (kind == MessageKind.ContactList)
        {
            await ListConsents.SetAsync(db, groupId, personId, yes, source, now, stop);
            return GroupAnswer.Noted;
        }

        if (await VoteReach.OpenFor(db, personId, now).FirstOrDefaultAsync(v => v.GroupId == groupId && v.Number == number, stop) is not { } vote)
        {
            return GroupAnswer.TooLate;
        }

        try
        {
            await CastVote.SetAsync(db, vote, personId, yes ? Ballot.Yes : Ballot.No, now, stop);
            return GroupAnswer.Noted;
        }
        catch (RuleViolation)
        {
            return vote.IsOpen(now) ? GroupAnswer.VotedAlready : GroupAnswer.TooLate;
        }
    }
}

/// <summary>What became of an answer.</summary>
public enum GroupAnswer
{
    /// <summary>It is noted.</summary>
    Noted,

    /// <summary>They have voted already; nothing changed.</summary>
    VotedAlready,

    /// <summary>The question is no longer open to them.</summary>
    TooLate,
}
