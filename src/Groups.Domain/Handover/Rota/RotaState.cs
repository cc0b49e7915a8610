using NodaTime;

namespace Groups.Domain.Handover.Rota;

/// <summary>A coming session as the rota sees it; ids only, no names.</summary>
/// <param name="Id">The session.</param>
/// <param name="Date">Its local date.</param>
/// <param name="WorkerIsThere">The worker will be in the room.</param>
/// <param name="Turns">Who is named, with what they answered.</param>
public sealed record RotaSession(Guid Id, LocalDate Date, bool WorkerIsThere, IReadOnlyList<RotaTurn> Turns)
{
    /// <summary>Peers who are named and did not say no.</summary>
    public IEnumerable<Guid> Named => Turns.Where(t => t is { Stands: true, Peer: not null }).Select(t => t.Peer!.Value).Distinct();

    /// <summary>Somebody, peer or worker, is named for this duty and did not say no.</summary>
    public bool Has(Duty duty) => Turns.Any(t => t.Stands && t.Duty == duty);

    /// <summary>The key duties for which nobody is named, in the order in which the rota shows them.</summary>
    public IEnumerable<Duty> Gaps => Signals.KeyDuties.Where(d => !Has(d));

    /// <summary>The same with one more peer named.</summary>
    public RotaSession With(Duty duty, Guid peer) => this with { Turns = [.. Turns, new RotaTurn(duty, peer)] };
}

/// <summary>A turn at a coming session.</summary>
/// <param name="Duty">The duty.</param>
/// <param name="Peer">The peer, or null for the worker.</param>
/// <param name="Answer">What they answered; null for nothing yet.</param>
public sealed record RotaTurn(Duty Duty, Guid? Peer, TurnAnswer? Answer = null)
{
    /// <summary>They did not say no.</summary>
    public bool Stands => Answer != TurnAnswer.No;
}

/// <summary>A peer who may be asked.</summary>
/// <param name="Id">The person.</param>
/// <param name="Holds">The duties they hold.</param>
public sealed record RotaPeer(Guid Id, IReadOnlySet<Duty> Holds)
{
    /// <summary>The duties they practise, each with the peer beside them; null for the worker.</summary>
    public IReadOnlyDictionary<Duty, Guid?> Practises { get; init; } = new Dictionary<Duty, Guid?>();

    /// <summary>The duties for which they are somebody's deputy.</summary>
    public IReadOnlySet<Duty> DeputyFor { get; init; } = new HashSet<Duty>();

    /// <summary>Days on which they are asked nothing.</summary>
    public IReadOnlyList<RestDays> Rests { get; init; } = [];

    /// <summary>Sessions they said they do not come to, or at which they cannot be asked any more.</summary>
    public IReadOnlySet<Guid> NotAt { get; init; } = new HashSet<Guid>();

    /// <summary>Turns they did in the last held sessions, by duty.</summary>
    public IReadOnlyDictionary<Duty, int> Did { get; init; } = new Dictionary<Duty, int>();

    /// <summary>Whether they rest on that day.</summary>
    public bool RestsOn(LocalDate day) => Rests.Any(r => r.From <= day && day <= r.Until);
}

/// <summary>Days of rest, both ends included.</summary>
public sealed record RestDays(LocalDate From, LocalDate Until);

/// <summary>Who could do what, and how much each did and will do.</summary>
/// <param name="Peers">Those who hold a duty, practise one or are a deputy.</param>
/// <param name="Coming">Turns for which each is named in sessions to come.</param>
public sealed record RotaState(IReadOnlyList<RotaPeer> Peers, IReadOnlyDictionary<Guid, int> Coming)
{
    /// <summary>Turns of a peer in the last held and the coming sessions.</summary>
    public int LoadOf(RotaPeer peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        return peer.Did.Values.Sum() + Coming.GetValueOrDefault(peer.Id);
    }

    /// <summary>The same with one more turn for a peer.</summary>
    public RotaState With(Guid peer) => this with
    {
        Coming = new Dictionary<Guid, int>(Coming) { [peer] = Coming.GetValueOrDefault(peer) + 1 },
    };
}

/// <summary>What the rota says about a duty for which nobody is named.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Duty">The duty.</param>
/// <param name="PersonId">Who could be asked; null for nobody.</param>
/// <param name="Why">Why they, or why nobody.</param>
public sealed record RotaGap(Guid SessionId, Duty Duty, Guid? PersonId, RotaReason Why);

/// <summary>Why somebody is suggested, or nobody.</summary>
public enum RotaReason
{
    /// <summary>They did and will do the least of those who can.</summary>
    DoneLeast,

    /// <summary>They are the only one who can.</summary>
    OnlyOne,

    /// <summary>They practise it, and whoever is beside them is there.</summary>
    Practises,

    /// <summary>They are the deputy.</summary>
    Deputy,

    /// <summary>Everybody else who can do it has another duty there.</summary>
    Doubles,

    /// <summary>Nobody holds or practises it.</summary>
    NobodyHolds,

    /// <summary>Those who could are resting, away or said no.</summary>
    NobodyLeft,

    /// <summary>They would be alone there.</summary>
    Alone,
}

/// <summary>Reasons in words.</summary>
public static class RotaReasonWords
{
    /// <summary>"has done least": without a name, and never a blame.</summary>
    public static string InWords(this RotaReason reason) => reason switch
    {
        RotaReason.DoneLeast => "has done least",
        RotaReason.OnlyOne => "the only one who can that day",
        RotaReason.Practises => "practises it, with somebody beside them",
        RotaReason.Deputy => "is the deputy",
        RotaReason.Doubles => "does two things that day: everybody else has one or cannot",
        RotaReason.NobodyHolds => "nobody does this yet",
        RotaReason.NobodyLeft => "nobody is left to ask",
        _ => "one person would be alone: name a second one first",
    };
}
