using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Testing;
using NodaTime;

namespace Groups.Domain.Tests.Messaging.Histories;

/// <summary>Which reminders had to be there.</summary>
internal static class MissingReminders
{
    /// <summary>Just before its moment the same reminder was called for: it is not back-filled.</summary>
    public static bool WasCalledForBefore(IReadOnlyList<Facts> past, Guid sessionId, Guid person, MessageKind kind, Instant due) =>
        past.LastOrDefault(f => f.At < due) is { } before
        && before.Sessions.FirstOrDefault(s => s.Id == sessionId) is { } session
        && Expectations.ReminderAt(before, session, person, kind) == due;

    /// <summary>A reminder that was called for from before its moment until now, at a good hour, and was not even tried.</summary>
    public static void Check(IReadOnlyList<Facts> past, Session session, Guid person, List<Message> own)
    {
        var now = past[^1];
        foreach (var kind in Expectations.Reminders)
        {
            if (Expectations.ReminderAt(now, session, person, kind) is not { } due || due > now.At || Expectations.NotAfter(session, kind) <= now.At
                || !now.IsGoodHour(person, now.At, urgent: false) || !WasAlwaysCalledFor(past, session, person, kind, due))
            {
                continue;
            }

            var row = own.Find(m => m.Kind == kind && m.Revision == session.Revision);
            var outdone = row?.State == MessageState.Superseded && own.Exists(m => m != row && m.Revision == session.Revision
                && (m.Attempts > 0 || m.State is MessageState.Planned or MessageState.Claimed or MessageState.ToPhone));
            var inHand = row is { State: MessageState.Claimed or MessageState.Sending };
            (row is { Attempts: > 0 } || row?.State == MessageState.ToPhone || outdone || inHand).ShouldBeTrue(
                $"lost: {kind} to {now.People[person].Name}, due {due}, it is {now.At}, session at {session.StartsAt}; "
                + $"rows: {string.Join(", ", own.Select(m => $"{m.Kind}/{m.Revision} {m.State} due {m.DueAt} {m.Reason}"))}");
        }
    }

    private static bool WasAlwaysCalledFor(IReadOnlyList<Facts> past, Session session, Guid person, MessageKind kind, Instant due) =>
        WasCalledForBefore(past, session.Id, person, kind, due)
        && past.SkipWhile(f => f != past.Last(g => g.At < due)).All(f =>
            f.SessionOf(session.Id).Revision == session.Revision && Expectations.ReminderAt(f, f.SessionOf(session.Id), person, kind) == due);
}
