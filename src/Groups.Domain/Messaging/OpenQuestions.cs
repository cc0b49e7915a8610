using Groups.Domain.Data;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>
/// The questions that a reply from one number could answer: messages that asked about sessions still to come, about a vote that is open, or about
/// the group's own contact list.
/// </summary>
internal sealed class OpenQuestions
{
    private static readonly MessageState[] Arrived = [MessageState.Sending, MessageState.Accepted, MessageState.Delivered, MessageState.Unknown];

    /// <summary>These ask nothing, or nothing about their session.</summary>
    private static readonly MessageKind[] AskNothing = [MessageKind.Cancelled, MessageKind.Speaker, MessageKind.Relay, MessageKind.RelayTest, MessageKind.Vote, MessageKind.ContactList, MessageKind.StepBack];

    /// <summary>So long a yes or no by text can be meant for the contact list.</summary>
    private static readonly Duration ListAnswers = Duration.FromDays(14);

    /// <summary>So long after a vote a late answer to it may still come in.</summary>
    private static readonly Duration LateVotes = Duration.FromDays(30);

    private readonly IReadOnlyList<OpenQuestion> _questions;
    private readonly bool _anyVote;

    private OpenQuestions(IReadOnlyList<OpenQuestion> questions, bool anyVote) => (_questions, _anyVote) = (questions, anyVote);

    /// <summary>The one question that can be meant, or null where there is none or more than one.</summary>
    public OpenQuestion? Only => _questions is [var only] ? only : null;

    /// <summary>More than one can be meant.</summary>
    public bool IsUnclear => _questions.Count > 1;

    /// <summary>
    /// A yes or no may be somebody's vote: it is the one question, or among those that can be meant, or it closed lately. Then its words are not kept.
    /// </summary>
    public bool MayBeVote => Only is { } only ? only.Kind == QuestionKind.Vote : _anyVote;

    /// <summary>The sessions asked about.</summary>
    public IEnumerable<Guid> SessionIds => _questions.Where(q => q.Kind is QuestionKind.Coming or QuestionKind.Duty).Select(q => q.SessionId).Distinct();

    /// <summary>
    /// The open questions of a number. Those asked by text on this number come before those asked in another way; those not answered since
    /// come before those that were, so that the only one answered can still be changed.
    /// </summary>
    public static async Task<OpenQuestions> OfAsync(GroupsDb db, string address, List<Guid> people, Instant now, CancellationToken stop)
    {
        var asked = await (
            from m in db.Messages
            join s in db.Sessions on m.SessionId equals s.Id
            where people.Contains(m.PersonId) && Arrived.Contains(m.State) && !AskNothing.Contains(m.Kind)
                && s.Status == SessionStatus.Planned && s.StartsAt > now
                && db.Members.Any(member => member.GroupId == m.GroupId && member.PersonId == m.PersonId && member.LeftAt == null)
                && (m.Kind != MessageKind.Duty || m.Revision == s.Revision && db.DutyTurns.Any(t => t.SessionId == m.SessionId && t.PersonId == m.PersonId))
            select new
            {
                IsDuty = m.Kind == MessageKind.Duty,
                m.PersonId,
                m.GroupId,
                m.SessionId,
                m.SentAt,
                ByText = m.Address == address && m.Way == ContactWay.Text,
                HasOpenTurn = db.DutyTurns.Any(t => t.SessionId == m.SessionId && t.PersonId == m.PersonId && t.Answer == null),
                AnsweredAt = db.Answers.Where(a => a.SessionId == m.SessionId && a.PersonId == m.PersonId).Select(a => (Instant?)a.At).FirstOrDefault(),
            }).ToListAsync(stop);

        var votes = await VotesAsync(db, address, people, now, stop);
        var questions = asked.GroupBy(a => new OpenQuestion(a.PersonId, a.GroupId, a.SessionId, a.IsDuty ? QuestionKind.Duty : QuestionKind.Coming))
            .Select(q => new Asked(q.Key, q.Any(a => a.ByText), q.All(a => a.IsDuty ? !a.HasOpenTurn : a.AnsweredAt >= a.SentAt)))
            .Concat(votes.FindAll(v => v.IsOpen).Select(v => v.Asked))
            .Concat(await ListsAsync(db, address, people, now, stop)).ToList();
        if (questions.Exists(q => q.ByText))
        {
            questions.RemoveAll(q => !q.ByText);
        }

        if (questions.Exists(q => !q.Answered))
        {
            questions.RemoveAll(q => q.Answered);
        }

        return new OpenQuestions(questions.ConvertAll(q => q.Question), votes.Count > 0);
    }

