using System.Collections.Immutable;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>
/// Who is here, folded from facts. The order in which facts arrive does not matter and the same fact twice changes nothing.
/// A slip is taken back by naming the fact, so two people tapping the same name at once do no harm.
/// </summary>
public sealed class Register
{
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
    public IReadOnlyList<Arrival> Arrivals => _arrivals ??= [.. Standing()
        .Where(f => f.Kind is FactKind.Arrived && f.PersonId is not null)
        .GroupBy(f => f.PersonId!.Value)
        .Select(g => new Arrival(g.Key, null, g.Key, g.Min(f => f.TappedAt), HasLeft(g.Key, g.Max(f => f.TappedAt)), [.. g.Select(f => f.Id).Order()]))
        .OrderBy(a => a.At).ThenBy(a => a.Id)];

    /// <summary>Walk-ins who came.</summary>
    public IReadOnlyList<Arrival> WalkIns => _walkIns ??= [.. Standing()
        .Where(f => f.Kind == FactKind.WalkIn)
        .Select(f => new Arrival(f.Id, f.Name, null, f.TappedAt, HasLeft(f.Id, f.TappedAt), [f.Id]))
        .OrderBy(a => a.At).ThenBy(a => a.Id)];

    /// <summary>The last headcount tapped, if any.</summary>
    public int? Counted => Standing().Where(f => f.Kind == FactKind.Headcount)
        .OrderBy(f => f.TappedAt).ThenBy(f => f.Id).LastOrDefault()?.Count;

    /// <summary>The standing headcounts; undoing all of them takes the count back.</summary>
    public IEnumerable<Guid> CountFactIds => Standing().Where(f => f.Kind == FactKind.Headcount).Select(f => f.Id).Order();

    /// <summary>How many came: the headcount, or the names where there are more of them; null where nothing was said.</summary>
    public int? Headcount
    {
        get
        {
            var names = Arrivals.Count + WalkIns.Count;
            return Counted is { } counted ? Math.Max(counted, names) : names == 0 ? null : names;
        }
    }

    /// <summary>Whether this person is marked as having come.</summary>
    public bool Has(Guid personId) => Arrivals.Any(a => a.PersonId == personId);

    private IReadOnlyList<Arrival>? _arrivals;
    private IReadOnlyList<Arrival>? _walkIns;

    private IEnumerable<Fact> Standing()
    {
        var undone = Facts.Values.Where(f => f.Kind == FactKind.Undone && f.Undoes is not null).Select(f => f.Undoes!.Value).ToHashSet();
        return Facts.Values.Where(f => f.Kind != FactKind.Undone && !undone.Contains(f.Id));
    }

    private bool HasLeft(Guid who, Instant after) => Standing()
        .Any(f => f.Kind == FactKind.Left && (f.PersonId == who || f.Undoes == who) && f.TappedAt >= after);
}

/// <summary>Somebody who came.</summary>
/// <param name="Id">The person's id, or the walk-in fact's.</param>
/// <param name="Name">A walk-in's name; null for people of the list, whose name the reader looks up if they may.</param>
/// <param name="PersonId">The person, if on the list.</param>
/// <param name="At">When the first tap was.</param>
/// <param name="HasLeft">They went home.</param>
/// <param name="FactIds">The standing facts that say so; undoing all of them takes the arrival back.</param>
public sealed record Arrival(Guid Id, string? Name, Guid? PersonId, Instant At, bool HasLeft, IReadOnlyList<Guid> FactIds);
