using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Permissions;

/// <summary>How much of a session's register is somebody's, by FIELD.md's table.</summary>
internal enum HubReach
{
    /// <summary>Nothing: it looks as if it were not there.</summary>
    Closed,

    /// <summary>First names of expected newcomers; nothing to tap.</summary>
    Welcomes,

    /// <summary>The count and the checklists.</summary>
    Counts,

    /// <summary>Names too.</summary>
    Names,
}

/// <summary>An id that somebody sends to the hub.</summary>
/// <param name="Name">What it is, in a sentence.</param>
/// <param name="Id">The id.</param>
/// <param name="Group">The group whose session it is; null for what is no session of the three worlds.</param>
/// <param name="IsToday">Whether the session is today's.</param>
/// <param name="IsComing">Whether its day has not come yet.</param>
internal sealed record HubTarget(string Name, Guid Id, PermissionGroup? Group = null, bool IsToday = false, bool IsComing = false);

/// <summary>The world of permissions, with those in it who have lost what they held and with an organisation next door, and every id that may be sent to a hub.</summary>
internal sealed class HubWalk
{
    private const string NextDoor = "the worker of another organisation";
    private readonly PermissionWorld _world;

    private HubWalk(PermissionWorld world, IEnumerable<PermissionViewer> more, Session nextDoor, Guid groupNextDoor)
    {
        _world = world;
        Viewers = [.. world.Viewers, .. more];
        Random = new("an id that never was", Guid.NewGuid());
        Targets =
        [
            .. world.Groups.SelectMany(g => (IEnumerable<HubTarget>)
            [
                new($"the session of today of the group {g.Place}", g.Today.Id, g, IsToday: true), new($"last week's session of the group {g.Place}", g.LastWeek.Id, g),
                new($"next week's session of the group {g.Place}", g.NextWeek.Id, g, IsComing: true),
                new($"the id of the group {g.Place}", g.Group.Id), new($"the id of a person of the group {g.Place}", g.Expected.Id), new($"the id of a tap in the group {g.Place}", g.WalkIn),
            ]),
            new("today's session of another organisation", nextDoor.Id, IsToday: true), new("the id of a group of another organisation", groupNextDoor), new("no id", Guid.Empty),
        ];
    }

    public IReadOnlyList<PermissionViewer> Viewers { get; }

    public IReadOnlyList<HubTarget> Targets { get; }

    /// <summary>What is forbidden has to look like this.</summary>
    public HubTarget Random { get; }

    public static async Task<HubWalk> IntoAsync(PermissionWorld world, CancellationToken stop)
    {
        var now = world.App.Clock.GetCurrentInstant();
        var organisation = new Organisation("Next door", now);
        var (worker, coordinator) = (new Account("Wanda", "wanda@example.org", Post.Worker, null, now, organisation.Id), new Account("Nasreen", "nasreen@example.org", Post.Coordinator, null, now, organisation.Id));
        var group = new Group(
            new GroupDetails("Next door's group", null, "A blether", "Everyone", false, new Venue("Next door's hall", "2 Other Street", true, Toilet.Accessible, true, false, "Bus 9", "Free", "Tea")),
            worker.Id, now, organisation.Id);
        var session = new Session(group.Id, null, now.InUtc().Date, new LocalTime(11, 0), 90, "Europe/London");
        var (gone, ended) = (new Account("Gone", "gone@example.org", Post.Worker, null, now), new Account("Ended", "ended@example.org", Post.Worker, null, now));
        var peer = new Domain.People.Person("Past", "en", now);
        var past = new Account("Past", "past@example.org", Post.Peer, peer.Id, now);
        List<PermissionViewer> more = [];
        await world.App.Database.Factory.WriteAsync(async db =>
        {
            db.AddRange(organisation, worker, coordinator, group, session, gone, ended, peer, past);
            more.AddRange(new[] { (NextDoor, worker), ("the coordinator of another organisation", coordinator), ("a worker whose tie has ended", gone), ("an account that has ended", ended), ("a peer whose duties have ended", past) }
                .Select(v => new PermissionViewer(v.Item1, "nobody", world.App.CookieOf(db, v.Item2), new Dictionary<string, string>())));
            ended.End(now);
            foreach (var own in await db.Groups.Include(g => g.Workers).ToListAsync(stop))
            {
                own.AddWorker(gone.Id, now);
                own.AddWorker(ended.Id, now);
                db.Add(new Member(own.Id, peer.Id, now));
                db.AddRange(Enum.GetValues<Duty>().Select(d => new DutyHolding(own.Id, d, peer.Id, world.Laura.Id, now)));
            }
        }, stop);
        await EndAsync(world.App.Database.Factory, gone, peer, now, stop);
        return new(world, more, session, group.Id);
    }

    /// <summary>FIELD.md: peers today's register, names or the count as their duties are; the worker the last 12 months, and once the group runs itself only counts; nobody else.</summary>
    public HubReach Of(PermissionViewer viewer, HubTarget target) => target switch
    {
        { Group: { } group } => viewer.RoleIn(group) switch
        {
            "worker" => group.Group.SelfRunSince is null ? HubReach.Names : HubReach.Counts,
            _ when !target.IsToday => HubReach.Closed,
            nameof(Duty.Lead) or nameof(Duty.NamedRegister) or "stand-in" => HubReach.Names,
            nameof(Duty.Headcount) or nameof(Duty.OpenVenue) => HubReach.Counts,
            nameof(Duty.Welcome) => HubReach.Welcomes,
            _ => HubReach.Closed,
        },
        { IsToday: true } when viewer.Name == NextDoor => HubReach.Names,
        _ => HubReach.Closed,
    };

    /// <summary>The sorts of taps that are taken of somebody with this reach.</summary>
    public static IEnumerable<FactKind> Taken(HubReach reach, PermissionViewer viewer, HubTarget target) => reach switch
    {
        _ when target.IsComing => [],
        HubReach.Names when viewer.Role == "stand-in" => Enum.GetValues<FactKind>().Except([FactKind.Merged]),
        HubReach.Names => Enum.GetValues<FactKind>(),
        HubReach.Counts => [FactKind.Headcount, FactKind.Checked],
        _ => [],
    };

    private static Task EndAsync(IDbContextFactory<GroupsDb> databases, Account gone, Domain.People.Person peer, Instant now, CancellationToken stop) => databases.WriteAsync(db =>
    {
        foreach (var tie in db.GroupWorkers.Where(w => w.AccountId == gone.Id))
        {
            db.Entry(tie).Property(w => w.Until).CurrentValue = now;
        }

        foreach (var holding in db.DutyHoldings.Where(h => h.PersonId == peer.Id))
        {
            holding.End(HoldingEnd.HandedBack, now);
        }

        return Task.CompletedTask;
    }, stop);
}
