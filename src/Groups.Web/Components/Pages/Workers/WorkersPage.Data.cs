using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Components.Pages.Workers;

/// <summary>A worker as a coordinator sees them: a colleague and a number of groups, never a group's name or people.</summary>
public sealed record WorkerLine(Guid Id, string Name, string Email, int Groups);

/// <summary>A group without a worker, by the name that others may see: never its people.</summary>
public sealed record LoneGroup(Guid Id, string Name, bool RunsItself);

internal static class WorkersData
{
    /// <summary>The groups that no worker looks after.</summary>
    public static async Task<List<LoneGroup>> LoneAsync(GroupsDb db, Viewer viewer, CancellationToken stop) =>
        await Home.LoneGroups.Of(db, viewer).OrderBy(g => g.Alias ?? g.Name).Select(g => new LoneGroup(g.Id, g.Alias ?? g.Name, g.SelfRunSince != null)).ToListAsync(stop);

    /// <summary>The workers who can sign in; null for everybody but a coordinator.</summary>
    public static async Task<List<WorkerLine>?> LoadAsync(GroupsDb db, Viewer viewer, CancellationToken stop) =>
        await GroupAccess.PostOfAsync(db, viewer, stop) != Post.Coordinator
            ? null
            : [.. (await db.Accounts.Where(a => a.Post == Post.Worker && a.EndedAt == null && db.Accounts.Any(v => v.Id == viewer.AccountId && v.OrganisationId == a.OrganisationId))
                .Select(a => new WorkerLine(a.Id, a.Name, a.Email, db.GroupWorkers.Count(w => w.AccountId == a.Id && w.Until == null)))
                .ToListAsync(stop)).OrderBy(w => w.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(w => w.Id)];
}
