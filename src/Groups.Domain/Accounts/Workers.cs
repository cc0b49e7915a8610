using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>A coordinator adds a worker.</summary>
public sealed class AddWorker(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>How long the first link is good for; later ones the worker asks for by email.</summary>
    public static readonly Duration GoodFor = Duration.FromDays(1);

    /// <summary>Makes the account and a link to hand over.</summary>
    /// <returns>The token of the link; it is not kept and cannot be shown again.</returns>
    /// <exception cref="NotFoundException">The viewer is no coordinator.</exception>
    /// <exception cref="RuleViolation">Name or email cannot be read, or somebody signs in with the email already.</exception>
    public Task<string> RunAsync(Viewer viewer, string? name, string? email, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var organisation = await Coordinators.RequireAsync(db, viewer, stop);
        var address = await NewAccounts.EmailAsync(db, email, stop);

        var now = clock.GetCurrentInstant();
        var account = new Account(name, address, Post.Worker, null, now, organisation);
        db.AddRange(account, SignInLink.For(account.Id, now, GoodFor, out var token));
        return token;
    }, stop);
}

/// <summary>A coordinator hands all groups of one worker to another in one step: nobody's leaving ends a group.</summary>
public sealed class HandOverGroups(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Hands the groups over; a group the other worker works with already stays theirs.</summary>
    /// <returns>How many groups changed hands.</returns>
    /// <exception cref="NotFoundException">The viewer is no coordinator, or the first is no worker's account.</exception>
    /// <exception cref="RuleViolation">The second is not another worker who can sign in.</exception>
    public Task<int> RunAsync(Viewer viewer, Guid fromAccountId, Guid toAccountId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var organisation = await Coordinators.RequireAsync(db, viewer, stop);
        await Coordinators.WorkerAsync(db, organisation, fromAccountId, stop);
        if (fromAccountId == toAccountId || !await Coordinators.IsWorkerAsync(db, organisation, toAccountId, stop))
        {
            throw new RuleViolation("Choose another worker who takes the groups on.", "ToId");
        }

        var now = clock.GetCurrentInstant();
        var groups = await db.Groups.Include(g => g.Workers).Where(g => g.Workers.Any(w => w.AccountId == fromAccountId && w.Until == null)).ToListAsync(stop);
        foreach (var group in groups)
        {
            group.AddWorker(toAccountId, now);
            group.EndWorker(fromAccountId, now);
            db.AnnounceGroup(group.Id);
        }

        return groups.Count;
    }, stop);
}

/// <summary>A coordinator ends a worker's account. The worker is signed out with their next request.</summary>
public sealed class EndWorker(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Ends the account; one that has ended stays as it is.</summary>
    /// <exception cref="NotFoundException">The viewer is no coordinator, or it is no worker's account.</exception>
    /// <exception cref="RuleViolation">A group that does not run itself would be left without a worker.</exception>
    public Task RunAsync(Viewer viewer, Guid accountId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var account = await Coordinators.WorkerAsync(db, await Coordinators.RequireAsync(db, viewer, stop), accountId, stop);
        var groups = await db.Groups.Include(g => g.Workers).Where(g => g.Workers.Any(w => w.AccountId == accountId && w.Until == null)).ToListAsync(stop);
        // A group that runs itself outlives its worker: it is shown to the coordinators as one without, and asks them for help until there is another.
        if (groups.Exists(g => g.Stage != Stage.EndedWell && g.SelfRunSince is null && !g.Workers.Any(w => w.AccountId != accountId && w.Until == null)))
        {
            throw new RuleViolation("Hand their groups to another worker first. Then no group is left alone.");
        }

        var now = clock.GetCurrentInstant();
        groups.ForEach(g => g.EndWorker(accountId, now));
        groups.ForEach(g => db.AnnounceGroup(g.Id));
        account.End(now);
        db.AnnounceAccount(accountId);
    }, stop);
}

/// <summary>A coordinator gives one group a worker: one that has none, or one that asked for somebody.</summary>
public sealed class GiveGroupWorker(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Gives the group the worker; what members asked because nobody looked after it is answered by that.</summary>
    /// <exception cref="NotFoundException">The viewer is no coordinator, or the group is missing.</exception>
    /// <exception cref="RuleViolation">It is no worker who can sign in.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Guid toAccountId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var organisation = await Coordinators.RequireAsync(db, viewer, stop);
        var group = await db.Groups.Include(g => g.Workers).FirstOrDefaultAsync(g => g.Id == groupId && g.OrganisationId == organisation, stop) ?? throw new NotFoundException();
        if (!await Coordinators.IsWorkerAsync(db, organisation, toAccountId, stop))
        {
            throw new RuleViolation("Choose a worker for this group.", "ToId");
        }

        var now = clock.GetCurrentInstant();
        group.AddWorker(toAccountId, now);
        group.HandoverChanged();
        (await db.HelpRequests.Where(r => r.GroupId == groupId && r.Kind == HelpKind.NobodyLooksAfter && r.AcknowledgedAt == null).ToListAsync(stop))
            .ForEach(r => r.Acknowledge(viewer.AccountId!.Value, now));
        db.AnnounceGroup(groupId);
    }, stop);
}

internal static class Coordinators
{
    /// <summary>The coordinator's organisation.</summary>
    public static async Task<Guid> RequireAsync(GroupsDb db, Viewer viewer, CancellationToken stop) =>
        await db.Accounts.Where(a => a.Id == viewer.AccountId && a.EndedAt == null && a.Post == Post.Coordinator).Select(a => (Guid?)a.OrganisationId).FirstOrDefaultAsync(stop)
        ?? throw new NotFoundException();

    public static async Task<Account> WorkerAsync(GroupsDb db, Guid organisation, Guid accountId, CancellationToken stop) =>
        await db.Accounts.FirstOrDefaultAsync(a => a.Id == accountId && a.Post == Post.Worker && a.OrganisationId == organisation, stop) ?? throw new NotFoundException();

    /// <summary>Whether this is a worker of the organisation who can sign in.</summary>
    public static Task<bool> IsWorkerAsync(GroupsDb db, Guid organisation, Guid accountId, CancellationToken stop) =>
        db.Accounts.AnyAsync(a => a.Id == accountId && a.Post == Post.Worker && a.EndedAt == null && a.OrganisationId == organisation, stop);
}
