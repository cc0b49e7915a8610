using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions.Running;

/// <summary>A session for somebody who runs it, by an account or by a pass.</summary>
/// <param name="Group">What an account may do in the group; null for somebody who stands in.</param>
public sealed record RunningView(Session Session, RegisterAccess Access, GroupAccess? Group, string GroupName, string? Alias, Venue Venue, Instant Now)
{
    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[Session.Zone];

    public LocalDate Today => Now.InZone(Zone).Date;

    public string When => SessionTime.InWords(Session.Date, Session.StartTime, Today);

    public LocalTime End => Session.StartTime.PlusMinutes(Session.Minutes);

    public bool HasBegun => Session.StartsAt <= Now;

    /// <summary>Taps are taken now.</summary>
    public bool IsOpen => Session.Status != SessionStatus.Cancelled && RegisterReach.HasCome(Session, Now);

    /// <summary>"2:03pm", with the day where it is not the session's.</summary>
    public string TimeOf(Instant at)
    {
        var local = at.InZone(Zone);
        return local.Date == Session.Date ? SessionTime.TimeInWords(local.TimeOfDay) : SessionTime.InWords(local.Date, local.TimeOfDay, Today);
    }

    /// <exception cref="NotFoundException">The session is missing, or this is not the viewer's.</exception>
    public static async Task<RunningView> LoadAsync(IDbContextFactory<GroupsDb> databases, Viewer viewer, Guid sessionId, Func<RegisterAccess, bool> may, IClock clock)
    {
        await using var db = await databases.CreateDbContextAsync();
        var now = clock.GetCurrentInstant();
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId) ?? throw new NotFoundException();
        var access = await RegisterAccess.FindAsync(db, viewer, session, now);
        if (access is null || !may(access))
        {
            throw new NotFoundException();
        }

        var group = await db.Groups.AsNoTracking().SingleAsync(g => g.Id == session.GroupId);
        return new RunningView(
            session, access, await GroupAccess.FindAsync(db, viewer, session.GroupId), access.Pass is null ? group.Name : group.Alias ?? group.Name, group.Alias, group.Venue, now);
    }
}
