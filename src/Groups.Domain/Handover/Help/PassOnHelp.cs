using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Help;

/// <summary>Passes on what no safety contact answered in time: to the worker, else to the coordinators. Runs every minute; may run twice at once.</summary>
public sealed class PassOnHelp(IDbContextFactory<GroupsDb> databases, HelpMail mail, HandoverNumbers numbers, IClock clock)
{
    /// <summary>Passes on what waits too long.</summary>
    /// <returns>How many were passed on.</returns>
    /// <exception cref="NotFoundException">The viewer is not the program.</exception>
    public async Task<int> RunAsync(Viewer viewer, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        viewer.RequireProgram();

        var now = clock.GetCurrentInstant();
        var before = now - Duration.FromMinutes(numbers.SafetyAnswerMinutes);
        await using var db = await databases.CreateDbContextAsync(stop);
        var late = await db.HelpRequests.AsNoTracking().Where(r => r.Kind == HelpKind.PleasePhone && r.AcknowledgedAt == null && r.PassedOnAt == null && r.At <= before)
            .OrderBy(r => r.At).ToListAsync(stop);
        var passed = 0;
        foreach (var request in late)
        {
            // one worker process wins; the mail goes once, and the home pages show it even where the mail does not get through
            if (await db.HelpRequests.Where(r => r.Id == request.Id && r.PassedOnAt == null && r.AcknowledgedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.PassedOnAt, now), stop) == 1)
            {
                passed++;
                var next = await HelpReach.NextAsync(db, request, await HelpReach.FirstAsync(db, request, stop), stop);
                await mail.SendAsync(HelpMail.Asked(HelpKind.PleasePhone), next, stop);
            }
        }

        return passed;
    }
}
