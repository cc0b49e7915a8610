using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>Calls one session off; those expected are told.</summary>
public sealed class CancelSession(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Calls the session off.</summary>
    /// <exception cref="NotFoundException">It is missing or not the viewer's to change.</exception>
    /// <exception cref="RuleViolation">It is not planned any more or is over.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        return databases.ChangeSessionAsync(viewer, sessionId, a => a.MaySchedule, (_, session) =>
        {
            session.Cancel(now);
            return Task.CompletedTask;
        }, now, stop);
    }
}
