using System.Collections.Immutable;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>
/// Who is here, folded from facts. The order in which facts arrive does not matter and the same fact twice changes nothing.
/// A slip is taken back by naming the fact, so two people tapping the same name at once do no harm.
/// </summary>
public sealed class Register
{
    private Folded? _folded;

    private Register(ImmutableDictionary<Guid, Fact> facts) => Facts = facts;

    /// <summary>A register on which nothing was tapped.</summary>
    public static Register Empty { get; } = new(ImmutableDictionary<Guid, Fact>.Empty);

    /// <summary>All facts by id.</summary>
    public ImmutableDictionary<Guid, Fact> Facts { get; }

    /// <summary>The register of these facts.</summary>
    public static Register Of(IEnumerable<Fact> facts) => Empty.With(facts);

    /// <summary>The register with more facts; known ones are passed over.</summary>
    public Register With(IEnumerable<Fact> more)
    {
        var facts = Facts.ToBuilder();
        foreach (var fact in more)
        {
            facts.TryAdd(fact.Id, fact);
        }

        return facts.Count == Facts.Count ? this : new Register(facts.ToImmutable());
    }

    /// <summary>People of the list who came, with the moment of their first tap and whether they left.</summary>
    public IReadOnlyList<Arrival> Arrivals => Fold.Arrivals;

    /// <summary>Others who came: walk-ins by the name they gave, and people whose name is not written down.</summary>
    public IReadOnlyList<Arrival> Others => Fold.Others;

    /// <summary>The last headcount tapped, if any.</summary>
    public int? Counted => Fold.Counts is [.., var last] ? last.Count : null;

    /// <summary>The standing headcounts; undoing all of them takes the count back.</summary>
    public IEnumerable<Guid> CountFactIds => Fold.Counts.Select(f => f.Id).Order();

    /// <summary>What of the checklists was done, with the facts that say so.</summary>
    public IReadOnlyList<DoneCheck> Checks => Fold.Checks;

    /// <summary>How many came: the headcount, or the taps where there are more of them; null where nothing was said.</summary>
    public int? Headcount
    {
        get
        {
            var tapped = Arrivals.Count + Others.Count;
            return Counted is { } counted ? Math.Max(counted, tapped) : tapped == 0 ? null : tapped;
        }
    }

    /// <summary>Whether this person is marked as having come.</summary>
    public bool Has(Guid personId) => Arrivals.Any(a => a.PersonId == personId);

    /// <summary>The standing facts that say that this arrival went home; undoing all of them says that they are still here.</summary>
    public IReadOnlyList<Guid> LeavingsOf(Arrival arrival)
    {
        Guid[] keys = [arrival.Id, .. arrival.FactIds.Select(id => Facts.GetValueOrDefault(id)).Where(f => f?.Kind == FactKind.Merged).Select(f => f!.Undoes!.Value)];
        return [.. keys.SelectMany(Fold.LeavingsOf).Order()];
    }

    private Folded Fold => _folded ??= new Folded(Facts);

    private sealed class Folded
    {
        private readonly List<Fact> _standing;
        private readonly ILookup<Guid, Fact> _left;

