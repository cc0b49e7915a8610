using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>All that the plan of some groups depends on, in a fixed number of reads. Nothing of it is tracked.</summary>
internal sealed class PlanFacts
{
    private ILookup<Guid, Session> _sessions = Nothing<Session>();
    private Dictionary<Guid, Reminders> _rules = [];
    private ILookup<Guid, Member> _members = Nothing<Member>();
    private Dictionary<Guid, Person> _people = [];
    private ILookup<Guid, Answer> _answers = Nothing<Answer>();
    private ILookup<Guid, LedgerRow> _rows = Nothing<LedgerRow>();
    private HashSet<(Guid Group, Guid Person)> _welcomed = [];
    private HashSet<string> _stopped = [];
    private Dictionary<(Guid Session, Guid Person), Instant> _asked = [];

    /// <summary>Reads the facts. Where <paramref name="hold"/>, the messages stay as they were read until the end of the transaction.</summary>
    public static async Task<PlanFacts> ReadAsync(GroupsDb db, IReadOnlyList<Guid> groupIds, bool hold, Instant now, CancellationToken stop)
    {
        var facts = new PlanFacts();
        var groups = groupIds.ToArray();
        var until = now + MessagePlan.Horizon;
        var sessions = await db.Sessions.AsNoTracking()
            .Where(s => EF.Parameter(groups).Contains(s.GroupId) && s.StartsAt > now
                && (s.StartsAt <= until || s.MovedFrom <= until || db.Messages.Any(m => m.SessionId == s.Id)))
            .OrderBy(s => s.StartsAt).ToListAsync(stop);
        facts._sessions = sessions.ToLookup(s => s.GroupId);
        if (sessions.Count > 0)
        {
            groups = [.. facts._sessions.Select(g => g.Key)];
            await facts.ReadGroupsAsync(db, groups, now, stop);
            await facts.ReadSessionsAsync(db, [.. sessions.Select(s => s.Id)], hold, stop);
        }

        return facts;
    }

    /// <summary>How the ledger of a group differs from its plan.</summary>
    public PlanDifference DifferenceOf(Guid groupId, Instant now) => DifferenceOf(groupId, onlyWhether: false, now);

    /// <summary>Whether the ledger of a group differs from its plan at all.</summary>
    public bool Differs(Guid groupId, Instant now) => !DifferenceOf(groupId, onlyWhether: true, now).IsNone;

    private PlanDifference DifferenceOf(Guid groupId, bool onlyWhether, Instant now)
    {
        var difference = new PlanDifference();
        var sessions = _sessions[groupId].ToList();
        var first = sessions.Find(s => s.Status == SessionStatus.Planned && s.StartsAt - Duration.FromMinutes(30) > now);
        foreach (var session in sessions)
        {
            var rows = _rows[session.Id].ToList();
            var told = rows.Where(r => r.State.MayHaveReached()).ToLookup(r => r.PersonId);
            var answered = _answers[session.Id].ToDictionary(a => a.PersonId);
            var members = _members[groupId].Select(m => Planned(
                m, session, rows, told[m.PersonId], answered.GetValueOrDefault(m.PersonId), session == first && WantsWelcome(m, now) && !_welcomed.Contains((groupId, m.PersonId)))).ToList();
            if (session is { SpeakerId: { } speaker, SpeakerSince: { } since } && !members.Exists(m => m.PersonId == speaker) && _people.ContainsKey(speaker))
            {
                members.Add(PlannedMember.Speaker(speaker, since, SpeakerExpects(session, since, told[speaker])));
            }

            var wanted = MessagePlan.For(session, members, _rules[groupId], now);
            difference.Add(session, [.. wanted, .. RelaysStillWanted(session, members, rows)], rows, Gate, now);
            if (onlyWhether && !difference.IsNone)
            {
                break;
            }

            GateAnswer Gate(WantedMessage want) => ContactGate.Ask(_people[want.PersonId], _stopped.Contains, want.Kind, session.StartsAt, now);
        }

        return difference;
    }

