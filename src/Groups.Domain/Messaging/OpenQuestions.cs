using Groups.Domain.Data;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>The questions that a reply from one number could answer: messages that asked about sessions still to come.</summary>
internal sealed class OpenQuestions
{
    private static readonly MessageState[] Arrived = [MessageState.Sending, MessageState.Accepted, MessageState.Delivered, MessageState.Unknown];

    private static readonly MessageKind[] AskNothing = [MessageKind.Cancelled, MessageKind.Speaker, MessageKind.Relay, MessageKind.RelayTest, MessageKind.Vote, MessageKind.ContactList, MessageKind.StepBack];

    private readonly IReadOnlyList<OpenQuestion> _questions;

    private OpenQuestions(IReadOnlyList<OpenQuestion> questions) => _questions = questions;

    /// <summary>The one question that can be meant, or null where there is none or more than one.</summary>
    public OpenQuestion? Only => _questions is [var only] ? only : null;

    /// <summary>More than one can be meant.</summary>
    public bool IsUnclear => _questions.Count > 1;

    /// <summary>The sessions asked about.</summary>
    public IEnumerable<Guid> SessionIds => _questions.Select(q => q.SessionId).Distinct();

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

        var questions = asked.GroupBy(a => new OpenQuestion(a.PersonId, a.GroupId, a.SessionId, a.IsDuty))
            .Select(q => (Question: q.Key, ByText: q.Any(a => a.ByText), Answered: q.All(a => a.IsDuty ? !a.HasOpenTurn : a.AnsweredAt >= a.SentAt))).ToList();
        if (questions.Exists(q => q.ByText))
        {
            questions.RemoveAll(q => !q.ByText);
        }

        if (questions.Exists(q => !q.Answered))
        {
            questions.RemoveAll(q => q.Answered);
        }

        return new OpenQuestions(questions.ConvertAll(q => q.Question));
    }
}

/// <summary>One person asked about one session: whether they come, or whether they can do their turns there.</summary>
internal sealed record OpenQuestion(Guid PersonId, Guid GroupId, Guid SessionId, bool IsDuty = false);
