using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Groups.Domain.Messaging;

/// <summary>
/// PostgreSQL: workers pass by the rows that another one is about to claim. Whoever writes several rows locks them first, in the order of their ids and
/// in a statement of its own: then nobody waits in a circle, and the next statement sees all that was committed while this one waited.
/// </summary>
internal sealed class PostgresLedger(IDbContextFactory<GroupsDb> databases) : LedgerBase(databases)
{
    private const string Lock = """SELECT 1 FROM "Messages" WHERE "Id" = ANY($1) ORDER BY "Id" FOR UPDATE""";

    private static readonly string Claim = $$"""
        WITH due AS (
            SELECT m."Id", {{LedgerSql.IsOutdone("{0}")}} AS "Outdone" FROM "Messages" m
            WHERE {{LedgerSql.IsDue("{0}")}} ORDER BY "DueAt" LIMIT {3} FOR UPDATE SKIP LOCKED)
        UPDATE "Messages" m SET "State" = CASE WHEN k."Outdone" THEN 'Superseded' ELSE 'Claimed' END,
            "Reason" = CASE WHEN k."Outdone" THEN 'a later message says it' ELSE m."Reason" END,
            "LeaseToken" = CASE WHEN k."Outdone" THEN NULL ELSE {1} END, "LeaseUntil" = CASE WHEN k."Outdone" THEN NULL ELSE {2} END, "ChangedAt" = {0}
        FROM due k WHERE m."Id" = k."Id" AND m."Id" = ANY(ARRAY(SELECT "Id" FROM due))
        RETURNING m.*
        """;

    private static readonly string Begin = $"""
        UPDATE "Messages" m SET "State" = 'Sending', "Way" = d."Way", "Address" = d."Address", "TextDigest" = d."TextDigest", "Attempts" = m."Attempts" + 1,
            "SentAt" = $7, "LeaseUntil" = $8, "ChangedAt" = $7, "ReconcileAt" = NULL
        FROM unnest($1, $2, $3, $4, $5, $6) AS d("Id", "Token", "Way", "Address", "GroupName", "TextDigest")
        WHERE m."Id" = d."Id" AND m."State" = 'Claimed' AND m."LeaseToken" = d."Token" AND m."LeaseUntil" > $7 AND m."NotAfter" > $7
          AND {LedgerSql.MayGo("$7")}
        RETURNING m."Id"
        """;

    private static readonly string Accept = $"""
        UPDATE "Messages" m SET {LedgerSql.Take}
        FROM (SELECT *, $5::timestamptz AS "At" FROM unnest($1, $2, $3, $4) AS u("Id", "Attempt", "ProviderId", "Parts")) d
        WHERE m."Id" = d."Id" AND {LedgerSql.WasTaken}
        RETURNING m."SessionId"
        """;

    private static readonly string Settle = $"""
        UPDATE "Messages" m SET {LedgerSql.Settle}
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS d("Id", "Token", "Was", "State", "Reason", "DueAt", "Attempts", "At")
        WHERE m."Id" = d."Id" AND m."State" = d."Was" AND m."LeaseToken" = d."Token"
        RETURNING m."SessionId"
        """;

    protected override Task<List<Message>> ClaimAsync(GroupsDb db, int batch, Guid token, Instant leaseUntil, Instant now, CancellationToken stop) =>
        db.Messages.FromSqlRaw(Claim, now.ToDateTimeUtc(), token, leaseUntil.ToDateTimeUtc(), batch).AsNoTracking().ToListAsync(stop);

    protected override Task<IReadOnlyList<Guid>> BeginAsync(
        GroupsDb db, IReadOnlyCollection<Departure> departures, Instant leaseUntil, Instant now, CancellationToken stop) => RunAsync(
            db, Begin, stop,
            Of(NpgsqlDbType.Uuid, departures.Select(d => d.Message.Id)),
            Of(NpgsqlDbType.Uuid, departures.Select(d => d.Message.LeaseToken)),
            Of(NpgsqlDbType.Text, departures.Select(d => d.Way.ToString())),
            Of(NpgsqlDbType.Text, departures.Select(d => db.Sealer.SealAddress(d.Address))),
            Of(NpgsqlDbType.Text, departures.Select(d => d.GroupName)),
            Of(NpgsqlDbType.Bigint, departures.Select(d => d.TextDigest)),
            Of(now), Of(leaseUntil));

    protected override Task<IReadOnlyList<Guid>> AcceptAsync(GroupsDb db, IReadOnlyCollection<Taken> taken, Instant now, CancellationToken stop) => RunAsync(
        db, Accept, stop,
        Of(NpgsqlDbType.Uuid, taken.Select(t => t.Message.Id)),
        Of(NpgsqlDbType.Integer, taken.Select(t => t.Attempt)),
        Of(NpgsqlDbType.Text, taken.Select(t => t.ProviderId)),
        Of(NpgsqlDbType.Integer, taken.Select(t => t.Parts)),
        Of(now));

    protected override Task<IReadOnlyList<Guid>> SettleAsync(GroupsDb db, IReadOnlyCollection<Settled> settled, CancellationToken stop) => RunAsync(
        db, Settle, stop,
        Of(NpgsqlDbType.Uuid, settled.Select(s => s.Message.Id)),
        Of(NpgsqlDbType.Uuid, settled.Select(s => s.Token)),
        Of(NpgsqlDbType.Text, settled.Select(s => s.Was.ToString())),
        Of(NpgsqlDbType.Text, settled.Select(s => s.Message.State.ToString())),
        Of(NpgsqlDbType.Text, settled.Select(s => s.Message.Reason)),
        Of(NpgsqlDbType.TimestampTz, settled.Select(s => s.Message.DueAt.ToDateTimeUtc())),
        Of(NpgsqlDbType.Integer, settled.Select(s => s.Message.Attempts)),
        Of(NpgsqlDbType.TimestampTz, settled.Select(s => s.Message.ChangedAt.ToDateTimeUtc())));

    /// <summary>Locks the rows, whose ids are the first parameter, then changes them; one round trip. Answers the ids that the statement returned.</summary>
    private static async Task<IReadOnlyList<Guid>> RunAsync(GroupsDb db, string sql, CancellationToken stop, params NpgsqlParameter[] parameters)
    {
        var transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var ids = new NpgsqlBatchCommand(Lock);
        ids.Parameters.Add(parameters[0].Clone());
        var change = new NpgsqlBatchCommand(sql);
        change.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(ids);
        batch.BatchCommands.Add(change);
        await batch.PrepareAsync(stop);
        await using var reader = await batch.ExecuteReaderAsync(stop);
        await reader.NextResultAsync(stop);
        var answered = new List<Guid>();
        while (await reader.ReadAsync(stop))
        {
            answered.Add(reader.GetGuid(0));
        }

        return answered;
    }

    private static NpgsqlParameter Of<T>(NpgsqlDbType type, IEnumerable<T> values) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values.ToArray() };

    private static NpgsqlParameter Of(Instant instant) => new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = instant.ToDateTimeUtc() };
}
