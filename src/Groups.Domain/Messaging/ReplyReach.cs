using System.Linq.Expressions;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Messaging;

/// <summary>
/// Whose replies a viewer may read and deal with, looked up on every request (FIELD.md, "Who may see what"). Staff read those of their groups. In a
/// group that runs itself the peers who lead read them, without crisis words and in part only; its worker still sees that there was a cry for
/// help, and no name. What nobody could place is for any worker.
/// </summary>
public sealed class ReplyReach
{
    private readonly IReadOnlyList<Guid> _inFull;
    private readonly IReadOnlyList<Guid> _inPart;
    private readonly IReadOnlyList<Guid> _crisisOnly;
    private readonly bool _unplaced;

    private ReplyReach(IReadOnlyList<Guid> inFull, IReadOnlyList<Guid> inPart, IReadOnlyList<Guid> crisisOnly, bool unplaced) =>
        (_inFull, _inPart, _crisisOnly, _unplaced) = (inFull, inPart, crisisOnly, unplaced);

    /// <summary>Whether there is an inbox for this viewer at all.</summary>
    public bool HasInbox => _unplaced || _inFull.Count + _inPart.Count + _crisisOnly.Count > 0;

    /// <summary>The replies this viewer may read.</summary>
    public IQueryable<Reply> Of(GroupsDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (inFull, inPart, crisisOnly, unplaced) = (_inFull, _inPart, _crisisOnly, _unplaced);
        Expression<Func<Reply, bool>> isMine = r => r.GroupId != null
            ? inFull.Contains(r.GroupId.Value) || !r.IsCrisis && inPart.Contains(r.GroupId.Value) || r.IsCrisis && crisisOnly.Contains(r.GroupId.Value)
            : r.PersonId == null ? unplaced : db.Members.Any(m => m.PersonId == r.PersonId && inFull.Contains(m.GroupId));
        return db.Replies.Where(isMine);
    }

    /// <summary>How much of a reply the viewer may read.</summary>
    public ReplyPart PartOf(Guid? groupId) => groupId is { } id && !_inFull.Contains(id)
        ? _inPart.Contains(id) ? ReplyPart.FirstName : ReplyPart.NoName
        : ReplyPart.All;

    /// <summary>What this viewer may read now.</summary>
    public static async Task<ReplyReach> FindAsync(GroupsDb db, Viewer viewer, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(viewer);
        var groups = await GroupAccess.GroupsOf(db, viewer).Select(g => new
        {
            g.Id,
            RunsItself = g.SelfRunSince != null,
            IsWorker = g.Workers.Any(w => w.AccountId == viewer.AccountId && w.Until == null),
            Leads = viewer.PersonId != null
                && db.DutyHoldings.Any(h => h.GroupId == g.Id && h.PersonId == viewer.PersonId && h.Duty == Duty.Lead && h.Until == null),
        }).ToListAsync(stop);
        // Who runs the number reads what came to it and belongs to nobody that is known.
        var unplaced = await db.Accounts.AnyAsync(a => a.Id == viewer.AccountId && a.EndedAt == null && a.Post == Post.Worker && a.OrganisationId == Organisation.FirstId, stop);
        return new(
            groups.FindAll(g => g is { IsWorker: true, RunsItself: false }).ConvertAll(g => g.Id),
            groups.FindAll(g => g is { RunsItself: true, Leads: true }).ConvertAll(g => g.Id),
            groups.FindAll(g => g is { IsWorker: true, RunsItself: true }).ConvertAll(g => g.Id),
            unplaced);
    }

    /// <summary>A reply the viewer may deal with.</summary>
    /// <exception cref="NotFoundException">It is not there, or not the viewer's.</exception>
    internal static async Task<Reply> RequireAsync(GroupsDb db, Viewer viewer, Guid replyId, CancellationToken stop)
    {
        var reach = await FindAsync(db, viewer, stop);
        return await reach.Of(db).AsNoTracking().FirstOrDefaultAsync(r => r.Id == replyId, stop) ?? throw new NotFoundException();
    }
}

/// <summary>How much of a reply a viewer may read.</summary>
public enum ReplyPart
{
    /// <summary>Who, from which number, and their words.</summary>
    All,

    /// <summary>A first name and the words, without numbers and addresses in them.</summary>
    FirstName,

    /// <summary>Only that there was a cry for help, and where.</summary>
    NoName,
}
