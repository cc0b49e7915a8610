using Groups.Domain.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>
/// SQLite: a write is alone from its beginning (BEGIN IMMEDIATE), so plain updates claim, and a prepared statement for each row in one transaction is
/// as good as one for all. The ledger's writes of this process queue here, fairly and without a thread each; other processes are waited for in SQLite.
/// </summary>
internal sealed class SqliteLedger(IDbContextFactory<GroupsDb> databases) : LedgerBase(databases), IDisposable
{
    private static readonly string Claim = $$"""
        UPDATE "Messages" AS m SET "State" = CASE WHEN k."Outdone" THEN 'Superseded' ELSE 'Claimed' END,
            "Reason" = CASE WHEN k."Outdone" THEN 'a later message says it' ELSE m."Reason" END,
            "LeaseToken" = CASE WHEN k."Outdone" THEN NULL ELSE {1} END, "LeaseUntil" = CASE WHEN k."Outdone" THEN NULL ELSE {2} END, "ChangedAt" = {0}
        FROM (
            SELECT m."Id", {{LedgerSql.IsOutdone("{0}")}} AS "Outdone" FROM "Messages" m
            WHERE {{LedgerSql.IsDue("{0}")}} ORDER BY "DueAt" LIMIT {3}) AS k
        WHERE m."Id" = k."Id"
        RETURNING *
        """;

    private static readonly string Begin = $"""
        UPDATE "Messages" AS m SET "State" = 'Sending', "Way" = d."Way", "Address" = d."Address", "TextDigest" = d."TextDigest", "Attempts" = m."Attempts" + 1,
            "SentAt" = $now, "LeaseUntil" = $until, "ChangedAt" = $now, "ReconcileAt" = NULL
        FROM (SELECT $way AS "Way", $address AS "Address", $group AS "GroupName", $digest AS "TextDigest") AS d
        WHERE m."Id" = $id AND m."State" = 'Claimed' AND m."LeaseToken" = $token AND m."LeaseUntil" > $now AND m."NotAfter" > $now
          AND {LedgerSql.MayGo("$now")}
        RETURNING "Id"
        """;

    private static readonly string Accept = $"""
        UPDATE "Messages" AS m SET {LedgerSql.Take}
        FROM (SELECT $attempt AS "Attempt", $provider AS "ProviderId", $parts AS "Parts", $now AS "At") AS d
        WHERE m."Id" = $id AND {LedgerSql.WasTaken}
        RETURNING "SessionId"
        """;

    private static readonly string Settle = $"""
        UPDATE "Messages" AS m SET {LedgerSql.Settle}
        FROM (SELECT $state AS "State", $reason AS "Reason", $due AS "DueAt", $attempts AS "Attempts", $at AS "At") AS d
        WHERE m."Id" = $id AND m."State" = $was AND m."LeaseToken" = $token
        RETURNING "SessionId"
        """;

    private readonly SemaphoreSlim _turn = new(1);

    public void Dispose() => _turn.Dispose();

    protected override async Task<T> WriteAsync<T>(Func<GroupsDb, Task<T>> work, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            return await base.WriteAsync(work, stop);
        }
        finally
        {
            _turn.Release();
        }
    }

    protected override Task<List<Message>> ClaimAsync(GroupsDb db, int batch, Guid token, Instant leaseUntil, Instant now, CancellationToken stop) =>
        db.Messages.FromSqlRaw(Claim, now.ToUnixTimeMilliseconds(), token, leaseUntil.ToUnixTimeMilliseconds(), batch).AsNoTracking().ToListAsync(stop);

    protected override Task<IReadOnlyList<Guid>> BeginAsync(
        GroupsDb db, IReadOnlyCollection<Departure> departures, Instant leaseUntil, Instant now, CancellationToken stop) => RunAsync(
            db, Begin, departures, d => [
                ("$id", d.Message.Id), ("$token", d.Message.LeaseToken), ("$way", d.Way.ToString()), ("$address", db.Sealer.SealAddress(d.Address)), ("$group", d.GroupName),
                ("$digest", d.TextDigest), ("$now", now.ToUnixTimeMilliseconds()), ("$until", leaseUntil.ToUnixTimeMilliseconds())], stop);

    protected override Task<IReadOnlyList<Guid>> AcceptAsync(GroupsDb db, IReadOnlyCollection<Taken> taken, Instant now, CancellationToken stop) => RunAsync(
        db, Accept, taken, t => [
            ("$id", t.Message.Id), ("$attempt", t.Attempt), ("$provider", t.ProviderId), ("$parts", t.Parts), ("$now", now.ToUnixTimeMilliseconds())], stop);

    protected override Task<IReadOnlyList<Guid>> SettleAsync(GroupsDb db, IReadOnlyCollection<Settled> settled, CancellationToken stop) => RunAsync(
        db, Settle, settled, s => [
            ("$id", s.Message.Id), ("$token", s.Token), ("$was", s.Was.ToString()), ("$state", s.Message.State.ToString()), ("$reason", s.Message.Reason),
            ("$due", s.Message.DueAt.ToUnixTimeMilliseconds()), ("$attempts", s.Message.Attempts), ("$at", s.Message.ChangedAt.ToUnixTimeMilliseconds())], stop);

    /// <summary>Runs a prepared statement for each row, and answers the ids that it returned.</summary>
    private static async Task<IReadOnlyList<Guid>> RunAsync<T>(
        GroupsDb db, string sql, IEnumerable<T> rows, Func<T, (string Name, object? Value)[]> parameters, CancellationToken stop)
    {
        var transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await using var command = new SqliteCommand(sql, transaction.Connection, transaction);
        var answered = new List<Guid>();
        foreach (var row in rows)
        {
            stop.ThrowIfCancellationRequested();
            command.Parameters.Clear();
            foreach (var (name, value) in parameters(row))
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            await using var reader = await command.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop))
            {
                answered.Add(reader.GetGuid(0));
            }
        }

        return answered;
    }
}
