using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.StepBack;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>A group's sessions.</summary>
internal sealed record SessionsView(
    string Name, string? Alias, GroupAccess Access, LocalDate Today, IReadOnlyList<string> Series, IReadOnlyList<SessionLine> Coming, IReadOnlyList<SessionLine> Past, bool HasMore)
{
    private const int MostPast = 30;

    /// <exception cref="NotFoundException">The group is missing or not the viewer's.</exception>
    public static async Task<SessionsView> LoadAsync(IDbContextFactory<GroupsDb> databases, Viewer viewer, Guid groupId, Instant now)
    {
        await using var db = await databases.CreateDbContextAsync();
        var access = await GroupAccess.RequireAsync(db, viewer, groupId, _ => true);
        var group = await db.Groups.Where(g => g.Id == groupId).Select(g => new { g.Name, g.Alias, g.Zone }).SingleAsync();
        var today = now.InZone(DateTimeZoneProviders.Tzdb[group.Zone]).Date;
        var runsItself = access.RunsItself;
        var lines = db.Sessions.Where(s => s.GroupId == groupId).Select(s => new SessionLine(
            s.Id, s.Date, s.StartTime, s.Minutes, s.Status, s.MovedFrom != null, s.Speaker == null ? null : s.Speaker.Topic, s.Headcount, s.Newcomers, today)
        {
            EndsAt = s.EndsAt,
            NotMetBecause = s.NotMetBecause,
            Presence = runsItself ? null : db.PlannedPresences.Where(p => p.SessionId == s.Id).Select(p => (Presence?)p.Presence).FirstOrDefault(),
        });
        var past = await lines.Where(l => l.EndsAt <= now).OrderByDescending(l => l.EndsAt).Take(MostPast + 1).ToListAsync();
        return new SessionsView(
            group.Name, group.Alias, access, today,
            await SeriesInWordsAsync(db, groupId, now, today),
            await lines.Where(l => l.EndsAt > now).OrderBy(l => l.EndsAt).Take(200).ToListAsync(),
            [.. past.Take(MostPast)], past.Count > MostPast);
    }

    private static async Task<List<string>> SeriesInWordsAsync(GroupsDb db, Guid groupId, Instant now, LocalDate today)
    {
        var series = await db.Series.AsNoTracking()
            .Where(s => s.GroupId == groupId && db.Sessions.Any(x => x.SeriesId == s.Id && x.StartsAt > now && x.Status == SessionStatus.Planned)).ToListAsync();
        return series.ConvertAll(s =>
        {
            var words = s.Recurrence.InWords();
            var end = s.StoppedFrom is { } stopped ? $", up to {SessionTime.DayInWords(stopped.PlusDays(-1), today)}" : "";
            return $"{char.ToUpperInvariant(words[0])}{words[1..]} at {SessionTime.TimeInWords(s.StartTime)}{end}";
        });
    }
}

/// <summary>One session in a list.</summary>
public sealed record SessionLine(
    Guid Id, LocalDate Date, LocalTime StartTime, int Minutes, SessionStatus Status, bool Moved, string? Topic, int? Headcount, int? Newcomers, LocalDate Today)
{
    public Instant EndsAt { get; init; }

    public NotMetReason? NotMetBecause { get; init; }

    /// <summary>Where the worker will be; null where nobody said.</summary>
    public Presence? Presence { get; init; }
}
