using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>What has to change in the ledger so that it says what the plan wants: rows to add, and steps for rows it holds. Pure.</summary>
internal sealed class PlanDifference
{
    private readonly List<Message> _additions = [];
    private readonly Dictionary<Guid, Action<Message>> _changes = [];
    private readonly HashSet<Guid> _sessions = [];

    /// <summary>New rows.</summary>
    public IReadOnlyList<Message> Additions => _additions;

    /// <summary>The step of each row that changes, by the row's id.</summary>
    public IReadOnlyDictionary<Guid, Action<Message>> Changes => _changes;

    /// <summary>The sessions whose rows change.</summary>
    public IReadOnlyCollection<Guid> Sessions => _sessions;

    /// <summary>Something is due at once.</summary>
    public bool IsDueNow { get; private set; }

    /// <summary>The ledger already says what the plan wants.</summary>
    public bool IsNone => _sessions.Count == 0;

    /// <summary>Adds the difference of one session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="wanted">What the plan wants.</param>
    /// <param name="rows">What the ledger holds.</param>
    /// <param name="gate">What the contact gate says of a message that is wanted.</param>
    /// <param name="now">The moment of planning.</param>
    public void Add(Session session, IReadOnlyList<WantedMessage> wanted, IReadOnlyCollection<LedgerRow> rows, Func<WantedMessage, GateAnswer> gate, Instant now)
    {
        var unwanted = rows.ToDictionary(r => (r.PersonId, r.Kind, r.Revision));
        foreach (var want in wanted)
        {
            if (unwanted.Remove((want.PersonId, want.Kind, want.Revision), out var row))
            {
                Keep(row, want, gate(want), now);
            }
            else if (want.IsAhead(now))
            {
                Plan(session, want, gate(want), now);
            }
        }

        foreach (var row in unwanted.Values.Where(r => r.State.CanBeEnded()))
        {
            if (row.Revision < session.Revision)
            {
                End(row, MessageState.Superseded, "the session changed", now);
            }
            else if (row.NotAfter > now)
            {
                End(row, MessageState.Cancelled, "no longer called for", now);
            }
        }
    }

    private void Plan(Session session, WantedMessage want, GateAnswer gate, Instant now)
    {
        var row = new Message(session.GroupId, session.Id, want.PersonId, want.Kind, want.Revision, session.StartsAt, want.DueAt, want.NotAfter, now);
        if (gate.MaySend)
        {
            IsDueNow |= want.DueAt <= now;
        }
        else
        {
            row.EndUnsent(MessageState.Suppressed, gate.Reason!, now);
        }

        _additions.Add(row);
        _sessions.Add(session.Id);
    }

    private void Keep(LedgerRow row, WantedMessage want, GateAnswer gate, Instant now)
    {
        if (!gate.MaySend)
        {
            if (row.State.IsUnsent() || gate.Forbidden && row.State.CanBeEnded())
            {
                End(row, MessageState.Suppressed, gate.Reason!, now);
            }
        }
        else if (!row.State.IsUnsent())
        {
            if (want.IsAhead(now) && row.State.CanBePlannedAgain(row.Attempts))
            {
                Change(row, m => m.PlanAgain(want.DueAt, want.NotAfter, now));
                IsDueNow |= want.DueAt <= now;
            }
        }
        else if (row.CalledFor != want.DueAt && !want.IsAhead(now))
        {
            End(row, MessageState.Cancelled, "its new time had already passed", now);
        }
        else if ((row.CalledFor, row.NotAfter) != (want.DueAt, want.NotAfter))
        {
            Change(row, m => m.Reschedule(want.DueAt, want.NotAfter, now));
            IsDueNow |= want.DueAt <= now;
        }
    }

    private void End(LedgerRow row, MessageState end, string reason, Instant now) => Change(row, m => m.EndUnsent(end, reason, now));

    private void Change(LedgerRow row, Action<Message> step)
    {
        _changes.Add(row.Id, step);
        _sessions.Add(row.SessionId);
    }
}
