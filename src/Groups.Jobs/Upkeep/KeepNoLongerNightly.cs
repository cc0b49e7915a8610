using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Upkeep;

/// <summary>
/// Deletes what has stood on the list for the days of notice. A program that was switched off showed nobody a list: the days begin anew when it comes back
/// after more than three.
/// </summary>
public sealed class KeepNoLongerNightly(IDbContextFactory<GroupsDb> databases, KeepNoLonger keep, RetentionNumbers numbers, IClock clock)
{
    /// <summary>The heartbeats that say since when the list has been shown without a break, and when it was shown last.</summary>
    private const string Since = "list-shown-since", Last = "list-shown-last";

    private static readonly Duration LongestBreak = Duration.FromDays(3);

    /// <summary>Runs once.</summary>
    public async Task RunAsync(CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        var since = await databases.WriteAsync(async db =>
        {
            var beats = await db.Heartbeats.Where(h => h.Name == Since || h.Name == Last).ToListAsync(stop);
            var (began, last) = (beats.Find(h => h.Name == Since), beats.Find(h => h.Name == Last));
            if (began is null || last is null || now - last.At > LongestBreak)
            {
                Set(began, Since);
                began ??= db.Heartbeats.Local.Single(h => h.Name == Since);
            }

            Set(last, Last);
            return began.At;

            void Set(Heartbeat? beat, string name)
            {
                if (beat is null)
                {
                    db.Heartbeats.Add(new Heartbeat(name, now));
                }
                else
                {
                    beat.Beat(now);
                }
            }
        }, stop);
        if (since <= now - Duration.FromDays(numbers.NoticeDays))
        {
            await keep.RunAsync(Viewer.Program, onlyNoticed: true, stop);
        }
    }
}
