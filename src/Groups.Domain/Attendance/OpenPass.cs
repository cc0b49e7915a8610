using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>
/// Says what a link or code to a session's register opens. Using it changes nothing: a scanner that follows the link does no harm. Unknown, ended,
/// over and too early look alike; only somebody who stands in is told that they are early.
/// </summary>
public sealed class OpenPass(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    private const int LongestToken = 64;

    /// <summary>By the token of its link.</summary>
    public Task<OpenedPass?> ByTokenAsync(string? token, PassKind kind, CancellationToken stop = default)
    {
        var hash = token is { Length: > 0 and <= LongestToken } ? Secret.Hash(token) : "";
        return FindAsync(passes => passes.Where(p => p.TokenHash == hash && p.Kind == kind), stop);
    }

    /// <summary>By its id, from where only the program could have written it.</summary>
    public Task<OpenedPass?> ByIdAsync(Guid passId, PassKind kind, CancellationToken stop = default) =>
        FindAsync(passes => passes.Where(p => p.Id == passId && p.Kind == kind), stop);

    /// <summary>By its short code, however it is spelled.</summary>
    public async Task<OpenedPass?> ByCodeAsync(string? typed, CancellationToken stop = default)
    {
        if (PassCode.Read(typed) is not { } code)
        {
            return null;
        }

        var hash = Secret.Hash(code);
        return await FindAsync(passes => passes.Where(p => p.CodeHash == hash), stop);
    }

    private async Task<OpenedPass?> FindAsync(Func<IQueryable<SessionPass>, IQueryable<SessionPass>> which, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await using var db = await databases.CreateDbContextAsync(stop);
        var pass = await which(db.SessionPasses.AsNoTracking()).SingleOrDefaultAsync(stop);
        var session = pass is null ? null : await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == pass.SessionId, stop);
        if (session is null || !pass!.MayYetOpen(session, now) || (await PassReach.StandingAsync(db, [pass], session, stop)).Count == 0)
        {
            return null;
        }

        var opened = Opened(pass, session, now);
        return opened.IsOpen || pass.Kind == PassKind.StandIn ? opened : null;
    }

    private static OpenedPass Opened(SessionPass pass, Session session, Instant now)
    {
        var (hours, zone) = (SessionPass.HoursOf(pass.Kind, session), DateTimeZoneProviders.Tzdb[session.Zone]);
        return new OpenedPass(
            pass, session.Id, session.Date.At(session.StartTime), now.InZone(zone).Date, hours.Start.InZone(zone).LocalDateTime, hours.End, hours.Contains(now));
    }
}

/// <summary>A pass somebody came with.</summary>
/// <param name="Pass">The pass.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Starts">When the session starts, by the clock there.</param>
/// <param name="Today">The day it is there.</param>
/// <param name="From">From when the pass opens something, by the clock there.</param>
/// <param name="Until">Until when.</param>
/// <param name="IsOpen">It opens something now.</param>
public sealed record OpenedPass(SessionPass Pass, Guid SessionId, LocalDateTime Starts, LocalDate Today, LocalDateTime From, Instant Until, bool IsOpen)
{
    /// <summary>Who came with it.</summary>
    public Viewer Viewer => Viewer.OfPass(Pass.Id);
}
