using Groups.Domain.Attendance;

namespace Groups.Domain.Handover;

/// <summary>What signals are worked out from; plain values, no database.</summary>
/// <param name="Pace">How often the group meets.</param>
/// <param name="Held">Held sessions, the oldest first; at least the last 12 where there are so many.</param>
/// <param name="Outcomes">Sessions that were planned and are over, the oldest first: true where it was held, false where it was called off or nobody met.</param>
/// <param name="Willing">Who is willing to do what: the peers who hold the duty now.</param>
/// <param name="Next">The next planned sessions with the turns already named, the nearest first.</param>
public sealed record HandoverHistory(
    Pace Pace,
    IReadOnlyList<HeldSession> Held,
    IReadOnlyList<bool> Outcomes,
    IReadOnlySet<(Guid Peer, Duty Duty)> Willing,
    IReadOnlyList<IReadOnlyList<Turn>> Next);

/// <summary>A duty done, or to be done, at one session.</summary>
/// <param name="Duty">The duty.</param>
/// <param name="Peer">The peer, or null for the CLW.</param>
public sealed record Turn(Duty Duty, Guid? Peer);

/// <summary>A session that was held.</summary>
/// <param name="Headcount">How many came.</param>
/// <param name="Newcomers">How many came for the first time; null where nobody knows.</param>
/// <param name="Turns">Who did what.</param>
/// <param name="Came">People known by name who came.</param>
/// <param name="FirstTime">Those of them who came for the first time.</param>
public sealed record HeldSession(
    int Headcount,
    int? Newcomers,
    IReadOnlyList<Turn> Turns,
    IReadOnlySet<Guid> Came,
    IReadOnlySet<Guid> FirstTime)
{
    /// <summary>How it was to lead, as those said who led; the group's workers are not asked here.</summary>
    public IReadOnlyList<Pulse> Pulses { get; init; } = [];

    /// <summary>A peer and the CLW led together: practice, not yet peer-led.</summary>
    public bool CoLed => Turns.Any(t => t is { Duty: Duty.Lead, Peer: not null }) && Turns.Any(t => t is { Duty: Duty.Lead, Peer: null });

    /// <summary>A peer led and the CLW did not lead beside them.</summary>
    public bool PeerLed => Turns.Any(t => t is { Duty: Duty.Lead, Peer: not null }) && !Turns.Any(t => t is { Duty: Duty.Lead, Peer: null });

    /// <summary>
    /// Whether the CLW was there: yes where they did anything, no where a peer led and the CLW did nothing, null where nobody wrote down who led.
    /// </summary>
    public bool? WorkerWasThere => Turns.Any(t => t.Peer is null) ? true : PeerLed ? false : null;
}
