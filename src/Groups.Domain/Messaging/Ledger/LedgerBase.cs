using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>What both databases do alike.</summary>
internal abstract class LedgerBase(IDbContextFactory<GroupsDb> databases) : ILedger
{
    /// <summary>Spelled as the index on waiting messages has it, so that SQLite uses it.</summary>
    protected const string Waiting = "\"State\" IN ('Planned', 'Claimed', 'Sending')";

    public async Task<IReadOnlyList<Message>> ClaimDueAsync(int batch, Duration leaseFor, Instant now, CancellationToken stop = default)
    {
        await using (var look = await databases.CreateDbContextAsync(stop))
        {
            if (!await look.Messages.AnyAsync(m => m.State == MessageState.Planned && m.DueAt <= now && m.NotAfter > now, stop))
            {
                return [];
            }
        }

        var claimed = await databases.WriteAsync(async db =>
        {
            await CollapseAsync(db, now, stop);
            return await ClaimAsync(db, batch, Guid.NewGuid(), now + leaseFor, now, stop);
        }, stop);
        return [.. claimed.OrderBy(m => m.DueAt)];
    }

    public async Task<bool> BeginSendingAsync(Message claimed, ContactWay way, string address, long? textDigest, Duration leaseFor, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(claimed);
        var (id, token, leaseUntil) = (claimed.Id, claimed.LeaseToken, now + leaseFor);
        await using var db = await databases.CreateDbContextAsync(stop);
        var rows = await db.Messages
            .Where(m => m.Id == id && m.State == MessageState.Claimed && m.LeaseToken == token && m.LeaseUntil > now && m.NotAfter > now)
            .Where(m => db.Sessions.Any(s => s.Id == m.SessionId && s.Revision == m.Revision
                && (m.Kind == MessageKind.Cancelled ? s.Status == SessionStatus.Cancelled : s.Status == SessionStatus.Planned)))
            .Where(m => db.People.Any(p => p.Id == m.PersonId && p.StoppedAt == null && p.Consent != null && !p.SafeContact.IWillContactYou
                && p.Contacts.Any(c => c.Way == way && c.Address == address && c.IsSafe && c.Trouble == null)))
            .Where(m => db.Members.Any(member => member.GroupId == m.GroupId && member.PersonId == m.PersonId && member.LeftAt == null))
            .Where(m => !db.StoppedNumbers.Any(s => s.Address == address))
            .Where(m => !(m.Kind == MessageKind.DayBefore && db.Messages.Any(o => o.SessionId == m.SessionId && o.PersonId == m.PersonId
                && o.Kind == MessageKind.SameDay && o.Revision == m.Revision && o.DueAt <= now && o.State != MessageState.Cancelled && o.State != MessageState.Suppressed)))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(m => m.State, MessageState.Sending)
                    .SetProperty(m => m.Way, way)
                    .SetProperty(m => m.Address, address)
                    .SetProperty(m => m.TextDigest, textDigest)
                    .SetProperty(m => m.Attempts, m => m.Attempts + 1)
                    .SetProperty(m => m.SentAt, now)
                    .SetProperty(m => m.LeaseUntil, leaseUntil)
                    .SetProperty(m => m.ChangedAt, now),
                stop);
        return rows == 1;
    }

    public Task<bool> ChangeAsync(Guid messageId, Func<GroupsDb, Message, Task<bool>> change, CancellationToken stop = default) =>
        databases.WriteAsync(async db =>
        {
            if (await db.HeldMessageAsync(messageId, stop) is not { } message || !await change(db, message))
            {
                return false;
            }

            db.Announce(message.SessionId, SessionChangeKind.Messages);
            return true;
        }, stop);

    public async Task<int> ExpireAsync(Instant now, CancellationToken stop = default)
    {
        List<Guid> late;
        await using (var db = await databases.CreateDbContextAsync(stop))
        {
            late = await db.Messages
                .Where(m => (m.State == MessageState.Planned && m.NotAfter <= now)
                    || ((m.State == MessageState.Claimed || m.State == MessageState.Sending) && m.LeaseUntil <= now))
                .Select(m => m.Id).ToListAsync(stop);
        }

        var changed = 0;
        foreach (var id in late)
        {
            changed += await ChangeAsync(id, (_, message) => Task.FromResult(Expire(message, now)), stop) ? 1 : 0;
        }

        return changed;
    }

    public async Task<Instant?> NextDueAsync(CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        return await db.Messages.Where(m => m.State == MessageState.Planned).MinAsync(m => (Instant?)m.DueAt, stop);
    }

    /// <summary>Which of several messages due together says most; the highest goes.</summary>
    protected static string Rank(string table) =>
        $"""CASE {table}."Kind" WHEN 'Cancelled' THEN 5 WHEN 'Restored' THEN 4 WHEN 'Welcome' THEN 3 WHEN 'Moved' THEN 2 WHEN 'SameDay' THEN 1 ELSE 0 END""";

    protected abstract Task CollapseAsync(GroupsDb db, Instant now, CancellationToken stop);

    protected abstract Task<List<Message>> ClaimAsync(GroupsDb db, int batch, Guid token, Instant leaseUntil, Instant now, CancellationToken stop);

    private static bool Expire(Message message, Instant now)
    {
        switch (message.State)
        {
            case MessageState.Planned when message.NotAfter <= now:
                message.NotReached(MessageState.Expired, "its time passed before it could go", null, now);
                return true;
            case MessageState.Claimed when message.LeaseUntil <= now:
                message.PutBack(message.DueAt, null, now);
                return true;
            case MessageState.Sending when message.LeaseUntil <= now && message.Way == ContactWay.Email && message.Attempts < Message.MostAttempts:
                message.PutBack(now, "the worker that was sending it is gone", now);
                return true;
            case MessageState.Sending when message.LeaseUntil <= now:
                if (message.Way == ContactWay.Email)
                {
                    message.Fail(MessageState.Unknown, "nobody can say whether it went out", null, now);
                }
                else
                {
                    message.Doubt(null, now, now);
                }

                return true;
            default:
                return false;
        }
    }
}
