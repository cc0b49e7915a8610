using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>Reads who is here now: by name for those who may see names, as numbers for those who count.</summary>
public sealed class ReadHere(IDbContextFactory<GroupsDb> databases, ReadRegister read, IClock clock)
{
    /// <summary>Who is here.</summary>
    /// <exception cref="NotFoundException">The session is missing, or its register is not the viewer's to see now.</exception>
    public async Task<HereView> RunAsync(Viewer viewer, Guid sessionId, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId, stop) ?? throw new NotFoundException();
        var access = await RegisterAccess.FindAsync(db, viewer, session, clock.GetCurrentInstant(), stop);
        if (access is not { Looks: true })
        {
            throw new NotFoundException();
        }

        var register = await db.RegisterOfAsync(sessionId, stop);
        return new HereView(HereNow.Of(register), access.TapsNames, access.TapsNames ? await RowsAsync(viewer, sessionId, register, stop) : []);
    }

    private async Task<IReadOnlyList<HereRow>> RowsAsync(Viewer viewer, Guid sessionId, Register register, CancellationToken stop)
    {
        var view = await read.RunAsync(viewer, sessionId, stop);
        var names = view.People.Concat(view.WalkIns).ToDictionary(r => r.Id, r => r.Name);
        return [.. register.Arrivals.Concat(register.Others)
            .Select(a => new HereRow(a.Id, names.GetValueOrDefault(a.Id, a.Name ?? ""), a.PersonId is not null, a.Way, a.HasLeft, register.LeavingsOf(a)))
            .OrderBy(r => r.Name.Length == 0).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Id)];
    }
}

/// <summary>Who is here now.</summary>
/// <param name="Now">The numbers.</param>
/// <param name="ShowsNames">The viewer may see and tap names.</param>
/// <param name="Rows">Everybody who came, by name; empty without names.</param>
public sealed record HereView(HereNow Now, bool ShowsNames, IReadOnlyList<HereRow> Rows);

/// <summary>Somebody who came.</summary>
/// <param name="Id">The person's id, or the fact's for walk-ins and the unnamed.</param>
/// <param name="Name">The name to be called by, for peers the first name; empty for the unnamed.</param>
/// <param name="OnList">They are a person of the list.</param>
/// <param name="Way">How they take part.</param>
/// <param name="HasLeft">They went home.</param>
/// <param name="Leavings">The facts to undo when they did not go home after all.</param>
public sealed record HereRow(Guid Id, string Name, bool OnList, Presence Way, bool HasLeft, IReadOnlyList<Guid> Leavings)
{
    /// <summary>The tap that says that they went home.</summary>
    public TappedFact Leave(Instant now) => OnList ? TappedFact.Left(Id, now) : new TappedFact(Guid.CreateVersion7(), FactKind.Left, now, Undoes: Id);
}
