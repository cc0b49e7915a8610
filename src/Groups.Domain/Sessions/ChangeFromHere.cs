using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>
/// Changes a session and all after it: the old series ends before it and a new one begins. A session whose day stays in the pattern, or
/// whose week or month has a day in it, keeps its row and id; one that was moved, cancelled or held by hand stays as it is. What no longer
/// has a day is cancelled, so that those who know of it are told.
/// </summary>
public sealed class ChangeFromHere(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Changes the series from this session on and answers the new series' id.</summary>
    /// <exception cref="NotFoundException">The session is missing or not the viewer's to change.</exception>
    /// <exception cref="RuleViolation">It stands on its own, has begun, or the plan has no session, begins in the past or among earlier ones.</exception>
    public Task<Guid> RunAsync(Viewer viewer, Guid sessionId, SeriesPlan plan, CancellationToken stop = default) =>
        databases.WriteAsync(viewer, db => ChangeAsync(db, viewer, sessionId, plan, clock.GetCurrentInstant(), stop), stop);

    private static async Task<Guid> ChangeAsync(GroupsDb db, Viewer viewer, Guid sessionId, SeriesPlan plan, Instant now, CancellationToken stop)
    {
        var here = await db.HeldSessionAsync(viewer, sessionId, a => a.MaySchedule, stop);
        if (here.SeriesId is not { } oldId)
        {
            throw new RuleViolation("This session stands on its own. Move it, or plan a new series.");
        }

        if (here.StartsAt <= now)
        {
            throw new RuleViolation("This session has already begun. Change the next one and all after it.");
        }

        await db.LockSeriesAsync(oldId, stop);
        await db.LockCalendarAsync(here.GroupId, stop);
        plan.Check(DateTimeZoneProviders.Tzdb[here.Zone], now);
        await MustFollowEarlierAsync(db, here, plan, stop);

        var old = await db.Series.SingleAsync(s => s.Id == oldId, stop);
        var fresh = new Series(here.GroupId, plan.Recurrence, plan.FirstDate, plan.StartTime, plan.Minutes, here.Zone);
        var before = await db.Sessions.Where(s => s.SeriesId == oldId && s.Slot >= here.Slot).OrderBy(s => s.Slot).ToListAsync(stop);
        var today = now.InZone(DateTimeZoneProviders.Tzdb[here.Zone]).Date;
        var pairs = Pair(before, [.. plan.DatesToWrite(today)], plan.Recurrence.Pattern);

        db.Add(fresh);
        var changed = new List<Session>();
        foreach (var (session, slot) in pairs)
        {
            changed.Add(Settle(session, slot, old, fresh, now));
        }

        foreach (var session in before.Except(pairs.Select(p => p.Session).OfType<Session>()).Where(s => s.Follows(old) && s.StartsAt > now))
        {
            session.Cancel(now);
        }

        db.AddRange(changed.Except(before));
        old.StopFrom(here.Slot);
        await db.MustBeFreeAsync(here.GroupId, changed.Where(s => s.Status == SessionStatus.Planned && s.StartsAt > now), nameof(plan.FirstDate), stop);
        before.ForEach(s => db.Announce(s.Id, SessionChangeKind.Session));
        await Replan.GroupAsync(db, here.GroupId, now, stop);
        return fresh.Id;
    }

    private static async Task MustFollowEarlierAsync(GroupsDb db, Session here, SeriesPlan plan, CancellationToken stop)
    {
        var earlier = await db.Sessions.Where(s => s.SeriesId == here.SeriesId && s.Slot < here.Slot && s.Status != SessionStatus.Cancelled)
            .OrderByDescending(s => s.Slot).Select(s => (LocalDate?)s.Slot).FirstOrDefaultAsync(stop);
        if (earlier >= plan.FirstDate)
        {
            throw new RuleViolation("The first date comes before an earlier session of this series. Choose a later one.", nameof(plan.FirstDate));
        }
    }

    /// <summary>Gives each new day the row that stands for it: the one of that very day, else one of the same week or month, else none.</summary>
    private static List<(Session? Session, LocalDate Slot)> Pair(List<Session> before, List<LocalDate> slots, RecurrencePattern pattern)
    {
        var free = before.ToDictionary(s => s.Slot);
        var pairs = new Dictionary<LocalDate, Session?>();
        foreach (var slot in slots)
        {
            pairs[slot] = free.Remove(slot, out var same) ? same : null;
        }

        foreach (var slot in slots.Where(slot => pairs[slot] is null))
        {
            var near = free.Values.Where(s => Span(s.Slot, pattern) == Span(slot, pattern)).MinBy(s => Math.Abs(Period.DaysBetween(s.Slot, slot)));
            if (near is not null)
            {
                free.Remove(near.Slot);
                pairs[slot] = near;
            }
        }

        return slots.ConvertAll(slot => (pairs[slot], slot));
    }

    private static LocalDate Span(LocalDate date, RecurrencePattern pattern) => pattern == RecurrencePattern.Weekly
        ? date.With(day => day.DayOfWeek == IsoDayOfWeek.Monday ? day : day.Previous(IsoDayOfWeek.Monday))
        : date.With(DateAdjusters.StartOfMonth);

    private static Session Settle(Session? session, LocalDate slot, Series old, Series fresh, Instant now)
    {
        if (session is null)
        {
            return new Session(fresh.GroupId, fresh.Id, slot, fresh.StartTime, fresh.Minutes, fresh.Zone);
        }

        var moves = session.Follows(old) && session.StartsAt > now;
        session.Join(fresh, slot);
        if (moves)
        {
            session.Move(slot, fresh.StartTime, fresh.Minutes, now);
        }

        return session;
    }
}