    private async Task ReadGroupsAsync(GroupsDb db, Guid[] groups, Instant now, CancellationToken stop)
    {
        _rules = await db.Groups.AsNoTracking().Where(g => EF.Parameter(groups).Contains(g.Id))
            .Select(g => new { g.Id, g.Reminders }).ToDictionaryAsync(g => g.Id, g => g.Reminders, stop);
        var members = await db.Members.AsNoTracking().Where(m => EF.Parameter(groups).Contains(m.GroupId) && m.LeftAt == null).ToListAsync(stop);
        _members = members.ToLookup(m => m.GroupId);
        var speakers = _sessions.SelectMany(s => s).Select(s => s.SpeakerId).OfType<Guid>();
        Guid[] people = [.. members.Select(m => m.PersonId).Concat(speakers).Distinct()];
        _people = await db.People.AsNoTracking().Include(p => p.Contacts).Where(p => EF.Parameter(people).Contains(p.Id)).ToDictionaryAsync(p => p.Id, stop);
        _stopped = (await db.People.Where(p => EF.Parameter(people).Contains(p.Id)).SelectMany(p => p.Contacts)
            .Select(c => c.Address).Where(a => db.StoppedNumbers.Any(s => s.Address == a)).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        Guid[] newcomers = [.. members.Where(m => WantsWelcome(m, now)).Select(m => m.PersonId)];
        if (newcomers.Length > 0)
        {
            _welcomed = (await db.Messages
                .Where(m => EF.Parameter(newcomers).Contains(m.PersonId) && m.Kind == MessageKind.Welcome && (m.Attempts > 0 || m.State == MessageState.ToPhone))
                .Select(m => new { m.GroupId, m.PersonId }).ToListAsync(stop)).Select(m => (m.GroupId, m.PersonId)).ToHashSet();
        }
    }

    private async Task ReadSessionsAsync(GroupsDb db, Guid[] sessions, bool hold, CancellationToken stop)
    {
        _answers = (await db.Answers.AsNoTracking().Where(a => EF.Parameter(sessions).Contains(a.SessionId)).ToListAsync(stop)).ToLookup(a => a.SessionId);
        var messages = hold ? db.HeldMessages(sessions) : db.Messages.Where(m => EF.Parameter(sessions).Contains(m.SessionId));
        _rows = (await messages.AsNoTracking()
            .Select(m => new LedgerRow(m.Id, m.SessionId, m.PersonId, m.Kind, m.Revision, m.State, m.Attempts, m.SessionStart, m.CalledFor, m.NotAfter, m.PlannedAt, m.SentAt))
            .ToListAsync(stop)).ToLookup(r => r.SessionId);
        var turns = await db.DutyTurns.Where(t => EF.Parameter(sessions).Contains(t.SessionId) && t.PersonId != null && t.PlannedAt != null && t.Answer == null
                && (db.DutyHoldings.Any(h => h.GroupId == t.GroupId && (h.PersonId == t.PersonId || h.DeputyId == t.PersonId) && h.Until == null)
                    || db.DutyPractices.Any(p => p.GroupId == t.GroupId && p.PersonId == t.PersonId && p.Until == null)))
            .Select(t => new { t.SessionId, PersonId = t.PersonId!.Value, Since = t.PlannedAt!.Value }).ToListAsync(stop);
        _asked = turns.GroupBy(t => (t.SessionId, t.PersonId)).ToDictionary(t => t.Key, t => t.Min(x => x.Since));
    }

    /// <summary>What a lead wrote goes on as it was planned, while the session is as it was and the person still belongs.</summary>
    private static IEnumerable<WantedMessage> RelaysStillWanted(Session session, List<PlannedMember> members, List<LedgerRow> rows) =>
        session.Status == SessionStatus.Planned
            ? rows.Where(r => r.Kind.IsSentByHand() && r.State.CanBeEnded() && r.SessionStart == session.StartsAt && members.Exists(m => m.PersonId == r.PersonId))
                .Select(r => new WantedMessage(r.PersonId, r.Kind, r.Revision, r.CalledFor, r.NotAfter))
            : [];

    /// <summary>A speaker knows the session as it was when they were asked, or as the last message said.</summary>
    private static Instant? SpeakerExpects(Session session, Instant since, IEnumerable<LedgerRow> told) =>
        LastTold(told) is { } last ? last.Kind == MessageKind.Cancelled ? null : last.SessionStart
        : session.ChangedAt > since ? session.MovedFrom ?? session.FirstStartsAt
        : session.StartsAt;

    private static LedgerRow? LastTold(IEnumerable<LedgerRow> told) =>
        told.Where(r => !r.Kind.IsSentByHand()).OrderBy(r => r.Revision).ThenBy(r => r.Kind == MessageKind.Cancelled).LastOrDefault();

    /// <summary>After a few days a welcome makes no sense any more, so nobody need look for one.</summary>
    private static bool WantsWelcome(Member member, Instant now) => member.Welcome && member.JoinedAt + MessagePlan.WelcomeFor > now;

    private PlannedMember Planned(Member member, Session session, List<LedgerRow> rows, IEnumerable<LedgerRow> told, Answer? answer, bool wantsWelcome)
    {
        var last = LastTold(told);
        var sawATime = answer is { Source: not AnswerSource.Text };
        Instant? expects = sawATime && session.Status == SessionStatus.Planned && answer!.At >= session.ChangedAt ? session.StartsAt
            : sawATime && !(last?.SentAt >= answer!.At) ? StartAt(session, rows, answer!.At)
            : last is null ? session.FirstStartsAt
            : last.Kind == MessageKind.Cancelled ? null
            : last.SessionStart;
        return new PlannedMember(
            member.PersonId, member.JoinedAt, member.Wants, member.NotYet, answer?.Value, last is not null || answer is not null, expects, wantsWelcome,
            session.SpeakerId == member.PersonId ? session.SpeakerSince : null,
            _asked.TryGetValue((session.Id, member.PersonId), out var asked) ? asked : null);
    }

    /// <summary>When the session was to start as of an earlier moment: the rows planned until then know it.</summary>
    private static Instant StartAt(Session session, List<LedgerRow> rows, Instant at) =>
        rows.Where(r => r.PlannedAt <= at && !r.Kind.IsSentByHand()).MaxBy(r => r.Revision)?.SessionStart ?? session.FirstStartsAt;

    private static ILookup<Guid, T> Nothing<T>() => Array.Empty<T>().ToLookup(_ => Guid.Empty);
}
