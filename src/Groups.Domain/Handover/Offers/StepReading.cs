using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Offers;

/// <summary>Reads what is known about people and a duty. The caller has checked that the viewer may see it.</summary>
public static class StepReading
{
    /// <summary>The facts of each of <paramref name="people"/>; in at most five queries.</summary>
    public static async Task<IReadOnlyDictionary<Guid, StepFacts>> ReadAsync(
        GroupsDb db, Guid groupId, Duty duty, IReadOnlyCollection<Guid> people, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var keys = DutyCatalogue.Of(duty).Steps.Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        if (keys.Count == 0 || people.Count == 0)
        {
            return people.Distinct().ToDictionary(id => id, _ => StepFacts.None);
        }

        var cards = DutyCatalogue.Cards;
        var said = (await db.DutySteps.AsNoTracking()
            .Where(s => s.GroupId == groupId && people.Contains(s.PersonId) && (s.Duty == duty || cards.Contains(s.Step)))
            .Select(s => new { s.PersonId, s.Step, s.DoneAt }).ToListAsync(stop)).ToLookup(s => s.PersonId);
        var holdings = await db.DutyHoldings.AsNoTracking().Where(h => h.GroupId == groupId && h.Duty == duty && h.Until == null)
            .Select(h => new { h.PersonId, h.DeputyId }).ToListAsync(stop);
        var turns = keys.Overlaps([StepKeys.Watched, StepKeys.LedTogether])
            ? (await db.DutyTurns.AsNoTracking()
                .Where(t => t.GroupId == groupId && t.Duty == duty && t.PersonId != null && people.Contains(t.PersonId.Value) && (t.Answer == null || t.Answer != TurnAnswer.No)
                    && db.Sessions.Any(s => s.Id == t.SessionId && s.Status == SessionStatus.Held))
                .Select(t => new
                {
                    Peer = t.PersonId!.Value,
                    Together = db.DutyTurns.Any(o => o.SessionId == t.SessionId && o.Duty == duty && o.Id != t.Id && (o.Answer == null || o.Answer != TurnAnswer.No)),
                }).ToListAsync(stop)).ToLookup(t => t.Peer, t => t.Together)
            : Enumerable.Empty<bool>().ToLookup(_ => Guid.Empty);
        var tested = keys.Contains(StepKeys.TestToSelf)
            ? (await db.Relays.AsNoTracking().Where(r => r.GroupId == groupId && r.TestedAt != null)
                .Join(db.Accounts.Where(a => a.PersonId != null && people.Contains(a.PersonId.Value)), r => r.WrittenBy, a => a.Id, (r, a) => new { a.PersonId, r.TestedAt })
                .ToListAsync(stop)).ToLookup(r => r.PersonId!.Value, r => r.TestedAt)
            : Enumerable.Empty<Instant?>().ToLookup(_ => Guid.Empty);
        var someYes = keys.Contains(StepKeys.OwnYes) && await db.ListConsents.AnyAsync(c => c.GroupId == groupId && c.YesAt != null, stop);
        return people.Distinct().ToDictionary(id => id, id =>
        {
            var deputy = holdings.Exists(h => h.PersonId == id && h.DeputyId != null);
            return new StepFacts(
                said[id].GroupBy(s => s.Step).ToDictionary(s => s.Key, s => s.Max(x => x.DoneAt), StringComparer.Ordinal),
                turns[id].Count(), turns[id].Count(together => together), tested[id].Max(),
                deputy || holdings.Exists(h => h.PersonId != id), deputy, someYes);
        });
    }
}
