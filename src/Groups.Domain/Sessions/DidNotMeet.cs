using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>Records that nobody met, with a neutral reason or none.</summary>
public sealed class DidNotMeet(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Records it.</summary>
    /// <exception cref="NotFoundException">It is missing or not the viewer's to change.</exception>
    /// <exception cref="RuleViolation">It has not begun, or people are on the register.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, NotMetReason? because = null, CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        return databases.ChangeSessionAsync(viewer, sessionId, a => a.MaySchedule || a.MayCount, (_, session) =>
        {
            session.DidNotMeet(now, because);
            return Task.CompletedTask;
        }, now, stop);
    }
}
