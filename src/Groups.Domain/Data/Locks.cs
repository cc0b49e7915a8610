using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Data;

/// <summary>
/// Row locks, which EF does not know. A write on SQLite is alone from its beginning, so only PostgreSQL needs them.
/// Order, to keep clear of deadlocks: the plan of a group, then its messages by id.
/// </summary>
internal static class Locks
{
    /// <summary>Waits until nobody else plans for this group, until the end of the transaction.</summary>
    public static async Task LockPlanAsync(this GroupsDb db, Guid groupId, CancellationToken stop)
    {
        if (db is PostgresGroupsDb)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({groupId.ToString()}, 1))", stop);
        }
    }

    /// <summary>Locks the plans of those groups for which nobody else is planning, until the end of the transaction. It never waits.</summary>
    /// <returns>The groups whose plans are locked.</returns>
    public static async Task<IReadOnlyList<Guid>> LockFreePlansAsync(this GroupsDb db, IReadOnlyList<Guid> groupIds, CancellationToken stop) => db is PostgresGroupsDb
        ? await db.Database.SqlQuery<Guid>($"""
            SELECT id AS "Value" FROM unnest({groupIds.ToArray()}) AS id WHERE pg_try_advisory_xact_lock(hashtextextended(id::text, 1))
            """).ToListAsync(stop)
        : groupIds;

    /// <summary>Waits until nobody else takes a reply from, or calls, this number, until the end of the transaction. Take it before the lock of a plan.</summary>
    public static async Task LockNumberAsync(this GroupsDb db, string number, CancellationToken stop)
    {
        if (db is PostgresGroupsDb)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({db.Sealer.SealAddress(number)}, 3))", stop);
        }
    }

    /// <summary>Waits until nobody else makes a link for this person, until the end of the transaction.</summary>
    public static async Task LockPersonAsync(this GroupsDb db, Guid personId, CancellationToken stop)
    {
        if (db is PostgresGroupsDb)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({personId.ToString()}, 4))", stop);
        }
    }

    /// <summary>As <see cref="LockNumberAsync"/>, for the number or address that a message goes to. Take it before the message.</summary>
    public static async Task LockNumberOfAsync(this GroupsDb db, Guid messageId, CancellationToken stop)
    {
        if (db is PostgresGroupsDb)
        {
            await db.Database.ExecuteSqlAsync($"""SELECT pg_advisory_xact_lock(hashtextextended("Address", 3)) FROM "Messages" WHERE "Id" = {messageId}""", stop);
        }
    }

    /// <summary>Waits for whoever votes in, or closes, this vote at the same moment, until the end of the transaction. Take it after every other lock but the plan's.</summary>
    public static async Task LockVoteAsync(this GroupsDb db, Guid voteId, CancellationToken stop)
    {
        if (db is PostgresGroupsDb)
        {
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM \"Votes\" WHERE \"Id\" = {voteId} FOR UPDATE", stop);
        }
    }

    /// <summary>Waits until nobody else makes a sign-in code for this account, until the end of the transaction. It is taken alone.</summary>
    public static async Task LockAccountAsync(this GroupsDb db, Guid accountId, CancellationToken stop)
    {
        if (db is PostgresGroupsDb)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({accountId.ToString()}, 4))", stop);
        }
    }

    /// <summary>The messages of these sessions, held until the end of the transaction.</summary>
    public static IQueryable<Message> HeldMessages(this GroupsDb db, Guid[] sessionIds) => db is PostgresGroupsDb
        ? db.Messages.FromSql($"""SELECT * FROM "Messages" WHERE "SessionId" = ANY({sessionIds}) ORDER BY "Id" FOR UPDATE""")
        : db.Messages.Where(m => EF.Parameter(sessionIds).Contains(m.SessionId));

    /// <summary>One message, held until the end of the transaction.</summary>
    public static async Task<Message?> HeldMessageAsync(this GroupsDb db, Guid messageId, CancellationToken stop)
    {
        var messages = db is PostgresGroupsDb
            ? db.Messages.FromSql($"""SELECT * FROM "Messages" WHERE "Id" = {messageId} FOR UPDATE""")
            : db.Messages.Where(m => m.Id == messageId);
        return (await messages.ToListAsync(stop)).SingleOrDefault();
    }

    /// <summary>These messages, held until the end of the transaction.</summary>
    public static Task<List<Message>> HeldMessagesByIdAsync(this GroupsDb db, Guid[] ids, CancellationToken stop) => (db is PostgresGroupsDb
        ? db.Messages.FromSql($"""SELECT * FROM "Messages" WHERE "Id" = ANY({ids}) ORDER BY "Id" FOR UPDATE""")
        : db.Messages.Where(m => ids.Contains(m.Id))).ToListAsync(stop);
}
