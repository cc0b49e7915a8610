using Groups.Domain.Messaging;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Npgsql;

namespace Groups.Domain.Data;

/// <summary>
/// Adds new messages many at a time, past the change tracker, which is ten times slower. A row whose session, person, kind and revision are already
/// there is left out: no message is planned twice, whatever went wrong before.
/// </summary>
internal static class MessageInserts
{
    private const string Columns =
        """
        "Id", "GroupId", "SessionId", "PersonId", "RelayId", "Kind", "Revision", "SessionStart", "State", "Reason", "CalledFor", "DueAt", "NotAfter", "PlannedAt", "ChangedAt", "Attempts"
        """;

    private const string IntoPostgres = $"""
        INSERT INTO "Messages" ({Columns})
        SELECT *, 0 FROM unnest(
            @Id, @GroupId, @SessionId, @PersonId, @RelayId, @Kind, @Revision, @SessionStart, @State, @Reason, @CalledFor, @DueAt, @NotAfter, @PlannedAt, @ChangedAt)
        ON CONFLICT DO NOTHING
        """;

    private const string IntoSqlite = $"""
        INSERT INTO "Messages" ({Columns})
        VALUES (@Id, @GroupId, @SessionId, @PersonId, @RelayId, @Kind, @Revision, @SessionStart, @State, @Reason, @CalledFor, @DueAt, @NotAfter, @PlannedAt, @ChangedAt, 0)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Adds messages that were never sent, in the caller's transaction.</summary>
    public static Task AddMessagesAsync(this GroupsDb db, IReadOnlyList<Message> messages, CancellationToken stop) => messages.Count == 0
        ? Task.CompletedTask
        : db is PostgresGroupsDb ? AddToPostgresAsync(db, messages, stop) : AddToSqliteAsync(db, messages, stop);

    private static Task<int> AddToPostgresAsync(GroupsDb db, IReadOnlyList<Message> messages, CancellationToken stop)
    {
        return db.Database.ExecuteSqlRawAsync(
            IntoPostgres,
            [
                Of("Id", m => m.Id), Of("GroupId", m => m.GroupId), Of("SessionId", m => m.SessionId), Of("PersonId", m => m.PersonId), Of("RelayId", m => m.RelayId),
                Of("Kind", m => m.Kind.ToString()), Of("Revision", m => m.Revision), At("SessionStart", m => m.SessionStart),
                Of("State", m => m.State.ToString()), Of("Reason", m => m.Reason), At("CalledFor", m => m.CalledFor), At("DueAt", m => m.DueAt),
                At("NotAfter", m => m.NotAfter), At("PlannedAt", m => m.PlannedAt), At("ChangedAt", m => m.ChangedAt),
            ],
            stop);

        NpgsqlParameter Of<T>(string name, Func<Message, T> value)
        {
            var values = new T[messages.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = value(messages[i]);
            }

            return new NpgsqlParameter<T[]>(name, values);
        }

        NpgsqlParameter At(string name, Func<Message, Instant> value) => Of(name, m => value(m).ToDateTimeUtc());
    }

    private static async Task AddToSqliteAsync(GroupsDb db, IReadOnlyList<Message> messages, CancellationToken stop)
    {
        await using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = IntoSqlite;
        string[] names =
            ["Id", "GroupId", "SessionId", "PersonId", "RelayId", "Kind", "Revision", "SessionStart", "State", "Reason", "CalledFor", "DueAt", "NotAfter", "PlannedAt", "ChangedAt"];
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter(name, null));
        }

        foreach (var m in messages)
        {
            object?[] values =
            [
                m.Id, m.GroupId, m.SessionId, m.PersonId, m.RelayId, m.Kind.ToString(), m.Revision, At(m.SessionStart), m.State.ToString(), m.Reason,
                At(m.CalledFor), At(m.DueAt), At(m.NotAfter), At(m.PlannedAt), At(m.ChangedAt),
            ];
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(stop);
        }

        static long At(Instant moment) => moment.ToUnixTimeMilliseconds();
    }
}
