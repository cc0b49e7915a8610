using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>PostgreSQL: workers pass by the rows that another one is about to claim.</summary>
internal sealed class PostgresLedger(IDbContextFactory<GroupsDb> databases) : LedgerBase(databases)
{
    private static readonly string Collapse = $$"""
        WITH outdone AS (
            SELECT m."Id" FROM "Messages" m
            WHERE m.{{Waiting}} AND m."State" = 'Planned' AND m."DueAt" <= {0} AND EXISTS (
                SELECT 1 FROM "Messages" o
                WHERE o."SessionId" = m."SessionId" AND o."PersonId" = m."PersonId" AND o.{{Waiting}} AND o."DueAt" <= {0} AND o."NotAfter" > {0}
                  AND {{Rank("o")}} > {{Rank("m")}})
            ORDER BY m."Id" FOR UPDATE SKIP LOCKED)
        UPDATE "Messages" SET "State" = 'Superseded', "Reason" = 'a later message says it', "ChangedAt" = {0}
        WHERE "Id" IN (SELECT "Id" FROM outdone)
        """;

    private const string Claim = $$"""
        WITH due AS (
            SELECT "Id" FROM "Messages" WHERE {{Waiting}} AND "State" = 'Planned' AND "DueAt" <= {2} AND "NotAfter" > {2}
            ORDER BY "DueAt" LIMIT {3} FOR UPDATE SKIP LOCKED)
        UPDATE "Messages" SET "State" = 'Claimed', "LeaseToken" = {0}, "LeaseUntil" = {1}, "ChangedAt" = {2}
        WHERE "Id" IN (SELECT "Id" FROM due)
        RETURNING *
        """;

    protected override Task CollapseAsync(GroupsDb db, Instant now, CancellationToken stop) =>
        db.Database.ExecuteSqlRawAsync(Collapse, [now.ToDateTimeUtc()], stop);

    protected override Task<List<Message>> ClaimAsync(GroupsDb db, int batch, Guid token, Instant leaseUntil, Instant now, CancellationToken stop) =>
        db.Messages.FromSqlRaw(Claim, token, leaseUntil.ToDateTimeUtc(), now.ToDateTimeUtc(), batch).AsNoTracking().ToListAsync(stop);
}
