using Groups.Domain.Handover;

namespace Groups.Domain.Tests.Handover;

/// <summary>Small histories that can be read at a glance.</summary>
internal static class Histories
{
    public static readonly Guid Jean = new("00000000-0000-0000-0000-00000000000a");
    public static readonly Guid Tam = new("00000000-0000-0000-0000-00000000000b");
    public static readonly Guid Amina = new("00000000-0000-0000-0000-00000000000c");

    public static HandoverHistory Weekly(params HeldSession[] held) =>
        new(Pace.Weekly, held, [.. held.Select(_ => true)], new HashSet<(Guid, Duty)>(), []);

    public static HeldSession Session(int headcount, params Turn[] turns) => new(headcount, 0, turns, new HashSet<Guid>(), new HashSet<Guid>());

    public static HeldSession[] Times(int times, HeldSession session) => [.. Enumerable.Repeat(session, times)];

    public static Turn Lead(Guid? peer) => new(Duty.Lead, peer);

    public static Signal Of(this HandoverHistory history, SignalKind kind) => Signals.Of(history, HandoverNumbers.Default)[kind];

    public static HandoverHistory WillingToDoAll(this HandoverHistory history, params Guid[] peers) =>
        history with { Willing = peers.SelectMany(p => Enum.GetValues<Duty>().Select(d => (p, d))).ToHashSet() };
}
