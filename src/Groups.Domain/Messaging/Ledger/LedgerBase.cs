using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>What both databases do alike.</summary>
internal abstract class LedgerBase(IDbContextFactory<GroupsDb> databases) : ILedger
{
    /// <summary>How many rows are changed in one transaction where each is changed by its own methods.</summary>
    private const int Chunk = 200;

    private const int MostClashes = 3;

    public async Task<Claim> ClaimDueAsync(int batch, Duration leaseFor, Instant now, CancellationToken stop = default)
    {
        // the look keeps a worker with nothing to do from taking turns with those who write
        await using (var look = await databases.CreateDbContextAsync(stop))
        {
            if (!await look.Messages.AnyAsync(m => m.State == MessageState.Planned && m.DueAt <= now && m.NotAfter > now, stop))
            {
                return Claim.Nothing;
            }
        }

        var looked = await WriteAsync(db => ClaimAsync(db, batch, Guid.NewGuid(), now + leaseFor, now, stop), stop);
        return new Claim([.. looked.Where(m => m.State == MessageState.Claimed).OrderBy(m => m.DueAt).ThenBy(m => m.Id)], looked.Count);
    }

    public async Task<IReadOnlySet<Guid>> BeginSendingAsync(
        IReadOnlyCollection<Departure> departures, Duration leaseFor, Instant now, CancellationToken stop = default) => departures.Count == 0
        ? new HashSet<Guid>()
        : (await WriteAsync(db => BeginAsync(db, departures, now + leaseFor, now, stop), stop)).ToHashSet();

    public Task<int> AcceptAsync(IReadOnlyCollection<Taken> taken, Instant now, CancellationToken stop = default) => taken.Count == 0
        ? Task.FromResult(0)
        : TellAsync(db => AcceptAsync(db, taken, now, stop), stop);

    public Task<int> SettleAsync(IReadOnlyCollection<Settled> settled, CancellationToken stop = default) => settled.Count == 0
        ? Task.FromResult(0)
        : TellAsync(db => SettleAsync(db, settled, stop), stop);

    public async Task<bool> ChangeAsync(Guid messageId, Func<GroupsDb, Message, Task<bool>> change, CancellationToken stop = default)
    {
        for (var clashes = 0; ; clashes++)
        {
            try
            {
                return await WriteAsync(db => ChangeAsync(db, messageId, change, stop), stop);
            }
            catch (Exception clash) when (clashes < MostClashes && Writes.IsClash(clash))
            {
                // somebody who plans for the group waited for this message and held others: they are done by now
            }
        }
    }

    public async Task<int> ExpireAsync(Instant now, CancellationToken stop = default)
    {
        List<Guid> late;
        await using (var db = await databases.CreateDbContextAsync(stop))
        {
            late = await db.Messages.Where(m => m.State == MessageState.Planned && m.DueAt <= now && m.NotAfter <= now).Select(m => m.Id).ToListAsync(stop);
            late.AddRange(await db.Messages.Where(m => m.LeaseUntil != null && m.LeaseUntil <= now).Select(m => m.Id).ToListAsync(stop));
        }

        var changed = 0;
        foreach (var some in late.Order().Chunk(Chunk))
        {
            changed += await WriteAsync(db => ExpireAsync(db, some, now, stop), stop);
        }

        return changed;
    }

    public async Task<Instant?> NextDueAsync(CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        return await db.Messages.Where(m => m.State == MessageState.Planned).OrderBy(m => m.DueAt).Select(m => (Instant?)m.DueAt).FirstOrDefaultAsync(stop);
    }

    /// <summary>Runs a write of this ledger in a transaction.</summary>
    protected virtual Task<T> WriteAsync<T>(Func<GroupsDb, Task<T>> work, CancellationToken stop) => databases.WriteAsync(work, stop);

    /// <summary>Claims, and answers every row it looked at.</summary>
    protected abstract Task<List<Message>> ClaimAsync(GroupsDb db, int batch, Guid token, Instant leaseUntil, Instant now, CancellationToken stop);

    protected abstract Task<IReadOnlyList<Guid>> BeginAsync(GroupsDb db, IReadOnlyCollection<Departure> departures, Instant leaseUntil, Instant now, CancellationToken stop);

    /// <returns>The session of each message that changed.</returns>
    protected abstract Task<IReadOnlyList<Guid>> AcceptAsync(GroupsDb db, IReadOnlyCollection<Taken> taken, Instant now, CancellationToken stop);

    /// <returns>The session of each message that changed.</returns>
    protected abstract Task<IReadOnlyList<Guid>> SettleAsync(GroupsDb db, IReadOnlyCollection<Settled> settled, CancellationToken stop);

    private Task<int> TellAsync(Func<GroupsDb, Task<IReadOnlyList<Guid>>> work, CancellationToken stop) => WriteAsync(
        async db =>
        {
            var sessions = await work(db);
            foreach (var session in sessions.Distinct())
            {
                db.Announce(session, SessionChangeKind.Messages);
            }

            return sessions.Count;
        },
        stop);

    private static async Task<bool> ChangeAsync(GroupsDb db, Guid messageId, Func<GroupsDb, Message, Task<bool>> change, CancellationToken stop)
    {
        // what became of one message may end all others to that number: two such never hold one message each and wait for the other's
        await db.LockNumberOfAsync(messageId, stop);
        if (await db.HeldMessageAsync(messageId, stop) is not { } message || !await change(db, message))
        {
            return false;
        }

        db.Announce(message.SessionId, SessionChangeKind.Messages);
        return true;
    }

    private static async Task<int> ExpireAsync(GroupsDb db, Guid[] ids, Instant now, CancellationToken stop)
    {
        var changed = 0;
        foreach (var message in (await db.HeldMessagesByIdAsync(ids, stop)).Where(m => Expire(m, now)))
        {
            db.Announce(message.SessionId, SessionChangeKind.Messages);
            changed++;
        }

        return changed;
    }

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
            case MessageState.Sending when message.LeaseUntil <= now && message.Way == ContactWay.Text:
                message.Doubt(null, now, now);
                return true;
            case MessageState.Sending when message.LeaseUntil <= now:
                // a phone may be ringing all the same: a person is asked to phone only when that must be over
                var overBy = message.ReconcileAt;
                message.Fail(MessageState.Unknown, message.Way == ContactWay.Call ? "nobody can say whether the phone rang" : "nobody can say whether it went out", null, now);
                message.RingsUntil(overBy);
                return true;
            default:
                return false;
        }
    }
}
