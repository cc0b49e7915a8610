using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Handover;

/// <summary>
/// What a viewer may see and do in one group, derived from the ties and duties they hold at this moment (FIELD.md, "Who may see what").
/// Looked up on every request; never kept.
/// </summary>
public sealed class GroupAccess
{
    private readonly IReadOnlySet<Duty> _duties;

    private GroupAccess(Viewer viewer, Guid groupId, Stage stage, bool runsItself, bool isWorker, IReadOnlySet<Duty> duties) =>
        (Viewer, GroupId, Stage, RunsItself, IsWorker, _duties) = (viewer, groupId, stage, runsItself, isWorker, duties);

    /// <summary>The duties whose holder may say how many came, and so open the register.</summary>
    public static IReadOnlyList<Duty> Counting { get; } = [Duty.Lead, Duty.NamedRegister, Duty.Headcount, Duty.OpenVenue];

    /// <summary>Who asks.</summary>
    public Viewer Viewer { get; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; }

    /// <summary>The group's stage.</summary>
    public Stage Stage { get; }

    /// <summary>The group runs itself, or did before it rested or ended: its worker sees numbers only.</summary>
    public bool RunsItself { get; }

    /// <summary>The viewer works with the group.</summary>
    public bool IsWorker { get; }

    /// <summary>The duties the viewer holds in the group.</summary>
    public IReadOnlySet<Duty> Duties => _duties;

    /// <summary>A worker before the group runs itself: names, contacts and history.</summary>
    public bool MaySeeContacts => IsWorker && !RunsItself;

    /// <summary>May add people, change how they are contacted, import.</summary>
    public bool MayManagePeople => MaySeeContacts;

    /// <summary>May change the group's description, venue and reminder rules.</summary>
    public bool MayDescribe => IsWorker || Holds(Duty.Scheduling);

    /// <summary>May schedule, move and cancel sessions.</summary>
    public bool MaySchedule => IsWorker || Holds(Duty.Scheduling);

    /// <summary>May see first names on today's register and tap them.</summary>
    public bool MayTapNames => MaySeeContacts || Holds(Duty.Lead) || Holds(Duty.NamedRegister);

    /// <summary>May read and write the note for leads and the topics of a session; a worker only until the group runs itself.</summary>
    public bool MayReadNotes => MayTapNames || Holds(Duty.Scheduling);

    /// <summary>May say how many came.</summary>
    public bool MayCount => IsWorker || Counting.Any(Holds);

    /// <summary>May see first names of expected newcomers who agreed.</summary>
    public bool MayWelcome => MayTapNames || Holds(Duty.Welcome);

    /// <summary>May see what people answered, by name.</summary>
    public bool MaySeeAnswers => MayTapNames;

    /// <summary>
    /// May give duties to peers and take them back: the worker, and once the group runs itself those who lead it. They see by name who holds a
    /// duty, practises one or offered; nobody else.
    /// </summary>
    public bool MayMoveDuties => RunsItself ? Holds(Duty.Lead) : IsWorker;

    /// <summary>May see and print the contact list of those who said yes.</summary>
    public bool MayKeepContactList => RunsItself && Holds(Duty.ContactList);

    /// <summary>May write down what the group agreed, and what its lists say is done.</summary>
    public bool MayWriteForGroup => MaySeeContacts || Holds(Duty.Lead) || Holds(Duty.Scheduling);

    /// <summary>May read what the group wrote for itself, such as its agreement: its workers until it runs itself, and whoever holds a duty.</summary>
    public bool MayReadForGroup => MaySeeContacts || _duties.Count > 0;

    /// <summary>May read and deal with replies that need a person.</summary>
    public bool MayDealWithReplies => MaySeeContacts;

    /// <summary>May see the messages of a session and why they went or not.</summary>
    public bool MaySeeDeliveries => MaySeeContacts;

    /// <summary>Write to everybody of the group without seeing whom.</summary>
    public bool MayRelay => MaySeeContacts || Holds(Duty.Relay);

    /// <summary>Whether the viewer holds this duty now.</summary>
    public bool Holds(Duty duty) => _duties.Contains(duty);

