using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Rota;

/// <summary>What became of the turns that one person cannot do.</summary>
/// <param name="Session">The session.</param>
/// <param name="Asked">Duties for which somebody else is asked now.</param>
/// <param name="Needed">Duties for which a person must find somebody.</param>
/// <param name="TooNear">The session is too near to ask by message.</param>
internal sealed record NextAsked(Session Session, IReadOnlyList<Duty> Asked, IReadOnlyList<Duty> Needed, bool TooNear)
{
    /// <summary>"Somebody else is asked to welcome people on Wednesday 12 August.": no name and no blame.</summary>
    public string InWords()
    {
        var day = SessionTime.DayInWords(Session.Date, Session.Date);
        var asked = Asked.Count > 0 ? $"Somebody else is asked to {MessageWording.DutiesInWords(Asked)} on {day}." : null;
        var needed = Needed.Count > 0 ? $"Somebody else is needed to {MessageWording.DutiesInWords(Needed)} on {day}.{(TooNear ? "" : " Nobody else is left to ask.")}" : null;
        return string.Join(' ', new[] { needed, asked }.OfType<string>());
    }
}

/// <summary>Asks the next willing peer in the place of one who cannot, in the caller's transaction: each peer at most once for one duty at one session.</summary>
internal static class AskNext
{
    /// <summary>
    /// Names the next peer for each of these duties; the question goes out by the plan of messages, at a time when they may be written to. From the day
    /// before on, or where the group wants no such questions, nobody is named: then people talk to each other. The caller plans anew.
    /// </summary>
    public static async Task<NextAsked> InsteadAsync(
        GroupsDb db, Session session, Guid insteadOf, IReadOnlyCollection<Duty> duties, HandoverNumbers numbers, Instant now, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        var group = await db.Groups.FirstAsync(g => g.Id == session.GroupId, stop);
        var wanted = duties.Distinct().OrderBy(d => Signals.KeyDuties.Contains(d) ? 0 : 1).ThenBy(d => d).ToList();
        var until = SessionTime.StartsAt(session.Date.PlusDays(-1), group.Reminders.DayBeforeAt, DateTimeZoneProviders.Tzdb[session.Zone]);
        if (group.Reminders.DutyDaysBefore <= 0 || now >= until || group.Stage is Stage.Resting or Stage.EndedWell)
        {
            return new(session, [], wanted, true);
        }

        var facts = await RotaReading.ReadAsync(db, session.GroupId, numbers, now, stop);
        if (facts.Sessions.FirstOrDefault(s => s.Session.Id == session.Id)?.Session is not { } rota)
        {
            return new(session, [], wanted, true);
        }

        var state = await OnlyThoseWhoCanBeAskedAsync(db, session, facts.State, now, stop);
        var deputies = await db.DutyHoldings.Where(h => h.GroupId == session.GroupId && h.PersonId == insteadOf && h.DeputyId != null)
            .OrderByDescending(h => h.Since).Select(h => new { h.Duty, h.DeputyId }).ToListAsync(stop);
        var (asked, needed) = (new List<Duty>(), new List<Duty>());
        foreach (var duty in wanted)
        {
            if (rota.Turns.Any(t => t.Duty == duty && t.Stands && t.Peer != insteadOf))
            {
                continue;
            }

            var deputy = deputies.Find(d => d.Duty == duty)?.DeputyId;
            var first = state with { Peers = [.. state.Peers.Where(p => p.Id == deputy)] };
            if ((RotaSuggestions.Suggest(rota, duty, first) ?? RotaSuggestions.Suggest(rota, duty, state)) is not { } next)
            {
                needed.Add(duty);
                continue;
            }

            var turn = new DutyTurn(session.GroupId, session.Id, duty, next, now);
            turn.StandInFor(insteadOf);
            db.DutyTurns.Add(turn);
            (rota, state) = (rota.With(duty, next), state.With(next));
            asked.Add(duty);
        }

        return new(session, asked, needed, false);
    }

    /// <summary>Those with a safe way whom no question about this session reached yet: one that was sent is not sent again.</summary>
    private static async Task<RotaState> OnlyThoseWhoCanBeAskedAsync(GroupsDb db, Session session, RotaState state, Instant now, CancellationToken stop)
    {
        Guid[] ids = [.. state.Peers.Select(p => p.Id)];
        var people = await db.People.AsNoTracking().Include(p => p.Contacts).Where(p => EF.Parameter(ids).Contains(p.Id)).ToDictionaryAsync(p => p.Id, stop);
        var stopped = (await db.People.Where(p => EF.Parameter(ids).Contains(p.Id)).SelectMany(p => p.Contacts)
            .Select(c => c.Address).Where(a => db.StoppedNumbers.Any(s => s.Address == a)).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        var reached = (await db.HeldMessages([session.Id]).AsNoTracking().ToListAsync(stop))
            .Where(m => m.Kind == MessageKind.Duty && m.Revision == session.Revision && m.IsAskedOrBeingAsked()).Select(m => m.PersonId).ToHashSet();
        return state with
        {
            Peers = [.. state.Peers.Where(p => !reached.Contains(p.Id) && people.TryGetValue(p.Id, out var person)
                && ContactGate.Ask(person, stopped.Contains, MessageKind.Duty, session.StartsAt, now).MaySend)],
        };
    }

    /// <summary>The question went out, or is just going out.</summary>
    public static bool IsAskedOrBeingAsked(this Message message) => message.Attempts > 0 || !(message.State.IsUnsent() || message.State.CanBePlannedAgain(message.Attempts))
        || message.State == MessageState.Claimed;
}
