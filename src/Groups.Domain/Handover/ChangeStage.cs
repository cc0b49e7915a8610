using Groups.Domain.Data;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Membership;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>A worker or a peer with a duty proposes another stage, and by that says yes for their own side.</summary>
public sealed class ProposeStage(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Proposes the stage. What the checklist says never forbids it: the group and its worker decide.</summary>
    /// <returns>The id of the proposal.</returns>
    /// <exception cref="NotFoundException">The group is missing or not the viewer's to see.</exception>
    /// <exception cref="RuleViolation">There is an open proposal, or no step leads from the stage now to this one.</exception>
    public Task<Guid> RunAsync(Viewer viewer, Guid groupId, Stage to, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var access = await GroupAccess.RequireAsync(db, viewer, groupId, _ => true, stop);
        var group = await db.Groups.FirstAsync(g => g.Id == groupId, stop);
        if (!group.Stage.MayChangeTo(to))
        {
            throw new RuleViolation(group.Stage == to ? "The group is at this stage already." : "Stages are entered one at a time. Propose the next one.", "To");
        }

        if (await db.StageChanges.AnyAsync(c => c.GroupId == groupId && c.DoneAt == null && c.WithdrawnAt == null, stop))
        {
            throw new RuleViolation("There is a proposal already. Agree to it or take it back first.", "To");
        }

        var now = clock.GetCurrentInstant();
        var change = new StageChange(groupId, group.Stage, to, now);
        db.StageChanges.Add(change);
        await Sides.SayYesAsync(db, viewer, access, change, group, now, stop);
        return change.Id;
    }, stop);
}

/// <summary>
/// The other side says yes. With the worker's yes and one peer's yes, by two people, the group enters the stage. It runs itself only after it also voted
/// for that; where the vote comes last, either side says so once more and by that ends the matter: a person does it, never a clock.
/// </summary>
public sealed class AgreeStage(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Says yes for the viewer's side; a second yes of the same side changes nothing but what a vote in between made possible.</summary>
    /// <returns>Whether the group entered the stage.</returns>
    /// <exception cref="NotFoundException">The proposal is missing or not the viewer's to see.</exception>
    /// <exception cref="RuleViolation">It is no longer open, both sides would be one person, or the other side's yes no longer counts.</exception>
    public Task<bool> RunAsync(Viewer viewer, Guid changeId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var (change, access) = await Sides.FindAsync(db, viewer, changeId, stop);
        var group = await db.Groups.FirstAsync(g => g.Id == change.GroupId, stop);
        await Sides.SayYesAsync(db, viewer, access, change, group, clock.GetCurrentInstant(), stop);
        return change.DoneAt is not null;
    }, stop);
}

/// <summary>Takes a proposal back: a worker of the group, or the peer who said yes to it.</summary>
public sealed class WithdrawStage(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Takes the proposal back.</summary>
    /// <exception cref="NotFoundException">The proposal is missing or not the viewer's to take back.</exception>
    /// <exception cref="RuleViolation">It is no longer open.</exception>
    public Task RunAsync(Viewer viewer, Guid changeId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var (change, access) = await Sides.FindAsync(db, viewer, changeId, stop);
        if (!access.IsWorker && (viewer.PersonId is null || change.PeerPersonId != viewer.PersonId))
        {
            throw new NotFoundException();
        }

        var now = clock.GetCurrentInstant();
        change.Withdraw(now);
        await VoteEnd.CloseAllAsync(db, changeId, now, stop);
        (await db.Groups.FirstAsync(g => g.Id == change.GroupId, stop)).HandoverChanged();
    }, stop);
}

internal static class Sides
{
    public static async Task<(StageChange Change, GroupAccess Access)> FindAsync(GroupsDb db, Viewer viewer, Guid changeId, CancellationToken stop)
    {
        var change = await db.StageChanges.FirstOrDefaultAsync(c => c.Id == changeId, stop) ?? throw new NotFoundException();
        return (change, await GroupAccess.RequireAsync(db, viewer, change.GroupId, _ => true, stop));
    }

    /// <summary>The yes of the worker's side or of the peers' side; somebody on both sides speaks as the worker.</summary>
    public static async Task SayYesAsync(GroupsDb db, Viewer viewer, GroupAccess access, StageChange change, Group group, Instant now, CancellationToken stop)
    {
        var accountId = viewer.AccountId ?? throw new NotFoundException();
        var before = (change.WorkerAccountId, change.PeerPersonId, change.DoneAt);
        var vote = await VoteReach.LatestAsync(db, change.Id, stop);
        if (access.IsWorker)
        {
            await PeerMustCountAsync(db, accountId, change, stop);
            change.WorkerAgrees(accountId, group, now, vote);
        }
        else
        {
            await WorkerMustCountAsync(db, accountId, viewer.PersonId!.Value, change, stop);
            change.PeerAgrees(viewer.PersonId!.Value, group, now, vote);
        }

        // A yes said twice must not win a race against the other side's first one.
        if (before != (change.WorkerAccountId, change.PeerPersonId, change.DoneAt))
        {
            group.HandoverChanged();
            db.AnnounceGroup(group.Id);
        }

        if (change.DoneAt is not null)
        {
            await VoteEnd.CloseAllAsync(db, change.Id, now, stop);
        }
    }

    private static async Task PeerMustCountAsync(GroupsDb db, Guid accountId, StageChange change, CancellationToken stop)
    {
        if (change.PeerPersonId is not { } peer)
        {
            return;
        }

        MustBeTwoPeople(!await db.Accounts.AnyAsync(a => a.Id == accountId && a.PersonId == peer, stop));
        MustCount(await db.DutyHoldings.AnyAsync(h => h.GroupId == change.GroupId && h.PersonId == peer && h.Until == null, stop));
    }

    private static async Task WorkerMustCountAsync(GroupsDb db, Guid accountId, Guid personId, StageChange change, CancellationToken stop)
    {
        if (change.WorkerAccountId is not { } worker)
        {
            return;
        }

        MustBeTwoPeople(worker != accountId && !await db.Accounts.AnyAsync(a => a.Id == worker && a.PersonId == personId, stop));
        MustCount(await db.GroupWorkers.AnyAsync(w => w.GroupId == change.GroupId && w.AccountId == worker && w.Until == null, stop)
            && await db.Accounts.AnyAsync(a => a.Id == worker && a.EndedAt == null, stop));
    }

    private static void MustBeTwoPeople(bool two)
    {
        if (!two)
        {
            throw new RuleViolation("A change needs two people: the worker and a peer. Ask somebody else to agree.");
        }
    }

    private static void MustCount(bool counts)
    {
        if (!counts)
        {
            throw new RuleViolation("Whoever agreed before no longer speaks for their side. Take the proposal back and make it anew.");
        }
    }
}
