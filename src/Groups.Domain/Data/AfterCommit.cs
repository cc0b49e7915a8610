using System.Data.Common;
using Groups.Domain.Live;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Groups.Domain.Data;

/// <summary>
/// Once a transaction is committed, and never before: tells open screens, and wakes the dispatcher where something is due. On PostgreSQL other
/// processes are told by the transaction itself (<see cref="LiveOutbox"/>).
/// </summary>
internal sealed class AfterCommit(LiveFeed feed, DispatchSignal signal, LiveOutbox outbox) : DbTransactionInterceptor
{
    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        using var notify = Notify(transaction, eventData);
        notify?.ExecuteNonQuery();
        return result;
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        await using var notify = Notify(transaction, eventData);
        if (notify is not null)
        {
            await notify.ExecuteNonQueryAsync(cancellationToken);
        }

        return result;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell(eventData);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData);
        return Task.CompletedTask;
    }

    private NpgsqlCommand? Notify(DbTransaction transaction, TransactionEventData committing)
    {
        if (committing.Context is not PostgresGroupsDb db || transaction is not NpgsqlTransaction { Connection: { } connection } running)
        {
            return null;
        }

        var (changes, wake) = db.Announced;
        return outbox.Urgent(changes, wake) is { } notice
            ? new NpgsqlCommand($"SELECT pg_notify('{LiveNotice.Channel}', said) FROM unnest($1) AS said", connection, running)
            {
                Parameters = { new() { Value = notice.Write().ToArray() } },
            }
            : null;
    }

    private void Tell(TransactionEndEventData committed)
    {
        if (committed.Context is not GroupsDb db)
        {
            return;
        }

        var (changes, wake) = db.Announced;
        db.ForgetAnnounced();
        foreach (var change in changes)
        {
            feed.Publish(change);
        }

        if (wake)
        {
            signal.Wake();
        }

        if (db is PostgresGroupsDb)
        {
            outbox.Add(changes, wake);
        }
    }
}
