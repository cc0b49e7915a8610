using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>Erases somebody: who they are goes, the numbers they are part of stay. No reason is asked.</summary>
public sealed class ErasePerson(IDbContextFactory<GroupsDb> databases, ErasureLog log, IClock clock)
{
    /// <summary>Erases the person for good. What is queued for them is called off in the same moment, and their links open nothing any more.</summary>
    /// <param name="viewer">The person themselves, or a worker of one of their groups whom they asked.</param>
    /// <param name="personId">The person.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">The person is not there, was erased already, or is not the viewer's to help.</exception>
    /// <exception cref="RuleViolation">The erasure could not be written down beside the database; nothing was erased.</exception>
    public Task RunAsync(Viewer viewer, Guid personId, CancellationToken stop = default) =>
        databases.WriteAsync(viewer, async db =>
        {
            var person = await RightsReach.RequireAsync(db, viewer, personId, stop);
            var now = clock.GetCurrentInstant();
            await Erasure.EraseAsync(db, person, now, stop);

            // last before the commit: an erasure that is written down but not done is done at the next start, never the other way round
            log.Add(personId, now);
        }, stop);
}

/// <summary>Erases anew those whom an older backup brought back. Runs at every start.</summary>
public sealed class ReapplyErasures(IDbContextFactory<GroupsDb> databases, ErasureLog log, IClock clock)
{
    /// <summary>Erases everybody of the log who stands in the database with a name.</summary>
    /// <returns>How many were erased anew.</returns>
    /// <exception cref="NotFoundException">The viewer is not the program itself.</exception>
    public async Task<int> RunAsync(Viewer viewer, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        viewer.RequireProgram();

        var erased = 0;
        foreach (var some in log.Read().Chunk(200))
        {
            await using var db = await databases.CreateDbContextAsync(stop);
            var back = await db.People.Where(p => p.ErasedAt == null && EF.Parameter(some).Contains(p.Id)).Select(p => p.Id).ToListAsync(stop);
            foreach (var id in back)
            {
                await databases.WriteAsync(viewer, async write =>
                {
                    if (await write.People.Include(p => p.Contacts).SingleOrDefaultAsync(p => p.Id == id && p.ErasedAt == null, stop) is { } person)
                    {
                        await Erasure.EraseAsync(write, person, clock.GetCurrentInstant(), stop);
                        erased++;
                    }
                }, stop);
            }
        }

        return erased;
    }
}
