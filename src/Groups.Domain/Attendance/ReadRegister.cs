using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>Reads a session's register once, cut to what the viewer may see at this moment. <see cref="RegisterFeed"/> follows it.</summary>
public sealed class ReadRegister(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The register.</summary>
    /// <exception cref="NotFoundException">The session is missing, or its register is not the viewer's to see now.</exception>
    public async Task<RegisterView> RunAsync(Viewer viewer, Guid sessionId, CancellationToken stop = default) =>
        await FindAsync(viewer, sessionId, stop) ?? throw new NotFoundException();

    /// <summary>As <see cref="RunAsync"/>; null where there is nothing for this viewer.</summary>
    public async Task<RegisterView?> FindAsync(Viewer viewer, Guid sessionId, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId, stop);
        var now = clock.GetCurrentInstant();
        var access = session is null ? null : await RegisterAccess.FindAsync(db, viewer, session, now, stop);
        if (access?.Opens != true)
        {
            return null;
        }

        var register = access.Looks ? await db.RegisterOfAsync(sessionId, stop) : Register.Empty;
        var list = access.Welcomes ? await RegisterList.ReadAsync(db, session!, stop) : RegisterList.Empty;
        return new RegisterReading(session!, register, list).ViewFor(access, now);
    }
}
