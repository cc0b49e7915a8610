using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>Writes the note that leads of a session see.</summary>
public sealed class WriteNote(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Writes the note; an empty one removes it.</summary>
    /// <exception cref="NotFoundException">The session is missing or not the viewer's to change.</exception>
    /// <exception cref="RuleViolation">It is too long.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, string? note, CancellationToken stop = default) =>
        databases.ChangeSessionAsync(viewer, sessionId, a => a.MayReadNotes, (_, session) =>
        {
            session.WriteNote(note);
            return Task.CompletedTask;
        }, clock.GetCurrentInstant(), stop);
}
