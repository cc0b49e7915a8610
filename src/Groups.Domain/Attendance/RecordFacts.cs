using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>Writes taps on a register. The same tap twice changes nothing, also from two devices at once; a tap that cannot be written does not hold up the others.</summary>
public sealed class RecordFacts(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The most taps taken at once: a day's worth of a device that was out of reach.</summary>
    public const int MostAtOnce = 500;

    /// <summary>The most people that phones at the door may say are here at one session; against misuse of a code that got about.</summary>
    public const int MostByDoor = 60;

    /// <summary>The same for tablets at the door.</summary>
    public const int MostByKiosk = 200;

    private const string NotYours = "This is not yours to change any more.";

    private static readonly Duration ClockSlack = Duration.FromMinutes(1);

    /// <summary>Writes those taps that are new and folds the register again.</summary>
    /// <returns>The taps that were refused, each with a sentence.</returns>
    /// <exception cref="NotFoundException">The session is missing, or nothing of its register is the viewer's.</exception>
    /// <exception cref="RuleViolation">More than <see cref="MostAtOnce"/> taps.</exception>
    public Task<Recorded> RunAsync(Viewer viewer, Guid sessionId, IReadOnlyCollection<TappedFact> taps, CancellationToken stop = default)
    {
        if (taps.Count > MostAtOnce)
        {
            throw new RuleViolation($"That is too much at once. Send at most {MostAtOnce} taps.");
        }

        return databases.WriteAsync(viewer, async db =>
        {
            var now = clock.GetCurrentInstant();
            var session = await db.HeldSessionAsync(sessionId, stop) ?? throw new NotFoundException();
            var access = await RegisterAccess.FindAsync(db, viewer, session, now, stop);
            if (access is null or { Looks: false, Pass: null })
            {
                throw new NotFoundException();
            }

            var (known, fresh) = await SortAsync(db, sessionId, taps, stop);
            var checks = new TapChecks(session, viewer, access, known, fresh, now, await MembersAsync(db, session, fresh, stop), await PlacesAsync(db, session, access, known, stop));
            var (written, refused) = (new List<Fact>(), new List<RefusedTap>());
            foreach (var tap in fresh)
            {
                try
                {
                    checks.Check(tap);
                    written.Add(Write(session, tap, viewer, now));
                }
                catch (RuleViolation broken)
                {
                    refused.Add(new RefusedTap(tap.Id, broken.Message));
                }
            }

            if (written.Count > 0)
            {
                if (known.Count == 0 && session.Headcount is { } onPaper)
                {
                    // A count from before the register, such as an imported one, is not lost to the first tap.
                    written.Add(Write(session, TappedFact.Headcount(onPaper, session.StartsAt), viewer, now));
                }

                await TakeAsync(db, session, Register.Of(known), written, now, stop);
            }

            return refused.Count == 0 ? Recorded.All : new Recorded(refused);
        }, stop);
    }

    private static Fact Write(Session session, TappedFact tap, Viewer viewer, Instant now)
    {
        var at = Instant.Max(Instant.Min(tap.TappedAt, now + ClockSlack), session.StartsAt - Duration.FromDays(1));
        return new Fact(tap.Id, session.Id, tap.Kind, tap.PersonId, tap.Name, tap.Count, tap.Undoes, at, tap.Way, tap.Item).Recorded(viewer, now);
    }

    private static async Task TakeAsync(GroupsDb db, Session session, Register before, List<Fact> written, Instant now, CancellationToken stop)
    {
        var register = before.With(written);
        session.TakeRegister(register.Headcount, await Newcomers.RecountAsync(db, session, before, register, stop));
        db.Facts.AddRange(written);
        db.Announce(session.Id, SessionChangeKind.Register);
        if (!RegisterReach.IsToday(session, now))
        {
            await db.SaveChangesAsync(stop);
            await Newcomers.RecountLaterAsync(db, session, before, register, stop);
        }
    }

    /// <summary>What the register has already, and the taps that are new; an id that another session has is not.</summary>
    private static async Task<(List<Fact> Known, List<TappedFact> Fresh)> SortAsync(GroupsDb db, Guid sessionId, IReadOnlyCollection<TappedFact> taps, CancellationToken stop)
    {
        Guid[] ids = [.. taps.Select(f => f.Id)];
        var found = await db.Facts.Where(f => f.SessionId == sessionId)
            .Concat(db.Facts.Where(f => f.SessionId != sessionId && EF.Parameter(ids).Contains(f.Id))).AsNoTracking().ToListAsync(stop);
        var taken = found.Select(f => f.Id).ToHashSet();
        return (found.FindAll(f => f.SessionId == sessionId), [.. taps.Where(f => f.Id != Guid.Empty && !taken.Contains(f.Id)).DistinctBy(f => f.Id)]);
    }

    private static async Task<Dictionary<Guid, TapMember>> MembersAsync(GroupsDb db, Session session, List<TappedFact> fresh, CancellationToken stop)
    {
        var people = fresh.Where(f => f.PersonId is not null).Select(f => f.PersonId!.Value).Distinct().ToList();
        return people.Count == 0 ? [] : await db.Members
            .Where(m => m.GroupId == session.GroupId && people.Contains(m.PersonId) && (m.LeftAt == null || m.LeftAt > session.StartsAt))
            .ToDictionaryAsync(m => m.PersonId, m => new TapMember(m.NameOnRegister, m.OnKioskSince != null), stop);
    }

    /// <summary>How many more people passes of this sort may say are here; what was taken back counts too.</summary>
    private static async Task<int> PlacesAsync(GroupsDb db, Session session, RegisterAccess access, List<Fact> known, CancellationToken stop)
    {
        if (access.Pass is not (PassKind.Door or PassKind.Kiosk))
        {
            return int.MaxValue;
        }

        var passes = await db.SessionPasses.Where(p => p.SessionId == session.Id && p.Kind == access.Pass).Select(p => p.Id).ToListAsync(stop);
        var taken = known.Count(f => f.Kind is FactKind.Arrived or FactKind.WalkIn && f.PassId is { } pass && passes.Contains(pass));
        return (access.Pass == PassKind.Door ? MostByDoor : MostByKiosk) - taken;
    }

    private sealed record TapMember(bool OnRegister, bool OnKiosk);

    /// <summary>The rules for one tap.</summary>
    private sealed class TapChecks(
        Session session, Viewer viewer, RegisterAccess access, List<Fact> known, List<TappedFact> fresh, Instant now, Dictionary<Guid, TapMember> members, int places)
    {
        private readonly Dictionary<Guid, Fact> _known = known.ToDictionary(f => f.Id);
        private readonly Dictionary<Guid, TappedFact> _fresh = fresh.ToDictionary(f => f.Id);
        private int _places = places;

        /// <exception cref="RuleViolation">It cannot be written; the sentence says why.</exception>
        public void Check(TappedFact tap)
        {
            if (session.Status == SessionStatus.Cancelled)
            {
                throw new RuleViolation("This session was cancelled, so it has no register. Put it back first.");
            }

            if (!RegisterReach.HasCome(session, now))
            {
                throw new RuleViolation("The register opens on the day of the session.");
            }

            if (!Enum.IsDefined(tap.Kind) || tap.Way is { } way && !Enum.IsDefined(way) || tap.Item is { } item && !Enum.IsDefined(item) || !access.MayTap(tap, Undone(tap), viewer))
            {
                throw new RuleViolation(NotYours);
            }

            if (tap.PersonId is { } person)
            {
                CheckPerson(members.GetValueOrDefault(person));
            }

            if (tap.Kind is FactKind.Arrived or FactKind.WalkIn && _places-- <= 0)
            {
                throw new RuleViolation("This page has written down as many people as it can today. Please see the lead.");
            }
        }

        private void CheckPerson(TapMember? member)
        {
            if (member is null)
            {
                throw new RuleViolation("This person is not in the group. Add them by first name.");
            }

            if (!member.OnRegister)
            {
                throw new RuleViolation("This person asked not to be written down. Count them in the headcount instead.");
            }

            if (access.Pass == PassKind.Kiosk && !member.OnKiosk)
            {
                throw new RuleViolation(NotYours);
            }
        }

        private Fact? Undone(TappedFact tap) =>
            tap is not { Kind: FactKind.Undone, Undoes: { } id } ? null
            : _known.TryGetValue(id, out var fact) ? fact
            : _fresh.TryGetValue(id, out var made) ? new Fact(made.Id, session.Id, made.Kind, made.PersonId, made.Name ?? "-", made.Count ?? 0, made.Undoes, made.TappedAt, made.Way, made.Item).Recorded(viewer, now)
            : null;
    }
}
