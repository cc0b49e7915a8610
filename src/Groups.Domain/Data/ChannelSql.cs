using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Data;

/// <summary>What is done to a channel's row so that no two workers do it at once.</summary>
public static class ChannelSql
{
    /// <summary>The channel's row, held until the end of the transaction. It must be there.</summary>
    public static async Task<ChannelHealth> HeldChannelAsync(this GroupsDb db, string name, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var rows = db is PostgresGroupsDb
            ? db.ChannelHealth.FromSql($"""SELECT * FROM "ChannelHealth" WHERE "Name" = {name} FOR UPDATE""")
            : db.ChannelHealth.Where(h => h.Name == name);
        return (await rows.ToListAsync(stop)).Single();
    }

    /// <summary>Takes the sender's next stretch of time, in one atomic update.</summary>
    /// <returns>The end of the stretch; null where it would begin after <paramref name="latest"/>.</returns>
    public static async Task<Instant?> TakeTimeAsync(this GroupsDb db, string name, Duration span, Instant latest, Instant now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var taken = db is PostgresGroupsDb
            ? db.ChannelHealth.FromSql($"""
                UPDATE "ChannelHealth" SET "NextFreeAt" = GREATEST("NextFreeAt", {now.ToDateTimeUtc()}) + {span.ToTimeSpan()}
                WHERE "Name" = {name} AND ("NextFreeAt" IS NULL OR "NextFreeAt" <= {latest.ToDateTimeUtc()}) RETURNING *
                """)
            : db.ChannelHealth.FromSql($"""
                UPDATE "ChannelHealth" SET "NextFreeAt" = MAX(COALESCE("NextFreeAt", 0), {now.ToUnixTimeMilliseconds()}) + {(long)Math.Ceiling(span.TotalMilliseconds)}
                WHERE "Name" = {name} AND ("NextFreeAt" IS NULL OR "NextFreeAt" <= {latest.ToUnixTimeMilliseconds()}) RETURNING *
                """);
        return (await taken.AsNoTracking().ToListAsync(stop)).SingleOrDefault()?.NextFreeAt;
    }
}
