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
    private readonly ConcurrentDictionary<(Viewer, AuditAct, Guid?, Guid?, Guid?), Instant> _written = new();

    /// <summary>
    /// Writes down that the viewer looks at one person, or at everybody of a group or session. Where the record cannot be written (a full disk), the look goes
    /// on and the log says so: a worker who needs a number in an emergency gets it.
    /// </summary>
    public Task AtAsync(Viewer viewer, AuditAct act, Guid? personId = null, Guid? groupId = null, Guid? sessionId = null, CancellationToken stop = default) =>
        AtAllAsync(viewer, act, [personId], groupId, sessionId, stop);

    /// <summary>As <see cref="AtAsync"/>, for several people on one page.</summary>
    public async Task AtAllAsync(Viewer viewer, AuditAct act, IReadOnlyCollection<Guid?> personIds, Guid? groupId = null, Guid? sessionId = null, CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        var lines = personIds.Distinct().Where(p => IsNew((viewer, act, p, groupId, sessionId), now)).Select(p => new AuditLine(act, p, groupId, sessionId)).ToList();
        if (lines.Count == 0 || viewer.Kind == ViewerKind.Program)
        {
            return;
        }

        await WriteAsync(viewer, lines, stop);
    }

    /// <summary>Writes down that the viewer sees, or changes, the register of a session, where its group is sensitive.</summary>
    public async Task AtRegisterAsync(Viewer viewer, Guid sessionId, bool changes, CancellationToken stop = default)
    {
        var act = changes ? AuditAct.ChangedRegister : AuditAct.SawRegister;
        if (!IsNew((viewer, act, null, null, sessionId), clock.GetCurrentInstant()))
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync(stop);
        var group = await db.Sessions.Where(s => s.Id == sessionId && db.Groups.Any(g => g.Id == s.GroupId && g.Sensitive)).Select(s => (Guid?)s.GroupId).FirstOrDefaultAsync(stop);
        if (group is not null)
        {
            await WriteAsync(viewer, [new AuditLine(act, GroupId: group, SessionId: sessionId)], stop);
        }
    }

    private async Task WriteAsync(Viewer viewer, List<AuditLine> lines, CancellationToken stop)
    {
        try
        {
            await databases.WriteAsync(viewer, db =>
            {
                lines.ForEach(db.Note);
                return Task.CompletedTask;
            }, stop);
        }
        catch (Exception failed) when (failed is DbException or DbUpdateException)
        {
            lines.ForEach(line => _written.TryRemove((viewer, line.Act, line.PersonId, line.SessionId is null ? line.GroupId : null, line.SessionId), out _));
            CouldNot(failed);
        }
    }

    private bool IsNew((Viewer, AuditAct, Guid?, Guid?, Guid?) look, Instant now)
    {
        if (_written.TryGetValue(look, out var last) && last > now - Once && last <= now)
        {
            return false;
        }

        if (_written.Count >= Most)
        {
            _written.Clear();
        }

        _written[look] = now;
        return true;
    }

    [LoggerMessage(1, LogLevel.Error, "A look could not be written into the audit record.")]
    private partial void CouldNot(Exception failed);
}
