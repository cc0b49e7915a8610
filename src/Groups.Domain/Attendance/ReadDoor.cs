using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>Reads what a tablet at the door shows, and whether what a phone or tablet said there still stands.</summary>
public sealed class ReadDoor(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The first names of those who agreed to stand on a tablet, in their order; for phones nobody's.</summary>
    /// <exception cref="NotFoundException">The viewer came by no tablet's pass that opens this session now.</exception>
    public async Task<IReadOnlyList<DoorName>> RunAsync(Viewer viewer, Guid sessionId, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId, stop) ?? throw new NotFoundException();
        if ((await RegisterAccess.FindAsync(db, viewer, session, clock.GetCurrentInstant(), stop))?.Pass != PassKind.Kiosk)
        {
            throw new NotFoundException();
        }

        var agreed = await (from member in db.Members
                            join person in db.People on member.PersonId equals person.Id
                            where member.GroupId == session.GroupId && member.LeftAt == null && member.NameOnRegister && member.OnKioskSince != null
                            select new { person.Id, person.Name }).ToListAsync(stop);
        var register = await db.RegisterOfAsync(sessionId, stop);
        return [.. agreed.Zip(FirstNames.Of(agreed.ConvertAll(a => a.Name)), (person, name) => new DoorName(person.Id, name, register.Has(person.Id)))
            .OrderBy(n => n.Name, StringComparer.OrdinalIgnoreCase).ThenBy(n => n.PersonId)];
    }

    /// <summary>Whether a tap made with this pass stands: it was written and not taken back.</summary>
    public async Task<bool> StandsAsync(Viewer viewer, Guid factId, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        return viewer.PassId is { } pass && await db.Facts.AnyAsync(f => f.Id == factId && f.PassId == pass
            && !db.Facts.Any(undo => undo.SessionId == f.SessionId && undo.Kind == FactKind.Undone && undo.Undoes == f.Id), stop);
    }
}

/// <summary>A name on a tablet at the door.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their first name.</param>
/// <param name="IsHere">They are ticked already, so the tablet does not show them.</param>
public sealed record DoorName(Guid PersonId, string Name, bool IsHere);
