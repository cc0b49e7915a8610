using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>Upkeep: keeps the sessions of every series written 26 weeks ahead. May run at any time, twice, and on two machines at once.</summary>
public sealed class ExtendSeries(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Writes what is missing and answers how many sessions that were.</summary>
    /// <exception cref="NotFoundException">The asker is not the program itself.</exception>
    public async Task<int> RunAsync(Viewer viewer, CancellationToken stop = default)
    {
        viewer.RequireProgram();

        await using var db = await databases.CreateDbContextAsync(stop);
        var written = 0;
        foreach (var id in await db.Series.Select(s => s.Id).ToListAsync(stop))
        {
            written += await databases.WriteAsync(inner => ExtendAsync(inner, id, stop), stop);
        }

        return written;
    }

    private async Task<int> ExtendAsync(GroupsDb db, Guid seriesId, CancellationToken stop)
    {
        await db.LockSeriesAsync(seriesId, stop);
        if (await db.Series.SingleOrDefaultAsync(s => s.Id == seriesId, stop) is not { } series)
        {
            return 0;
        }

        var now = clock.GetCurrentInstant();
        var today = now.InZone(DateTimeZoneProviders.Tzdb[series.Zone]).Date;
        var known = (await db.Sessions.Where(s => s.SeriesId == seriesId && s.Slot >= today).Select(s => s.Slot).ToListAsync(stop)).ToHashSet();
        var missing = series.DatesUntil(today.PlusWeeks(SeriesPlan.WeeksAhead))
            .Where(date => date >= today && !known.Contains(date))
            .Select(date => new Session(series.GroupId, series.Id, date, series.StartTime, series.Minutes, series.Zone))
            .Where(session => session.StartsAt > now).ToList();
        db.AddRange(missing);
        if (missing.Count > 0)
        {
            await Replan.GroupAsync(db, series.GroupId, now, stop);
        }

        return missing.Count;
    }
}
