namespace Groups.Domain.Handover.Rota;

/// <summary>
/// Who could do what is still free at coming sessions. Pure and deterministic: it spreads the turns of the last held and the coming sessions, leaves those
/// alone who rest, and asks nobody for two key duties at one session while others are free. Two different people are at each session; nobody opens up alone.
/// </summary>
public static class RotaSuggestions
{
    /// <summary>More than this many key duties at one session are never suggested for one person.</summary>
    public const int MostAtOneSession = 2;

    /// <summary>Who could do this duty at this session, or null: nobody is left. It looks at this one gap only.</summary>
    public static Guid? Suggest(RotaSession session, Duty duty, RotaState state)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(state);
        var able = Able(session, duty, state).ToList();
        return able.Find(p => IsFree(p, session) && (duty != Duty.OpenVenue || HasSecond(session, p.Id) || OthersFor(session, state, p.Id).Any()))?.Id
            ?? able.Find(p => !IsFree(p, session) && MayDouble(p, session))?.Id;
    }

    /// <summary>One line for each gap of the sessions, the nearest first. What one session gets counts as load for the next.</summary>
    public static IReadOnlyList<RotaGap> Plan(IEnumerable<RotaSession> sessions, RotaState state)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(state);
        var all = new List<RotaGap>();
        foreach (var session in sessions.OrderBy(s => s.Date).ThenBy(s => s.Id))
        {
            var gaps = OfSession(session, state);
            all.AddRange(gaps);
            state = gaps.Where(g => g.PersonId is not null).Aggregate(state, (so, gap) => so.With(gap.PersonId!.Value));
        }

        return all;
    }

    /// <summary>Those who can do it there, the one to ask first in front.</summary>
    private static IEnumerable<RotaPeer> Able(RotaSession session, Duty duty, RotaState state) => state.Peers
        .Where(p => May(p, duty, session))
        .OrderBy(p => Knows(p, duty, session) ? 0 : 1)
        .ThenBy(state.LoadOf)
        .ThenBy(p => p.Did.GetValueOrDefault(duty))
        .ThenBy(p => p.Id);

    private static bool May(RotaPeer peer, Duty duty, RotaSession session) =>
        !peer.RestsOn(session.Date) && !peer.NotAt.Contains(session.Id)
        && !session.Turns.Any(t => t.Peer == peer.Id && (t.Duty == duty || !t.Stands))
        && (Knows(peer, duty, session) || peer.DeputyFor.Contains(duty));

    private static bool Knows(RotaPeer peer, Duty duty, RotaSession session) => peer.Holds.Contains(duty)
        || peer.Practises.TryGetValue(duty, out var beside) && (beside is { } partner ? session.Named.Contains(partner) : session.WorkerIsThere);

    private static bool IsFree(RotaPeer peer, RotaSession session) => KeyDutiesOf(peer.Id, session) == 0;

    private static int KeyDutiesOf(Guid peer, RotaSession session) => session.Turns.Count(t => t.Stands && t.Peer == peer && Signals.KeyDuties.Contains(t.Duty));

    private static bool MayDouble(RotaPeer peer, RotaSession session) => KeyDutiesOf(peer.Id, session) < MostAtOneSession && HasSecond(session, peer.Id);

    private static bool HasSecond(RotaSession session, Guid peer) => session.WorkerIsThere || session.Turns.Any(t => t.Stands && t.Peer != peer);

    private static IEnumerable<RotaPeer> OthersFor(RotaSession session, RotaState state, Guid peer) =>
        state.Peers.Where(other => other.Id != peer && session.Gaps.Any(gap => gap != Duty.OpenVenue && May(other, gap, session)));

    private static List<RotaGap> OfSession(RotaSession session, RotaState state)
    {
        var gaps = session.Gaps.ToList();
        var choice = Best(session, gaps, state);
        var filled = session;
        for (var i = 0; i < gaps.Count; i++)
        {
            filled = choice[i] is { } peer ? filled.With(gaps[i], peer.Id) : filled;
        }

        var lines = new Dictionary<Duty, RotaGap>();
        for (var i = 0; i < gaps.Count; i++)
        {
            lines[gaps[i]] = Line(session, gaps[i], choice[i], state);
        }

        // whoever is left over is asked for a second duty only now, when nobody free is left
        foreach (var gap in gaps.Where(g => lines[g].PersonId is null))
        {
            var load = filled.Turns.Skip(session.Turns.Count).Aggregate(state, (so, turn) => so.With(turn.Peer!.Value));
            if (Able(filled, gap, load).FirstOrDefault(p => !IsFree(p, filled) && MayDouble(p, filled)) is { } twice)
            {
                filled = filled.With(gap, twice.Id);
                lines[gap] = new(session.Id, gap, twice.Id, RotaReason.Doubles);
            }
        }

        if (lines.TryGetValue(Duty.OpenVenue, out var open) && open.PersonId is { } opener && !HasSecond(filled, opener))
        {
            lines[Duty.OpenVenue] = open with { PersonId = null, Why = RotaReason.Alone };
        }

        return gaps.ConvertAll(g => lines[g]);
    }

    private static RotaGap Line(RotaSession session, Duty duty, RotaPeer? peer, RotaState state)
    {
        if (peer is null)
        {
            var known = state.Peers.Any(p => p.Holds.Contains(duty) || p.Practises.ContainsKey(duty) || p.DeputyFor.Contains(duty));
            return new(session.Id, duty, null, known ? RotaReason.NobodyLeft : RotaReason.NobodyHolds);
        }

        var able = Able(session, duty, state).Where(p => IsFree(p, session)).ToList();
        var why = !peer.Holds.Contains(duty) ? Knows(peer, duty, session) ? RotaReason.Practises : RotaReason.Deputy
            : able.Count == 1 ? RotaReason.OnlyOne : RotaReason.DoneLeast;
        return new(session.Id, duty, peer.Id, why);
    }

    /// <summary>
    /// One free peer for as many gaps as can be, and of those choices the one with the least load in all. The first few of each gap are enough to look at: where
    /// somebody further down is chosen, one of these is left over and no dearer.
    /// </summary>
    private static RotaPeer?[] Best(RotaSession session, List<Duty> gaps, RotaState state)
    {
        var able = gaps.ConvertAll(g => Able(session, g, state).Where(p => IsFree(p, session)).Take(gaps.Count).ToList());
        var (best, now) = (new RotaPeer?[gaps.Count], new RotaPeer?[gaps.Count]);
        var least = (Empty: gaps.Count, Strangers: 0, Load: 0, SameDuty: 0);
        Try(0, (0, 0, 0, 0));
        return best;

        void Try(int at, (int Empty, int Strangers, int Load, int SameDuty) cost)
        {
            if (at == gaps.Count)
            {
                if (cost.CompareTo(least) < 0)
                {
                    (least, best) = (cost, [.. now]);
                }

                return;
            }

            foreach (var peer in able[at].Where(p => !now.Take(at).Contains(p)))
            {
                now[at] = peer;
                Try(at + 1, (cost.Empty, cost.Strangers + (Knows(peer, gaps[at], session) ? 0 : 1), cost.Load + state.LoadOf(peer), cost.SameDuty + peer.Did.GetValueOrDefault(gaps[at])));
            }

            now[at] = null;
            Try(at + 1, (cost.Empty + 1, cost.Strangers, cost.Load, cost.SameDuty));
        }
    }
}
