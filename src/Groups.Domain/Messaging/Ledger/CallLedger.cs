using Groups.Domain.Data;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>The write-ahead of calls: as for a text, and besides a phone never rings for two messages at once, however many workers there are.</summary>
public sealed class CallLedger(IDbContextFactory<GroupsDb> databases)
{
    /// <summary>A call is over after so long even if the provider never said so; of real time.</summary>
    public static readonly Duration LongestCall = Duration.FromMinutes(15);

    /// <summary>Writes ahead that a claimed message is being called out, checking once more all that may have changed since the claim.</summary>
    /// <param name="claimed">As it was claimed.</param>
    /// <param name="number">The number, in E.164 form.</param>
    /// <param name="leaseFor">How long the placing may take.</param>
    /// <param name="longestCall"><see cref="LongestCall"/> on the program's clock.</param>
    /// <param name="now">The moment.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    public Task<CallStart> BeginAsync(Message claimed, string number, Duration leaseFor, Duration longestCall, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(claimed);
        var (id, token, leaseUntil, overBy, since) = (claimed.Id, claimed.LeaseToken, now + leaseFor, now + longestCall, now - longestCall);
        return databases.WriteAsync(async db =>
        {
            await db.LockNumberAsync(number, stop);
            if (await db.Messages.AnyAsync(
                m => m.Address == number && m.Way == ContactWay.Call && m.Id != id && m.SentAt > since
                    && (m.State == MessageState.Sending || m.State == MessageState.Accepted || m.State == MessageState.Unknown || m.State == MessageState.Delivered && m.ReconcileAt != null),
                stop))
            {
                return CallStart.LineBusy;
            }

            var rows = await db.Messages
                .Where(m => m.Id == id && m.State == MessageState.Claimed && m.LeaseToken == token && m.LeaseUntil > now && m.NotAfter > now)
                .Where(m => db.Sessions.Any(s => s.Id == m.SessionId
                    && (MessageKinds.SentByHand.Contains(m.Kind) ? s.StartsAt == m.SessionStart : s.Revision == m.Revision)
                    && (m.Kind == MessageKind.Cancelled ? s.Status == SessionStatus.Cancelled : s.Status == SessionStatus.Planned)))
                .Where(m => db.People.Any(p => p.Id == m.PersonId && p.StoppedAt == null && p.Consent != null && !p.SafeContact.IWillContactYou
                    && p.Contacts.Any(c => c.Way == ContactWay.Call && c.Address == number && c.IsSafe && c.Trouble == null)))
                .Where(m => !db.StoppedNumbers.Any(s => s.Address == number))
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(m => m.State, MessageState.Sending)
                        .SetProperty(m => m.Way, ContactWay.Call)
                        .SetProperty(m => m.Address, number)
                        .SetProperty(m => m.ProviderId, (string?)null)
                        .SetProperty(m => m.Attempts, m => m.Attempts + 1)
                        .SetProperty(m => m.SentAt, now)
                        .SetProperty(m => m.LeaseUntil, leaseUntil)
                        .SetProperty(m => m.ReconcileAt, overBy)
                        .SetProperty(m => m.ChangedAt, now),
                    stop);
            return rows == 1 ? CallStart.Begun : CallStart.NotNow;
        }, stop);
    }
}

/// <summary>What came of beginning a call.</summary>
public enum CallStart
{
    /// <summary>Place it.</summary>
    Begun,

    /// <summary>The number is being called for another message.</summary>
    LineBusy,

    /// <summary>Something changed since the claim: do not call.</summary>
    NotNow,
}
