using System.Collections.Concurrent;
using System.Data.Common;
using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Domain.Audit;

/// <summary>Writes down who looked at what, before it is shown: the same look of the same viewer once an hour, whatever they click.</summary>
public sealed partial class Looks(IDbContextFactory<GroupsDb> databases, IClock clock, ILogger<Looks> logger)
{
    private const int Most = 10_000;
    private static readonly Duration Once = Duration.FromHours(1);
    private readonly ConcurrentDictionary<(Viewer, AuditLine), Instant> _written = new();

    /// <summary>
    /// Writes down that the viewer looks at one person, or at everybody of a group or session. Where the record cannot be written (a full disk), the look goes
    /// on and the log says so: a worker who needs a number in an emergency gets it.
    /// </summary>
    public async Task AtAsync(Viewer viewer, AuditAct act, Guid? personId = null, Guid? groupId = null, Guid? sessionId = null, CancellationToken stop = default)
    {
        var look = new AuditLine(act, personId, groupId, sessionId);
        if (IsNew(viewer, look))
        {
            await WriteAsync(viewer, look, look, stop);
        }
    }

    /// <summary>Writes down that the viewer sees, or changes, the register of a session, where its group is sensitive.</summary>
    public async Task AtRegisterAsync(Viewer viewer, Guid sessionId, bool changes, CancellationToken stop = default)
    {
        var look = new AuditLine(changes ? AuditAct.ChangedRegister : AuditAct.SawRegister, SessionId: sessionId);
        if (IsNew(viewer, look) && await SensitiveGroupAsync(sessionId, stop) is { } group)
        {
            await WriteAsync(viewer, look, look with { GroupId = group }, stop);
        }
    }

    private async Task<Guid?> SensitiveGroupAsync(Guid sessionId, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        return await db.Sessions.Where(s => s.Id == sessionId && db.Groups.Any(g => g.Id == s.GroupId && g.Sensitive)).Select(s => (Guid?)s.GroupId).FirstOrDefaultAsync(stop);
    }

    private async Task WriteAsync(Viewer viewer, AuditLine look, AuditLine line, CancellationToken stop)
    {
        try
        {
            await databases.WriteAsync(viewer, db =>
            {
                db.Note(line);
                return Task.CompletedTask;
            }, stop);
        }
        catch (Exception failed) when (failed is DbException or DbUpdateException)
        {
            _written.TryRemove((viewer, look), out _);
            CouldNot(failed);
        }
    }

    private bool IsNew(Viewer viewer, AuditLine look)
    {
        var now = clock.GetCurrentInstant();
        if (viewer.Kind == ViewerKind.Program || (_written.TryGetValue((viewer, look), out var last) && last > now - Once && last <= now))
        {
            return false;
        }

        if (_written.Count >= Most)
        {
            _written.Clear();
        }

        _written[(viewer, look)] = now;
        return true;
    }

    [LoggerMessage(1, LogLevel.Error, "A look could not be written into the audit record.")]
    private partial void CouldNot(Exception failed);
}
