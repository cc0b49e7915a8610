using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Jobs.Channels;
using NodaTime;

namespace Groups.Domain.Tests.Messaging.Histories;

/// <summary>
/// What must, may and must not have been sent, from the facts of every step and the calls to the providers. It knows nothing of the plan; of the ledger
/// it reads what a row is for and how it ended.
/// </summary>
internal sealed class HistoryModel(bool sensitive)
{
    private static readonly MessageKind[] News = [MessageKind.Moved, MessageKind.Cancelled, MessageKind.Restored];

    private readonly List<Facts> _past = [];
    private readonly Dictionary<(Guid Person, Guid Session), Belief> _beliefs = [];
    private readonly Dictionary<(Guid, Guid, MessageKind, int), int> _came = [];

    private Facts Now => _past[^1];

    public void Learn(Facts facts) => _past.Add(facts);

    /// <summary>A person saw the session's time on a page, or heard it from somebody.</summary>
    public void Saw(Guid person, Guid session) => _beliefs[(person, session)] = Belief.Of(Now.SessionOf(session));

    /// <summary>Nobody can say whether this message came.</summary>
    public void MayHaveHeard(Message message) => _beliefs[(message.PersonId, message.SessionId)] = Belief.Unsure;

    /// <summary>After a run of the dispatcher: each call was right by what was true before it.</summary>
    public void CheckCalls(IReadOnlyList<Call> calls, IReadOnlyDictionary<Guid, Message> rows)
    {
        foreach (var call in calls)
        {
            CheckCall(call, rows[call.MessageId]);
        }

        foreach (var twice in calls.Where(c => c.MayHaveCome).GroupBy(c => (rows[c.MessageId].PersonId, rows[c.MessageId].SessionId)))
        {
            twice.Count().ShouldBe(1, "one person hears one thing at a time about a session");
        }

        foreach (var call in calls.Where(c => c.MayHaveCome))
        {
            var row = rows[call.MessageId];
            _beliefs[(row.PersonId, row.SessionId)] = call.Result == SendResult.Unknown ? Belief.Unsure : Belief.Of(Now.SessionOf(row.SessionId));
        }

    }

    /// <summary>After a run of the dispatcher and by what is true now: nothing that had to go stayed behind.</summary>
    public void CheckNothingIsMissing(IReadOnlyDictionary<Guid, Message> rows)
    {
        foreach (var session in Now.Sessions.Where(s => s.StartsAt > Now.At))
        {
            foreach (var person in Now.Members.Keys)
            {
                var own = rows.Values.Where(m => m.SessionId == session.Id && m.PersonId == person).ToList();
                MissingReminders.Check(_past, session, person, own);
                CheckNews(session, person, own);
            }
        }
    }

    /// <summary>At any time: what ended says why.</summary>
    public static void CheckLedger(IEnumerable<Message> rows)
    {
        foreach (var row in rows.Where(m => m.State is MessageState.Failed or MessageState.Suppressed or MessageState.Cancelled or MessageState.Superseded
            or MessageState.Expired or MessageState.Unknown or MessageState.ToPhone))
        {
            row.Reason.ShouldNotBeNullOrWhiteSpace($"{row.Kind} ended as {row.State} without a reason");
        }
    }

    private void CheckCall(Call call, Message row)
    {
        var session = Now.SessionOf(row.SessionId);
        var what = $"{row.Kind}/{row.Revision} to {Now.People[row.PersonId].Name} at {call.At}, session at {session.StartsAt} {session.Status}";
        row.Revision.ShouldBe(session.Revision, what);
        session.Status.ShouldBe(row.Kind == MessageKind.Cancelled ? SessionStatus.Cancelled : SessionStatus.Planned, what);
        call.At.ShouldBeLessThan(Expectations.NotAfter(session, row.Kind), what);
        Now.Members.Keys.ShouldContain(row.PersonId, what);
        Now.Addresses(row.PersonId).Select(c => c.Address).ShouldContain(call.To, what);
        var urgent = row.Kind == MessageKind.Cancelled && session.StartsAt - call.At < Duration.FromHours(12);
        Now.IsGoodHour(row.PersonId, call.At, urgent).ShouldBeTrue($"bad hour: {what}");
        CheckWords(call, row, session, what);
        CheckReason(call, row, session, what);
        if (call.IsText ? call.WasTaken : call.Result == SendResult.Accepted)
        {
            var key = (row.PersonId, row.SessionId, row.Kind, row.Revision);
            (_came[key] = _came.GetValueOrDefault(key) + 1).ShouldBe(1, $"twice: {what}");
        }
    }