    /// <summary>What <paramref name="viewer"/> may do in the group, or null where they have nothing to do with it: that looks like a group that is not there.</summary>
    public static async Task<GroupAccess?> FindAsync(GroupsDb db, Viewer viewer, Guid groupId, CancellationToken stop = default)
    {
        if (viewer.Kind is ViewerKind.Participant or ViewerKind.Pass)
        {
            return null;
        }

        var found = await db.Groups.Where(g => g.Id == groupId).Select(g => new
        {
            g.Stage,
            RunsItself = g.SelfRunSince != null,
            HasAccount = db.Accounts.Any(a => a.Id == viewer.AccountId && a.EndedAt == null),
            IsWorker = g.Workers.Any(w => w.AccountId == viewer.AccountId && w.Until == null),
            Duties = db.DutyHoldings
                .Where(h => h.GroupId == g.Id && h.PersonId == viewer.PersonId && h.Until == null)
                .Select(h => h.Duty).ToList(),
        }).FirstOrDefaultAsync(stop);
        if (found is null || viewer.Kind == ViewerKind.Account && !found.HasAccount)
        {
            return null;
        }

        var isWorker = found.IsWorker || viewer.Kind == ViewerKind.Program;
        var duties = viewer.PersonId is null ? [] : found.Duties.ToHashSet();
        return isWorker || duties.Count > 0 ? new GroupAccess(viewer, groupId, found.Stage, found.RunsItself, isWorker, duties) : null;
    }

    /// <summary>As <see cref="FindAsync"/> for many accounts, with one query whatever their number; those who have nothing to do with the group are missing.</summary>
    public static async Task<IReadOnlyList<GroupAccess>> FindAllAsync(GroupsDb db, IReadOnlyCollection<Viewer> viewers, Guid groupId, CancellationToken stop = default)
    {
        var workers = from tie in db.GroupWorkers
                      join account in db.Accounts on tie.AccountId equals account.Id
                      join g in db.Groups on tie.GroupId equals g.Id
                      where tie.GroupId == groupId && tie.Until == null && account.EndedAt == null
                      select new { AccountId = account.Id, account.PersonId, g.Stage, RunsItself = g.SelfRunSince != null, Duty = (Duty?)null };
        var holders = from holding in db.DutyHoldings
                      join account in db.Accounts on holding.PersonId equals account.PersonId
                      join g in db.Groups on holding.GroupId equals g.Id
                      where holding.GroupId == groupId && holding.Until == null && account.EndedAt == null
                      select new { AccountId = account.Id, account.PersonId, g.Stage, RunsItself = g.SelfRunSince != null, Duty = (Duty?)holding.Duty };
        // Holders first: the column of duties takes its type from them.
        var ties = (await holders.Concat(workers).ToListAsync(stop)).ToLookup(t => t.AccountId);
        return [.. from viewer in viewers.Distinct()
                   let own = ties[viewer.AccountId ?? Guid.Empty].Where(t => t.Duty is null || t.PersonId == viewer.PersonId).ToList()
                   where own.Count > 0
                   select new GroupAccess(viewer, groupId, own[0].Stage, own[0].RunsItself, own.Exists(t => t.Duty is null), own.Where(t => t.Duty is not null).Select(t => t.Duty!.Value).ToHashSet())];
    }

    /// <summary>As <see cref="FindAsync"/>, for an action: nothing to do with the group throws <see cref="NotFoundException"/>.</summary>
    public static async Task<GroupAccess> RequireAsync(GroupsDb db, Viewer viewer, Guid groupId, Func<GroupAccess, bool> may, CancellationToken stop = default)
    {
        var access = await FindAsync(db, viewer, groupId, stop);
        return access is not null && may(access) ? access : throw new NotFoundException();
    }

    /// <summary>The groups the viewer has to do with now.</summary>
    public static IQueryable<Group> GroupsOf(GroupsDb db, Viewer viewer) => viewer.Kind switch
    {
        ViewerKind.Program => db.Groups,
        ViewerKind.Account => db.Groups.Where(g => db.Accounts.Any(a => a.Id == viewer.AccountId && a.EndedAt == null)
            && (g.Workers.Any(w => w.AccountId == viewer.AccountId && w.Until == null)
                || (viewer.PersonId != null && db.DutyHoldings.Any(h => h.GroupId == g.Id && h.PersonId == viewer.PersonId && h.Until == null)))),
        _ => db.Groups.Where(g => false),
    };

    /// <summary>The post the viewer holds, or null for those without an account or with an ended one.</summary>
    public static async Task<Post?> PostOfAsync(GroupsDb db, Viewer viewer, CancellationToken stop = default) =>
        viewer.AccountId is { } id
            ? await db.Accounts.Where(a => a.Id == id && a.EndedAt == null).Select(a => (Post?)a.Post).FirstOrDefaultAsync(stop)
            : null;
}
