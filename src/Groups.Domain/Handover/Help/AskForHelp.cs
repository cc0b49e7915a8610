using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Help;

/// <summary>What became of asking.</summary>
/// <param name="At">When it was asked: now, or the time before that still counts.</param>
/// <param name="IsNew">It was told now; a request that had been made already is not told twice.</param>
public sealed record HelpAsked(Instant At, bool IsNew);

/// <summary>"Please phone me about the group": anybody with a duty, to the safety contact. What it is about is said by phone and kept nowhere.</summary>
public sealed class AskToBePhoned(IDbContextFactory<GroupsDb> databases, HelpMail mail, IClock clock)
{
    /// <summary>Asks.</summary>
    /// <exception cref="NotFoundException">The group is missing, or the viewer holds no duty in it.</exception>
    public Task<HelpAsked> RunAsync(Viewer viewer, Guid groupId, CancellationToken stop = default) => HelpRequests.AskAsync(databases, mail, clock, HelpKind.PleasePhone, groupId, async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.Duties.Count > 0, stop);
        return (viewer.PersonId, viewer.AccountId);
    }, stop);
}

/// <summary>A group that runs itself asks its worker for help.</summary>
public sealed class AskForHelp(IDbContextFactory<GroupsDb> databases, HelpMail mail, IClock clock)
{
    /// <summary>Asks. For a while the worker also sees how it was to lead, without names: asking shares that.</summary>
    /// <exception cref="NotFoundException">The group is missing or does not run itself, or the viewer holds no duty in it.</exception>
    public Task<HelpAsked> RunAsync(Viewer viewer, Guid groupId, CancellationToken stop = default) => HelpRequests.AskAsync(databases, mail, clock, HelpKind.HelpUs, groupId, async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.RunsItself && a.Duties.Count > 0, stop);
        return (viewer.PersonId, viewer.AccountId);
    }, stop);
}

/// <summary>"Nobody looks after the group": any member, from their own page. The coordinators are told the group, not the member.</summary>
public sealed class SayNobodyLooksAfter(IDbContextFactory<GroupsDb> databases, HelpMail mail, IClock clock)
{
    /// <summary>Says it.</summary>
    /// <exception cref="NotFoundException">The group is missing, or the viewer is not in it now.</exception>
    public Task<HelpAsked> RunAsync(Viewer viewer, Guid groupId, CancellationToken stop = default) => HelpRequests.AskAsync(databases, mail, clock, HelpKind.NobodyLooksAfter, groupId, async db =>
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.PersonId is { } person && await db.Members.AnyAsync(m => m.GroupId == groupId && m.PersonId == person && m.LeftAt == null, stop)
            ? (person, viewer.AccountId)
            : throw new NotFoundException();
    }, stop);
}

/// <summary>Whoever was asked says that they are on it; or whoever asked says that it is settled.</summary>
public sealed class AcknowledgeHelp(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Says it; the first to do so stays.</summary>
    /// <exception cref="NotFoundException">The request is missing, or not the viewer's to answer.</exception>
    public Task RunAsync(Viewer viewer, Guid requestId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var request = await HelpReach.ToAnswer(db, viewer).FirstOrDefaultAsync(r => r.Id == requestId, stop)
            ?? await db.HelpRequests.FirstOrDefaultAsync(r => r.Id == requestId && viewer.AccountId != null && r.AccountId == viewer.AccountId, stop)
            ?? throw new NotFoundException();
        request.Acknowledge(viewer.AccountId!.Value, clock.GetCurrentInstant());
    }, stop);
}

internal static class HelpRequests
{
    /// <summary>A second tap within this time is the same request: a child who plays with the phone wakes nobody twice.</summary>
    public static readonly Duration SameFor = Duration.FromHours(1);

    /// <summary>The most that one person asks in a day; more are taken as the last one.</summary>
    public const int MostADay = 3;

    public static async Task<HelpAsked> AskAsync(
        IDbContextFactory<GroupsDb> databases, HelpMail mail, IClock clock, HelpKind kind, Guid groupId, Func<GroupsDb, Task<(Guid? PersonId, Guid? AccountId)>> whoAsks, CancellationToken stop)
    {
        var (asked, addresses) = await databases.WriteAsync(async db =>
        {
            var (personId, accountId) = await whoAsks(db);
            var now = clock.GetCurrentInstant();
            await db.LockPlanAsync(groupId, stop);
            var ofAll = kind == HelpKind.NobodyLooksAfter;
            var (yesterday, same) = (now - Duration.FromDays(1), now - SameFor);
            var earlier = await db.HelpRequests.Where(r => r.GroupId == groupId && r.Kind == kind && (r.At > yesterday || (kind != HelpKind.PleasePhone && r.AcknowledgedAt == null))
                && (ofAll || r.PersonId == personId)).OrderByDescending(r => r.At).Select(r => new { r.At, r.AcknowledgedAt }).ToListAsync(stop);
            if (earlier is [var last, ..] && (last.At > same || earlier.Count(r => r.At > yesterday) >= MostADay || (kind != HelpKind.PleasePhone && last.AcknowledgedAt is null)))
            {
                return (new HelpAsked(last.At, false), (List<string>)[]);
            }

            var request = new HelpRequest(groupId, kind, personId, accountId, now);
            db.HelpRequests.Add(request);
            var first = await HelpReach.FirstAsync(db, request, stop);
            if (first.Count == 0)
            {
                request.PassOn(now);
                first = await HelpReach.NextAsync(db, request, first, stop);
            }

            return (new HelpAsked(now, true), first);
        }, stop);
        await mail.SendAsync(HelpMail.Asked(kind), addresses, stop);
        return asked;
    }
}
