using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>Reads who tapped what when on a register, for those who see its names.</summary>
public sealed class ReadTaps(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Every tap in the order of tapping, each with its taking back.</summary>
    /// <exception cref="NotFoundException">The session is missing, or its names are not the viewer's to see now.</exception>
    public async Task<IReadOnlyList<Tap>> RunAsync(Viewer viewer, Guid sessionId, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId, stop) ?? throw new NotFoundException();
        var access = await RegisterAccess.FindAsync(db, viewer, session, clock.GetCurrentInstant(), stop);
        if (access is not { TapsNames: true })
        {
            throw new NotFoundException();
        }

        var facts = await db.Facts.AsNoTracking().Where(f => f.SessionId == sessionId).OrderBy(f => f.TappedAt).ThenBy(f => f.Id).ToListAsync(stop);
        var people = await PeopleAsync(db, access, session, stop);
        var by = await TappersAsync(db, access, facts, sessionId, stop);
        var walkIns = facts.Where(f => f.Kind == FactKind.WalkIn).ToDictionary(f => f.Id, f => f.Name);
        var undoings = facts.Where(f => f.Kind == FactKind.Undone).ToLookup(f => f.Undoes!.Value);
        return [.. facts.Where(f => f.Kind != FactKind.Undone).Select(f => new Tap(
            f.Id, f.Kind, By(f), f.TappedAt, f.RecordedAt,
            f.PersonId is { } person ? people.GetValueOrDefault(person) : null,
            f.Kind == FactKind.WalkIn ? f.Name : f.Undoes is { } walkIn ? walkIns.GetValueOrDefault(walkIn) : null,
            f.Kind == FactKind.WalkIn ? f.Id : f.Kind == FactKind.Merged ? f.Undoes : null,
            f.Count, f.Way ?? Presence.InRoom, f.Item,
            [.. undoings[f.Id].Select(u => new TakenBack(By(u), u.TappedAt, u.RecordedAt))]))];

        Tapper By(Fact fact) => (fact.PassId ?? fact.TappedBy) is { } id && by.TryGetValue(id, out var tapper) ? tapper : Tapper.Unknown;
    }

    private static async Task<Dictionary<Guid, string>> PeopleAsync(GroupsDb db, RegisterAccess access, Session session, CancellationToken stop)
    {
        var members = await (from member in db.Members
                             join person in db.People on member.PersonId equals person.Id
                             where member.GroupId == session.GroupId && (access.FullNames || (member.NameOnRegister && (member.LeftAt == null || member.LeftAt > session.StartsAt)))
                             select new { person.Id, person.Name }).ToListAsync(stop);
        var names = access.FullNames ? members.ConvertAll(m => m.Name) : FirstNames.Of(members.ConvertAll(m => m.Name));
        return members.Zip(names).ToDictionary(pair => pair.First.Id, pair => pair.Second);
    }

    private static async Task<Dictionary<Guid, Tapper>> TappersAsync(GroupsDb db, RegisterAccess access, List<Fact> facts, Guid sessionId, CancellationToken stop)
    {
        var ids = facts.Where(f => f.TappedBy is not null).Select(f => f.TappedBy!.Value).Distinct().ToList();
        var accounts = await db.Accounts.Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Name }).ToListAsync(stop);
        var passes = await db.SessionPasses.Where(p => p.SessionId == sessionId).Select(p => new { p.Id, p.Kind, p.Name }).ToListAsync(stop);
        return accounts.Select(a => (a.Id, new Tapper(access.FullNames ? a.Name : FirstNames.Of([a.Name])[0], null)))
            .Concat(passes.Select(p => (p.Id, new Tapper(p.Kind == PassKind.StandIn ? p.Name : null, p.Kind)))).ToDictionary(pair => pair.Item1, pair => pair.Item2);
    }
}

/// <summary>One tap on a register, for its history.</summary>
/// <param name="Id">The fact.</param>
/// <param name="Kind">What it says.</param>
/// <param name="By">Who tapped.</param>
/// <param name="At">When, by the device's clock.</param>
/// <param name="RecordedAt">When it reached the program.</param>
/// <param name="Person">The name of the person of the list, for peers the first name; null for nobody, or somebody whose name the viewer may not see.</param>
/// <param name="WalkIn">The name a walk-in gave.</param>
/// <param name="WalkInId">The walk-in's fact, for walk-ins and those who turned out to be somebody of the list.</param>
/// <param name="Count">The headcount.</param>
/// <param name="Way">How they took part.</param>
/// <param name="Item">What was checked.</param>
/// <param name="TakenBack">Who took it back and when; empty where it stands.</param>
public sealed record Tap(
    Guid Id, FactKind Kind, Tapper By, Instant At, Instant RecordedAt, string? Person, string? WalkIn, Guid? WalkInId, int? Count, Presence Way, CheckItem? Item, IReadOnlyList<TakenBack> TakenBack);

/// <summary>Who tapped.</summary>
/// <param name="Name">Their name, for peers the first name; null where nobody gave one.</param>
/// <param name="Pass">The sort of pass they came by; null for accounts and the program.</param>
public sealed record Tapper(string? Name, PassKind? Pass)
{
    /// <summary>The program itself, or an account that is gone.</summary>
    public static Tapper Unknown { get; } = new(null, null);
}

/// <summary>The taking back of a tap.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When, by the device's clock.</param>
/// <param name="RecordedAt">When it reached the program.</param>
public sealed record TakenBack(Tapper By, Instant At, Instant RecordedAt);
