using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>Puts a cancelled session back; those who were told it is off are told it is on.</summary>
public sealed class RestoreSession(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Puts the session back.</summary>
    /// <exception cref="NotFoundException">It is missing or not the viewer's to change.</exception>
    /// <exception cref="RuleViolation">It is not cancelled, or its time has passed.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        return databases.ChangeSessionAsync(viewer, sessionId, a => a.MaySchedule, (_, session) =>
        {
            session.Restore(now);
            return Task.CompletedTask;
        }, now, stop);
    }
}
