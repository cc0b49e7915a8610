using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>A session with its group, for a viewer who has to do with it.</summary>
public sealed record SessionView(Session Session, GroupAccess Access, string GroupName, string? Alias, Venue Venue, Series? Series, Instant Now)
{
    public LocalDate Today => Now.InZone(DateTimeZoneProviders.Tzdb[Session.Zone]).Date;

    public string When => SessionTime.InWords(Session.Date, Session.StartTime, Today);

    public LocalTime End => Session.StartTime.PlusMinutes(Session.Minutes);

    public bool HasBegun => Session.StartsAt <= Now;

    public bool IsOver => Session.EndsAt <= Now;

    /// <exception cref="NotFoundException">It is missing or not the viewer's.</exception>
    public static async Task<SessionView> LoadAsync(IDbContextFactory<GroupsDb> databases, Viewer viewer, Guid sessionId, Func<GroupAccess, bool> may, IClock clock)
    {
        await using var db = await databases.CreateDbContextAsync();
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId) ?? throw new NotFoundException();
        var access = await GroupAccess.RequireAsync(db, viewer, session.GroupId, may);
        var group = await db.Groups.AsNoTracking().SingleAsync(g => g.Id == session.GroupId);
        var series = session.SeriesId is { } id ? await db.Series.AsNoTracking().SingleAsync(s => s.Id == id) : null;
        return new SessionView(session, access, group.Name, group.Alias, group.Venue, series, clock.GetCurrentInstant());
    }
}
