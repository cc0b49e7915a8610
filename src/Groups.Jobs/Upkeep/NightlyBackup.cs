using System.Globalization;
using Groups.Domain.Data;
using Groups.Domain.Data.Backups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;

namespace Groups.Jobs.Upkeep;

/// <summary>What the nightly backup needs; where it is not registered, there is none.</summary>
/// <param name="Folder">Where backups go; it must be there.</param>
/// <param name="Keep">How many of the newest stay.</param>
/// <param name="KeepMonths">For how many months, besides, the first of the month stays.</param>
/// <param name="Place">What is backed up.</param>
/// <param name="Key">What seals it.</param>
public sealed record NightlyBackupPlan(string Folder, int Keep, int KeepMonths, BackupPlace Place, BackupKey Key);

/// <summary>Makes a backup each night after two, by one worker of all, and deletes those that are too old.</summary>
public sealed partial class NightlyBackup(IDbContextFactory<GroupsDb> databases, Heartbeats heartbeats, IClock clock, ILogger<NightlyBackup> log, NightlyBackupPlan? plan = null)
{
    private const string Start = "groups-";
    private const string End = ".backup";
    private const string New = ".partial-new";
    private static readonly LocalTime At = new(2, 0);
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/London"];

    /// <summary>Makes the backup of this night if it is not made yet. Looks often and does it once.</summary>
    public async Task RunAsync(CancellationToken stop = default)
    {
        if (plan is null || await IsDoneAsync(stop))
        {
            return;
        }

        await using var turn = await DatabaseTurn.TryTakeAsync(plan.Place, stop);
        if (turn is null || await IsDoneAsync(stop))
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        var path = Path.Combine(plan.Folder, $"{Start}{LocalDatePattern.Iso.Format(now.InZone(Zone).Date)}{End}");
        SweepPartial();
        await MakeBackup.ToFileAsync(plan.Place, plan.Key, path + New, now, stop);
        File.Move(path + New, path, overwrite: true);
        await heartbeats.BeatAsync(Heartbeat.Backup, stop);
        LogMade(Rotate());
    }

    /// <summary>Which of these days' backups stay: the newest, and the first of each of the last months.</summary>
    internal static IReadOnlySet<LocalDate> Staying(IReadOnlyCollection<LocalDate> days, int keep, int keepMonths) => days.OrderDescending().Take(keep)
        .Concat(days.GroupBy(d => d.ToYearMonth()).OrderByDescending(m => m.Key).Take(keepMonths).Select(m => m.Min()))
        .ToHashSet();

    private async Task<bool> IsDoneAsync(CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var today = now.InZone(Zone);
        var due = (today.TimeOfDay >= At ? today.Date : today.Date.PlusDays(-1)).At(At).InZoneLeniently(Zone).ToInstant();
        await using var db = await databases.CreateDbContextAsync(stop);
        return await db.Heartbeats.AnyAsync(h => h.Name == Heartbeat.Backup && h.At >= due && h.At <= now, stop);
    }

    private int Rotate()
    {
        var days = Directory.EnumerateFiles(plan!.Folder, $"{Start}*{End}").Select(DayOf).OfType<LocalDate>().ToList();
        var old = days.Except(Staying(days, plan.Keep, plan.KeepMonths)).ToList();
        foreach (var day in old)
        {
            File.Delete(Path.Combine(plan.Folder, $"{Start}{LocalDatePattern.Iso.Format(day)}{End}"));
        }

        return old.Count;
    }

    /// <summary>What a worker that died left half made.</summary>
    private void SweepPartial()
    {
        foreach (var partial in Directory.EnumerateFiles(plan!.Folder, $"{Start}*{End}.partial-*"))
        {
            File.Delete(partial);
        }
    }

    private static LocalDate? DayOf(string path) =>
        LocalDatePattern.Iso.Parse(Path.GetFileName(path)[Start.Length..^End.Length]) is { Success: true } day ? day.Value : null;

    [LoggerMessage(Level = LogLevel.Information, Message = "The nightly backup was made; {Deleted} old ones were deleted")]
    private partial void LogMade(int deleted);
}