    /// <summary>Votes they were asked about: those that are open to them, and those that closed lately.</summary>
    private static async Task<List<(Asked Asked, bool IsOpen)>> VotesAsync(GroupsDb db, string address, List<Guid> people, Instant now, CancellationToken stop)
    {
        var lately = now - LateVotes;
        var rows = await (
            from m in db.Messages
            join v in db.Votes on new { m.GroupId, Number = m.Revision } equals new { v.GroupId, v.Number }
            where people.Contains(m.PersonId) && m.Kind == MessageKind.Vote && Arrived.Contains(m.State) && (v.ClosedAt ?? v.ClosesAt) > lately
            select new
            {
                m.PersonId,
                m.GroupId,
                m.SessionId,
                v.Number,
                ByText = m.Address == address && m.Way == ContactWay.Text,
                IsOpen = v.ClosedAt == null && v.ClosesAt > now && db.Members.Any(member => member.GroupId == m.GroupId && member.PersonId == m.PersonId && member.LeftAt == null),
                Answered = db.VotesTaken.Any(t => t.VoteId == v.Id && t.PersonId == m.PersonId),
            }).ToListAsync(stop);
        return rows.ConvertAll(r => (new Asked(new(r.PersonId, r.GroupId, r.SessionId, QuestionKind.Vote, r.Number), r.ByText, r.Answered), r.IsOpen));
    }

    private static async Task<List<Asked>> ListsAsync(GroupsDb db, string address, List<Guid> people, Instant now, CancellationToken stop)
    {
        var since = now - ListAnswers;
        var rows = await (
            from m in db.Messages
            join c in db.ListConsents on new { m.GroupId, m.PersonId } equals new { c.GroupId, c.PersonId }
            where people.Contains(m.PersonId) && m.Kind == MessageKind.ContactList && Arrived.Contains(m.State) && m.SentAt > since
                && db.Members.Any(member => member.GroupId == m.GroupId && member.PersonId == m.PersonId && member.LeftAt == null)
            select new { m.PersonId, m.GroupId, m.SessionId, m.SentAt, ByText = m.Address == address && m.Way == ContactWay.Text, c.YesAt, c.NoAt }).ToListAsync(stop);
        return [.. rows.GroupBy(r => (r.PersonId, r.GroupId)).Select(g => new Asked(
            new(g.Key.PersonId, g.Key.GroupId, g.First().SessionId, QuestionKind.ContactList), g.Any(r => r.ByText), g.All(r => r.YesAt != null || r.NoAt >= r.SentAt)))];
    }

    private sealed record Asked(OpenQuestion Question, bool ByText, bool Answered);
}

/// <summary>One person was asked one thing.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="GroupId">The group.</param>
/// <param name="SessionId">The session it is about, or was sent before.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Number">Which vote of the group.</param>
internal sealed record OpenQuestion(Guid PersonId, Guid GroupId, Guid SessionId, QuestionKind Kind = QuestionKind.Coming, int Number = 0);

/// <summary>What a yes or no answers.</summary>
internal enum QuestionKind
{
    /// <summary>Whether they come.</summary>
    Coming,

    /// <summary>Whether they can do their turns.</summary>
    Duty,

    /// <summary>A vote of the group.</summary>
    Vote,

    /// <summary>Whether their contact may stand on the group's own list.</summary>
    ContactList,
}
