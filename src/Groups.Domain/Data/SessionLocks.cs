using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Data;

/// <summary>
/// Row locks on sessions and series until the end of the transaction, so that changes of the same one queue instead of clashing.
/// A write on SQLite is alone from its beginning, so only PostgreSQL needs them. Take them before any other lock. They are NO KEY locks: whoever plans
/// messages of the same session, and holds the group's plan while the other waits for it, may still refer to the session.
/// </summary>
internal static class SessionLocks
{
    public static Task LockSessionAsync(this GroupsDb db, Guid sessionId, CancellationToken stop) => db is PostgresGroupsDb
        ? db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Sessions" WHERE "Id" = {sessionId} FOR NO KEY UPDATE""", stop)
        : Task.CompletedTask;

    /// <summary>One session, held until the end of the transaction.</summary>
    public static async Task<Session?> HeldSessionAsync(this GroupsDb db, Guid sessionId, CancellationToken stop) => (await (db is PostgresGroupsDb
        ? db.Sessions.FromSql($"""SELECT * FROM "Sessions" WHERE "Id" = {sessionId} FOR NO KEY UPDATE""")
        : db.Sessions.Where(s => s.Id == sessionId)).ToListAsync(stop)).SingleOrDefault();

    public static Task LockSeriesAsync(this GroupsDb db, Guid seriesId, CancellationToken stop) => db is PostgresGroupsDb
        ? db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Series" WHERE "Id" = {seriesId} FOR NO KEY UPDATE""", stop)
        : Task.CompletedTask;

    /// <summary>One writer of a group's calendar at a time, so that a form sent twice plans once.</summary>
    public static Task LockCalendarAsync(this GroupsDb db, Guid groupId, CancellationToken stop) => db is PostgresGroupsDb
        ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({groupId.ToString()}, 2))", stop)
        : Task.CompletedTask;
}