    private void CheckWords(Call call, Message row, Session session, string what)
    {
        call.Words.ShouldNotContain("Braid", Case.Insensitive, what);
        call.Words.ShouldContain(SessionTime.InWords(session.Date, session.StartTime), Case.Insensitive, what);
        if (sensitive)
        {
            call.Words.ShouldNotContain("Café", Case.Insensitive, what);
            call.Words.ShouldNotContain("Meet-up", Case.Insensitive, what);
        }

        foreach (var other in Now.People.Values.Where(p => p.Id != row.PersonId))
        {
            call.Words.ShouldNotContain(other.Name, Case.Sensitive, what);
        }
    }

    private void CheckReason(Call call, Message row, Session session, string what)
    {
        var belief = _beliefs.GetValueOrDefault((row.PersonId, row.SessionId));
        switch (row.Kind)
        {
            case MessageKind.DayBefore or MessageKind.SameDay:
                var due = Expectations.ReminderAt(Now, session, row.PersonId, row.Kind);
                due.ShouldNotBeNull($"uncalled for: {what}");
                due.Value.ShouldBeLessThanOrEqualTo(call.At, $"early: {what}");
                MissingReminders.WasCalledForBefore(_past, row.SessionId, row.PersonId, row.Kind, due.Value).ShouldBeTrue($"back-filled: {what}");
                break;
            case MessageKind.Moved when row.Attempts == 1: // one that was in doubt goes once more, whatever else was said since
                if (belief is { IsSure: true })
                {
                    belief.Start.ShouldNotBe(session.StartsAt, $"no news: {what}");
                    belief.Start.ShouldNotBeNull(what);
                    call.At.ShouldBeLessThan(belief.Start.Value - Duration.FromMinutes(15), $"too late for who expects the old time: {what}");
                }

                break;
            case MessageKind.Moved:
                break;
            case MessageKind.Cancelled:
                (belief is { IsSure: true, Start: null }).ShouldBeFalse($"no news: {what}");
                break;
            case MessageKind.Restored:
                (belief is null || belief is { IsSure: true, Start: not null }).ShouldBeFalse($"never heard that it was off: {what}");
                break;
            case MessageKind.Welcome:
                Now.Members[row.PersonId].Welcome.ShouldBeTrue(what);
                break;
            default:
                throw new InvalidOperationException($"Nobody asked for {what}.");
        }
    }

    /// <summary>Whoever was told another time, or that it is off, or on, is told the truth, or stands on the call list, or the row says why not.</summary>
    private void CheckNews(Session session, Guid person, List<Message> own)
    {
        if (!_beliefs.TryGetValue((person, session.Id), out var belief) || !belief.IsSure || belief == Belief.Of(session)
            || session.ChangedAt is not { } changed || Now.Members[person].JoinedAt > changed || !Now.MayBeContacted(person))
        {
            return;
        }

        var answer = Now.AnswerOf(session.Id, person);
        if ((Now.Members[person].NotYet && answer != AnswerValue.Coming) || (session.Status == SessionStatus.Cancelled && answer == AnswerValue.NotThisTime))
        {
            return;
        }

        var what = $"{Now.People[person].Name} expects {belief}, but the session is {session.Status} at {session.StartsAt} (revision {session.Revision}), it is {Now.At}; rows: "
            + string.Join(", ", own.Select(m => $"{m.Kind}/{m.Revision} {m.State} {m.Reason}"));
        var news = own.Find(m => m.Revision == session.Revision && News.Contains(m.Kind) && m.State is not (MessageState.Cancelled or MessageState.Superseded));
        news.ShouldNotBeNull($"nobody tells: {what}");
        var waits = news.State == MessageState.Planned && news.Attempts == 0 && news.NotAfter > Now.At;
        var urgent = news.Kind == MessageKind.Cancelled && session.StartsAt - Now.At < Duration.FromHours(12);
        (waits && Now.IsGoodHour(person, Now.At, urgent)).ShouldBeFalse($"waits though it could go, until {news.DueAt}: {what}");
        (news.State == MessageState.Suppressed && news.NotAfter > Now.At && news.Attempts == 0).ShouldBeFalse($"stays suppressed: {what}");
    }
}

/// <summary>What a person has in mind about a session; no start when they think it is off.</summary>
internal sealed record Belief(Instant? Start, bool IsSure)
{
    public static Belief Unsure { get; } = new(null, false);

    public static Belief Of(Session session) => new(session.Status == SessionStatus.Cancelled ? null : session.StartsAt, true);

    public override string ToString() => !IsSure ? "something" : Start?.ToString() ?? "that it is off";
}
