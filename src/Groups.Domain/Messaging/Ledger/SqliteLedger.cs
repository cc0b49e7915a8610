using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>SQLite: a write is alone from its beginning (BEGIN IMMEDIATE), so plain updates claim.</summary>
internal sealed class SqliteLedger(IDbContextFactory<GroupsDb> databases) : LedgerBase(databases)
{
    private static readonly string Collapse = $$"""
        UPDATE "Messages" AS m SET "State" = 'Superseded', "Reason" = 'a later message says it', "ChangedAt" = {0}
        WHERE m.{{Waiting}} AND m."State" = 'Planned' AND m."DueAt" <= {0} AND EXISTS (
            SELECT 1 FROM "Messages" o
            WHERE o."SessionId" = m."SessionId" AND o."PersonId" = m."PersonId" AND o.{{Waiting}} AND o."DueAt" <= {0} AND o."NotAfter" > {0}
              AND {{Rank("o")}} > {{Rank("m")}})
        """;

    private const string Claim = $$"""
        UPDATE "Messages" SET "State" = 'Claimed', "LeaseToken" = {0}, "LeaseUntil" = {1}, "ChangedAt" = {2}
        WHERE "Id" IN (
            SELECT "Id" FROM "Messages" WHERE {{Waiting}} AND "State" = 'Planned' AND "DueAt" <= {2} AND "NotAfter" > {2} ORDER BY "DueAt" LIMIT {3})
        RETURNING *
        """;

    protected override Task CollapseAsync(GroupsDb db, Instant now, CancellationToken stop) =>
        db.Database.ExecuteSqlRawAsync(Collapse, [now.ToUnixTimeMilliseconds()], stop);

    protected override Task<List<Message>> ClaimAsync(GroupsDb db, int batch, Guid token, Instant leaseUntil, Instant now, CancellationToken stop) =>
        db.Messages.FromSqlRaw(Claim, token, leaseUntil.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), batch).AsNoTracking().ToListAsync(stop);
}
