using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>Reads which ways to a session's register are open or will be.</summary>
public sealed class ReadPasses(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The passes that may yet open, the newest first.</summary>
    /// <exception cref="NotFoundException">The session is missing, or its names are not the viewer's to tap.</exception>
    public async Task<IReadOnlyList<StandingPass>> RunAsync(Viewer viewer, Guid sessionId, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var now = clock.GetCurrentInstant();
        var session = await MakePass.RequireAsync(db, viewer, sessionId, stop);
        var passes = await db.SessionPasses.AsNoTracking().Where(p => p.SessionId == sessionId && p.EndedAt == null).ToListAsync(stop);
        var standing = await PassReach.StandingAsync(db, passes.FindAll(p => p.MayYetOpen(session, now)), session, stop);
        var makers = standing.Select(p => p.MadeBy).ToList();
        var names = await db.Accounts.Where(a => makers.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, stop);
        var zone = DateTimeZoneProviders.Tzdb[session.Zone];
        return [.. standing.OrderByDescending(p => p.MadeAt).ThenBy(p => p.Id).Select(p =>
        {
            var hours = SessionPass.HoursOf(p.Kind, session);
            return new StandingPass(p.Id, p.Kind, p.Name, names[p.MadeBy!.Value], p.MadeAt.InZone(zone).LocalDateTime, hours.Start.InZone(zone).LocalDateTime, hours.End.InZone(zone).LocalDateTime, hours.Contains(now));
        })];
    }
}

/// <summary>A pass that is open or will be.</summary>
/// <param name="Id">The pass.</param>
/// <param name="Kind">What it opens.</param>
/// <param name="Name">Who stands in.</param>
/// <param name="MadeBy">The name of who made it.</param>
/// <param name="MadeAt">When, by the clock at the session.</param>
/// <param name="From">From when it opens something.</param>
/// <param name="Until">Until when.</param>
/// <param name="IsOpen">It opens something now.</param>
public sealed record StandingPass(Guid Id, PassKind Kind, string? Name, string MadeBy, LocalDateTime MadeAt, LocalDateTime From, LocalDateTime Until, bool IsOpen);
