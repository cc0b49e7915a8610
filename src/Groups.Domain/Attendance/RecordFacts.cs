using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Live;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>Writes taps on a register. The same tap twice changes nothing, also from two devices at once.</summary>
public sealed class RecordFacts(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The most taps taken at once: a day's worth of a device that was out of reach.</summary>
    public const int MostAtOnce = 500;

    private static readonly Duration ClockSlack = Duration.FromMinutes(1);

    /// <summary>Writes those taps that are new and folds the register again.</summary>
    /// <exception cref="NotFoundException">The session is missing, or one of the taps is not the viewer's to make.</exception>
    /// <exception cref="RuleViolation">The session was cancelled or its day has not come, or a tap names somebody who is not in the group.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, IReadOnlyCollection<TappedFact> facts, CancellationToken stop = default)
    {
        if (facts.Count > MostAtOnce)
        {
            throw new RuleViolation($"That is too much at once. Send at most {MostAtOnce} taps.");
        }

        return databases.WriteAsync(async db =>
        {
            var now = clock.GetCurrentInstant();
            await db.LockSessionAsync(sessionId, stop);
            var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == sessionId, stop) ?? throw new NotFoundException();
            var access = await GroupAccess.RequireAsync(db, viewer, session.GroupId, a => RegisterReach.MayLook(a, session, now), stop);
            var known = await db.Facts.Where(f => f.SessionId == sessionId).ToListAsync(stop);
            var fresh = await NewAmongAsync(db, facts, known, stop);
            CheckAccess(access, fresh, known);
            await CheckPeopleAsync(db, session, fresh, stop);
            if (fresh.Count == 0)
            {
                return;
            }

            if (session.Status != SessionStatus.Cancelled && !RegisterReach.HasCome(session, now))
            {
                throw new RuleViolation("The register opens on the day of the session.");
            }

            var written = fresh.ConvertAll(f => Write(session, f, viewer, now));
            if (known.Count == 0 && session.Headcount is { } onPaper)
            {
                // A count from before the register, such as an imported one, is not lost to the first tap.
                written.Add(Write(session, TappedFact.Headcount(onPaper, session.StartsAt), viewer, now));
            }

            var register = Register.Of(known).With(written);
            session.TakeRegister(register.Headcount, await CountNewcomersAsync(db, session, register, stop));
            db.Facts.AddRange(written);
            db.Announce(sessionId, SessionChangeKind.Register);
        }, stop);
    }

    private static Fact Write(Session session, TappedFact tap, Viewer viewer, Instant now)
    {
        var at = Instant.Max(Instant.Min(tap.TappedAt, now + ClockSlack), session.StartsAt - Duration.FromDays(1));
        return new Fact(tap.Id, session.Id, tap.Kind, tap.PersonId, tap.Name, tap.Count, tap.Undoes, at).Recorded(viewer.AccountId, now);
    }

    private static async Task<List<TappedFact>> NewAmongAsync(GroupsDb db, IReadOnlyCollection<TappedFact> facts, List<Fact> known, CancellationToken stop)
    {
        var ids = facts.Select(f => f.Id).ToList();
        var taken = (await db.Facts.Where(f => ids.Contains(f.Id)).Select(f => f.Id).ToListAsync(stop)).Concat(known.Select(f => f.Id)).ToHashSet();
        return [.. facts.Where(f => f.Id != Guid.Empty && !taken.Contains(f.Id)).DistinctBy(f => f.Id)];
    }

    /// <summary>Names for those who may tap names; a count, and taking a count back, for those who count.</summary>
    private static void CheckAccess(GroupAccess access, List<TappedFact> fresh, List<Fact> known)
    {
        var counts = known.Where(f => f.Kind == FactKind.Headcount).Select(f => f.Id).Concat(fresh.Where(f => f.Kind == FactKind.Headcount).Select(f => f.Id)).ToHashSet();
        if (fresh.Exists(f => !Enum.IsDefined(f.Kind) || !May(f)))
        {
            throw new NotFoundException();
        }

        bool May(TappedFact fact) => fact.Kind == FactKind.Headcount || (fact is { Kind: FactKind.Undone, Undoes: { } undone } && counts.Contains(undone))
            ? access.MayCount
            : access.MayTapNames;
    }

    private static async Task CheckPeopleAsync(GroupsDb db, Session session, List<TappedFact> fresh, CancellationToken stop)
    {
        var people = fresh.Where(f => f.PersonId is not null).Select(f => f.PersonId!.Value).Distinct().ToList();
        if (people.Count == 0)
        {
            return;
        }

        var members = await db.Members
            .Where(m => m.GroupId == session.GroupId && people.Contains(m.PersonId) && (m.LeftAt == null || m.LeftAt > session.StartsAt))
            .Select(m => new { m.PersonId, m.NameOnRegister }).ToListAsync(stop);
        if (people.Except(members.Select(m => m.PersonId)).Any())
        {
            throw new RuleViolation("This person is not in the group. Add them by first name.");
        }

        if (members.Exists(m => !m.NameOnRegister))
        {
            throw new RuleViolation("This person asked not to be written down. Count them in the headcount instead.");
        }
    }

    /// <summary>Those of the list who came and had not come to an earlier session; null where nobody of the list was tapped.</summary>
    private static async Task<int?> CountNewcomersAsync(GroupsDb db, Session session, Register register, CancellationToken stop)
    {
        var came = register.Arrivals.Select(a => a.Id).ToList();
        if (came.Count == 0)
        {
            return null;
        }

        var before = await db.ArrivedBefore(session).Where(id => came.Contains(id)).Distinct().CountAsync(stop);
        return came.Count - before;
    }
}
