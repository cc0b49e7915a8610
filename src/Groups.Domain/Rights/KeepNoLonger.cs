using Groups.Domain.Attendance;
using Groups.Domain.Audit;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>Deletes what has been kept long enough, a few at a time. It may be stopped and run again at any moment.</summary>
public sealed class KeepNoLonger(IDbContextFactory<GroupsDb> databases, RetentionNumbers numbers, ErasureLog log, IClock clock)
{
    private const int AtOnce = 200;

    /// <summary>How much is on the list now. Changes nothing.</summary>
    public async Task<KeptCounts> ListAsync(CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        await using var db = await databases.CreateDbContextAsync(stop);
        var kept = new KeptTooLong(db, numbers, now, now);
        var words = (await kept.Relays().ToListAsync(stop)).Count(r => r.Words != Relay.Removed);
        return new(
            await kept.Contacts().CountAsync(stop), await kept.Leavers().CountAsync(stop), await kept.Registers().CountAsync(stop),
            words + await kept.Replies().CountAsync(stop), await kept.Addresses().CountAsync(stop), await kept.Complaints().CountAsync(stop));
    }

    /// <summary>Deletes what is on the list, or only what has stood there for the days of notice.</summary>
    /// <exception cref="NotFoundException">The viewer is not the program itself.</exception>
    public async Task<KeptCounts> RunAsync(Viewer viewer, bool onlyNoticed, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        viewer.RequireProgram();

        var now = clock.GetCurrentInstant();
        var at = onlyNoticed ? now - Duration.FromDays(numbers.NoticeDays) : now;

        // names first: who came is asked once more when contacts go
        var registers = await EachAsync(at, now, k => k.Registers().Select(s => s.Id), (db, id) => ForgetNamesAsync(db, id, stop), stop);
        var leavers = await EachAsync(at, now, k => k.Leavers().Select(p => p.Id), (db, id) => EraseAsync(db, id, now, stop), stop);
        var contacts = await EachAsync(at, now, k => k.Contacts().Select(p => p.Id), (db, id) => ForgetContactAsync(db, id, now, stop), stop);
        var (words, addresses, complaints) = await databases.WriteAsync(viewer, async db =>
        {
            var kept = new KeptTooLong(db, numbers, at, now);
            var relays = (await kept.Relays().ToListAsync(stop)).Where(r => r.Words != Relay.Removed).Select(r => r.Id).ToList();
            await db.Relays.Where(r => relays.Contains(r.Id)).ExecuteUpdateAsync(set => set.SetProperty(r => r.Words, Relay.Removed), stop);
            await kept.Passes().ExecuteDeleteAsync(stop);
            var gone = (Words: relays.Count + await kept.Replies().ExecuteDeleteAsync(stop),
                Addresses: await kept.Addresses().ExecuteUpdateAsync(set => set.SetProperty(m => m.Address, (string?)null), stop),
                Complaints: await kept.Complaints().ExecuteDeleteAsync(stop));
            if (registers + leavers + contacts + gone.Words + gone.Addresses + gone.Complaints > 0)
            {
                db.Note(new AuditLine(AuditAct.Retained));
            }

            return gone;
        }, stop);
        return new(contacts, leavers, registers, words, addresses, complaints);
    }

    private async Task<int> EachAsync(Instant at, Instant now, Func<KeptTooLong, IQueryable<Guid>> choose, Func<GroupsDb, Guid, Task> forget, CancellationToken stop)
    {
        var done = 0;
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(stop);
            var some = await choose(new KeptTooLong(db, numbers, at, now)).OrderBy(id => id).Take(AtOnce).ToListAsync(stop);
            foreach (var id in some)
            {
                await databases.WriteAsync(Viewer.Program, write => forget(write, id), stop);
                done++;
            }

            if (some.Count < AtOnce)
            {
                return done;
            }
        }
    }

    private async Task EraseAsync(GroupsDb db, Guid id, Instant now, CancellationToken stop)
    {
        await Erasure.EraseAsync(db, await PersonAsync(db, id, stop), now, stop);
        log.Add(id, now);
    }

    private static async Task ForgetContactAsync(GroupsDb db, Guid id, Instant now, CancellationToken stop)
    {
        (await PersonAsync(db, id, stop)).ForgetContact();
        await Replan.PersonAsync(db, id, now, stop);
    }

    private static Task<Person> PersonAsync(GroupsDb db, Guid id, CancellationToken stop) => db.People.Include(p => p.Contacts).SingleAsync(p => p.Id == id, stop);

    /// <summary>Who came is no longer written on an old register, only how many; when each of them first came is noted before.</summary>
    private static async Task ForgetNamesAsync(GroupsDb db, Guid sessionId, CancellationToken stop)
    {
        var session = (await db.HeldSessionAsync(sessionId, stop))!;
        var facts = await db.Facts.Where(f => f.SessionId == sessionId).ToListAsync(stop);
        var register = Register.Of(facts);
        var came = register.Arrivals.Select(a => a.Id).ToList();
        if (session.Status == SessionStatus.Held)
        {
            (await db.Members.Where(m => m.GroupId == session.GroupId && came.Contains(m.PersonId)).ToListAsync(stop)).ForEach(m => m.FirstCame(session.StartsAt));
        }

        var kept = register.Arrivals.Concat(register.Others).Select(a => a.FactIds[0]).ToHashSet();
        var also = register.CountFactIds.Concat(register.Checks.SelectMany(c => c.FactIds)).ToHashSet();
        foreach (var fact in facts)
        {
            if (kept.Contains(fact.Id))
            {
                fact.ForgetWho();
            }
            else if (!also.Contains(fact.Id))
            {
                db.Facts.Remove(fact);
            }
        }
    }
}
