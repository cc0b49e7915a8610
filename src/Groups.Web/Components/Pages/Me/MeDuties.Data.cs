using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Membership;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Me;

/// <summary>What a person does, practises, offered and could offer in one of their groups, which stands there by its neutral name.</summary>
internal sealed record MeDutyGroup(
    Guid Id, string Name, IReadOnlyList<Duty> Holds, IReadOnlyList<MeTurn> Turns, IReadOnlyList<Duty> Practises, IReadOnlyList<MeCard> Cards, IReadOnlyList<DutyOffer> Offers,
    IReadOnlyList<Duty> Free)
{
    private static readonly Duration TurnsAhead = Duration.FromDays(92);

    /// <summary>All groups of a person that have not ended, in five queries.</summary>
    public static async Task<List<MeDutyGroup>> ReadAsync(GroupsDb db, Guid personId, HandoverNumbers numbers, Instant now)
    {
        var groups = await db.Groups.AsNoTracking().Where(g => g.Stage != Stage.EndedWell && db.Members.Any(m => m.GroupId == g.Id && m.PersonId == personId && m.LeftAt == null))
            .ToListAsync();
        var holds = (await db.DutyHoldings.AsNoTracking().Where(h => h.PersonId == personId && h.Until == null).ToListAsync()).ToLookup(h => h.GroupId, h => h.Duty);
        var practises = (await db.DutyPractices.AsNoTracking().Where(p => p.PersonId == personId && p.Until == null).ToListAsync()).ToLookup(p => p.GroupId, p => p.Duty);
        var offers = (await db.DutyOffers.AsNoTracking().Where(o => o.PersonId == personId && o.SettledAt == null).OrderBy(o => o.OfferedAt).ToListAsync()).ToLookup(o => o.GroupId);
        var read = (await db.DutySteps.AsNoTracking().Where(s => s.PersonId == personId && DutyCatalogue.Cards.Contains(s.Step)).ToListAsync()).ToLookup(s => (s.GroupId, s.Step), s => s.DoneAt);
        var until = now + TurnsAhead;
        var turns = (await db.DutyTurns.AsNoTracking().Where(t => t.PersonId == personId)
            .Join(db.Sessions.Where(s => s.Status == SessionStatus.Planned && s.StartsAt > now && s.StartsAt < until), t => t.SessionId, s => s.Id, (t, s) => new { Turn = t, s.Date, s.StartsAt })
            .OrderBy(t => t.StartsAt).ToListAsync()).ToLookup(t => t.Turn.GroupId);
        return [.. groups.OrderBy(g => g.SafeName, StringComparer.Ordinal).Select(g =>
        {
            var (held, practised) = (holds[g.Id].Distinct().Order().ToList(), practises[g.Id].Distinct().Order().ToList());
            var taken = held.Concat(practised).Concat(offers[g.Id].Select(o => o.Duty).OfType<Duty>()).ToHashSet();
            return new MeDutyGroup(
                g.Id, g.SafeName, held,
                [.. turns[g.Id].GroupBy(t => (t.Turn.SessionId, t.Date)).Select(t => new MeTurn(
                    t.Key.SessionId, t.Key.Date, [.. t.Select(x => x.Turn.Duty)], t.Select(x => x.Turn.Answer).Distinct().ToList() is [var one] ? one : null))],
                practised,
                [.. CardsOf(taken, key => read[(g.Id, key)].Select(at => (Instant?)at).Max() is { } at && Steps.Counts(at, numbers, now) ? at : null)],
                [.. offers[g.Id]],
                [.. DutyCatalogue.All.Where(d => !taken.Contains(d.Duty) && (g.Stage.Allows(d.Duty) || d.From <= Stage.TakingTurns)).Select(d => d.Duty)]);
        })];
    }

    private static IEnumerable<MeCard> CardsOf(HashSet<Duty> duties, Func<string, Instant?> readAt) =>
        from card in DutyCatalogue.All.Where(d => duties.Contains(d.Duty))
            .SelectMany(d => d.Steps.Where(s => s.Kind == StepKind.Card).Select(s => (d.Duty, s.Key))).DistinctBy(c => c.Key)
        let at = readAt(card.Key)
        select new MeCard(card.Key, card.Duty, at?.InZone(DateTimeZoneProviders.Tzdb["Europe/London"]).Date);
}

/// <summary>What a person is named for at a coming session, and what they said to it.</summary>
internal sealed record MeTurn(Guid SessionId, LocalDate Date, IReadOnlyList<Duty> Duties, TurnAnswer? CanDo);

/// <summary>A card to read before a duty, and when it was read; null where not, or too long ago.</summary>
internal sealed record MeCard(string Key, Duty Duty, LocalDate? ReadOn);
