using System.Data.Common;
using Groups.Domain.Live;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Groups.Domain.Data;

/// <summary>Once a transaction is committed, and never before: tells open screens, and wakes the dispatcher where something is due.</summary>
internal sealed class AfterCommit(LiveFeed feed, DispatchSignal signal) : DbTransactionInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell(eventData);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData);
        return Task.CompletedTask;
    }

    private void Tell(TransactionEndEventData committed)
    {
        if (committed.Context is not GroupsDb db)
        {
            return;
        }

        var (changes, wake) = db.TakeAnnounced();
        foreach (var change in changes)
        {
            feed.Publish(change);
        }

        if (wake)
        {
            signal.Wake();
        }
    }
}