        public Folded(ImmutableDictionary<Guid, Fact> facts)
        {
            var undone = facts.Values.Where(f => f is { Kind: FactKind.Undone, Undoes: not null }).Select(f => f.Undoes!.Value).ToHashSet();
            _standing = [.. facts.Values.Where(f => f.Kind != FactKind.Undone && !undone.Contains(f.Id)).OrderBy(f => f.TappedAt).ThenBy(f => f.Id)];
            _left = Of(FactKind.Left).ToLookup(f => f.PersonId ?? f.Undoes ?? Guid.Empty);
            Counts = [.. Of(FactKind.Headcount)];
            Checks = [.. Of(FactKind.Checked).GroupBy(f => f.Item!.Value).Select(g => new DoneCheck(g.Key, g.First().TappedAt, Ids(g))).OrderBy(c => c.Item)];

            // The last to say who a walk-in was is believed.
            var merged = Of(FactKind.Merged).Where(f => f.PersonId is not null).GroupBy(f => f.Undoes!.Value).ToDictionary(g => g.Key, g => g.Last());
            Others = [.. _standing.Where(f => f.Kind == FactKind.WalkIn ? !merged.ContainsKey(f.Id) : f is { Kind: FactKind.Arrived, PersonId: null })
                .Select(f => new Arrival(f.Id, f.Name, null, f.TappedAt, HasLeft(f.TappedAt, f.Id), f.Way ?? Presence.InRoom, [f.Id]))];
            Arrivals = [.. Of(FactKind.Arrived).Where(f => f.PersonId is not null).Concat(merged.Values)
                .GroupBy(f => f.PersonId!.Value).Select(g => Arrived(g.Key, [.. g], facts)).OrderBy(a => a.At).ThenBy(a => a.Id)];
        }

        public IReadOnlyList<Arrival> Arrivals { get; }

        public IReadOnlyList<Arrival> Others { get; }

        public IReadOnlyList<Fact> Counts { get; }

        public IReadOnlyList<DoneCheck> Checks { get; }

        public IEnumerable<Guid> LeavingsOf(Guid key) => _left[key].Select(f => f.Id);

        private static IReadOnlyList<Guid> Ids(IEnumerable<Fact> facts) => [.. facts.Select(f => f.Id).Order()];

        private static Fact Source(Fact fact, ImmutableDictionary<Guid, Fact> facts) =>
            fact.Kind == FactKind.Merged && facts.TryGetValue(fact.Undoes!.Value, out var walkIn) && walkIn.Kind == FactKind.WalkIn ? walkIn : fact;

        private Arrival Arrived(Guid person, List<Fact> said, ImmutableDictionary<Guid, Fact> facts)
        {
            var sources = said.Select(f => Source(f, facts)).OrderBy(f => f.TappedAt).ThenBy(f => f.Id).ToList();
            var last = sources[^1];
            Guid[] keys = [person, .. sources.Where(f => f.Kind == FactKind.WalkIn).Select(f => f.Id)];
            return new Arrival(person, null, person, sources[0].TappedAt, HasLeft(last.TappedAt, keys), last.Way ?? Presence.InRoom, Ids(said));
        }

        private IEnumerable<Fact> Of(FactKind kind) => _standing.Where(f => f.Kind == kind);

        private bool HasLeft(Instant after, params Guid[] keys) => keys.Any(key => _left[key].Any(f => f.TappedAt >= after));
    }
}

/// <summary>Somebody who came.</summary>
/// <param name="Id">The person's id, or the fact's for walk-ins and the unnamed.</param>
/// <param name="Name">A walk-in's name; null for people of the list, whose name the reader looks up if they may, and for the unnamed.</param>
/// <param name="PersonId">The person, if on the list.</param>
/// <param name="At">When the first tap was.</param>
/// <param name="HasLeft">They went home.</param>
/// <param name="Way">How they took part.</param>
/// <param name="FactIds">The standing facts that say so; undoing all of them takes the arrival back.</param>
public sealed record Arrival(Guid Id, string? Name, Guid? PersonId, Instant At, bool HasLeft, Presence Way, IReadOnlyList<Guid> FactIds);

/// <summary>A point of a checklist that was done.</summary>
/// <param name="Item">The point.</param>
/// <param name="At">When it was first tapped.</param>
/// <param name="FactIds">The standing facts that say so; undoing all of them takes it back.</param>
public sealed record DoneCheck(CheckItem Item, Instant At, IReadOnlyList<Guid> FactIds)
{
    internal static IEqualityComparer<DoneCheck> ByValue { get; } =
        EqualityComparer<DoneCheck>.Create((a, b) => a is not null && b is not null && a with { FactIds = b.FactIds } == b && a.FactIds.SequenceEqual(b.FactIds), c => c.Item.GetHashCode());
}
