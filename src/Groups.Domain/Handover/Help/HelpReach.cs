using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Handover.Help;

/// <summary>Who is told of a request, and who sees it.</summary>
public static class HelpReach
{
    /// <summary>
    /// The requests that are the viewer's to answer: of the safety contact "please phone"; of the worker that and a self-run group's own request for help,
    /// but "please phone" of a group that runs itself only when it was passed on; of a coordinator that nobody looks after a group, and what was passed on where no worker is.
    /// </summary>
    public static IQueryable<HelpRequest> ToAnswer(GroupsDb db, Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(viewer);
        var (account, person) = (viewer.AccountId ?? Guid.Empty, viewer.PersonId ?? Guid.Empty);
        return db.HelpRequests.Where(r => db.Accounts.Any(a => a.Id == account && a.EndedAt == null)
            && (r.AccountId == null || r.AccountId != account)
            && ((r.Kind == HelpKind.PleasePhone
                    && db.DutyHoldings.Any(h => h.GroupId == r.GroupId && h.PersonId == person && h.Duty == Duty.SafetyContact && h.Until == null))
                || (r.Kind != HelpKind.NobodyLooksAfter && db.GroupWorkers.Any(w => w.GroupId == r.GroupId && w.AccountId == account && w.Until == null)
                    && (r.Kind == HelpKind.HelpUs || r.PassedOnAt != null || db.Groups.Any(g => g.Id == r.GroupId && g.SelfRunSince == null)))
                || (db.Accounts.Any(a => a.Id == account && a.Post == Post.Coordinator && db.Groups.Any(g => g.Id == r.GroupId && g.OrganisationId == a.OrganisationId))
                    && (r.Kind == HelpKind.NobodyLooksAfter
                        || (r.PassedOnAt != null && !db.GroupWorkers.Any(w => w.GroupId == r.GroupId && w.Until == null && db.Accounts.Any(a => a.Id == w.AccountId && a.EndedAt == null)))))));
    }

    /// <summary>The groups of the viewer as a worker, but this one.</summary>
    public static IQueryable<Group> OthersOf(GroupsDb db, Viewer viewer, Guid groupId)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(viewer);
        return db.Groups.Where(g => g.Id != groupId && g.Stage != Stage.EndedWell && g.Workers.Any(w => w.AccountId == viewer.AccountId && w.Until == null));
    }

    /// <summary>The workers of the group who can sign in.</summary>
    internal static IQueryable<Account> Workers(GroupsDb db, Guid groupId) =>
        db.Accounts.Where(a => a.EndedAt == null && db.GroupWorkers.Any(w => w.GroupId == groupId && w.AccountId == a.Id && w.Until == null));

    internal static async Task<IReadOnlyList<string>> WorkersAsync(IDbContextFactory<GroupsDb> databases, Guid groupId, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        return await Workers(db, groupId).Select(a => a.Email).ToListAsync(stop);
    }

    /// <summary>
    /// Whom a new request goes to: the peers who are the safety contact, together with the workers while the group does not run itself. An address that a person said
    /// is not safe is left out, as is somebody who asked for no contact. Empty: it is passed on at once.
    /// </summary>
    internal static async Task<List<string>> FirstAsync(GroupsDb db, HelpRequest request, CancellationToken stop)
    {
        if (request.Kind == HelpKind.NobodyLooksAfter)
        {
            return await CoordinatorsAsync(db, request.GroupId, stop);
        }

        if (request.Kind == HelpKind.HelpUs)
        {
            return await Workers(db, request.GroupId).Select(a => a.Email).ToListAsync(stop);
        }

        var groupId = request.GroupId;
        var peers = await (from holding in db.DutyHoldings
                           join person in db.People on holding.PersonId equals person.Id
                           join account in db.Accounts on person.Id equals account.PersonId
                           where holding.GroupId == groupId && holding.Duty == Duty.SafetyContact && holding.Until == null
                               && account.EndedAt == null && person.StoppedAt == null && person.Id != request.PersonId
                               && !person.Contacts.Any(c => c.Way == ContactWay.Email && c.Address == account.Email && !c.IsSafe)
                           select account.Email).ToListAsync(stop);
        return await db.Groups.AnyAsync(g => g.Id == groupId && g.SelfRunSince != null, stop)
            ? peers
            : [.. peers.Union(await Workers(db, groupId).Where(a => a.Id != request.AccountId).Select(a => a.Email).ToListAsync(stop), StringComparer.Ordinal)];
    }

    /// <summary>Whom it is passed on to: the workers, else the coordinators; a worker who had it already is not told twice.</summary>
    internal static async Task<List<string>> NextAsync(GroupsDb db, HelpRequest request, IReadOnlyList<string> told, CancellationToken stop)
    {
        var workers = await Workers(db, request.GroupId).Where(a => a.Id != request.AccountId).Select(a => a.Email).ToListAsync(stop);
        return workers.Except(told, StringComparer.Ordinal).ToList() is { Count: > 0 } next ? next : await CoordinatorsAsync(db, request.GroupId, stop);
    }

    private static Task<List<string>> CoordinatorsAsync(GroupsDb db, Guid groupId, CancellationToken stop) =>
        db.Accounts.Where(a => a.Post == Post.Coordinator && a.EndedAt == null && db.Groups.Any(g => g.Id == groupId && g.OrganisationId == a.OrganisationId)).Select(a => a.Email).ToListAsync(stop);
}
