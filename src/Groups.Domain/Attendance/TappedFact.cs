using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>A tap as a device sends it; see <see cref="Fact"/>.</summary>
/// <param name="Id">Made on the device; sending it again changes nothing.</param>
/// <param name="Kind">What happened.</param>
/// <param name="TappedAt">When, by the device's clock.</param>
/// <param name="PersonId">The person, for arrivals and leavings.</param>
/// <param name="Name">A walk-in's first name or nickname.</param>
/// <param name="Count">The headcount.</param>
/// <param name="Undoes">The fact this one takes back, or the walk-in who left or is a person of the list.</param>
/// <param name="Way">How they took part; null is in the room.</param>
/// <param name="Item">What was checked.</param>
public sealed record TappedFact(
    Guid Id,
    FactKind Kind,
    Instant TappedAt,
    Guid? PersonId = null,
    string? Name = null,
    int? Count = null,
    Guid? Undoes = null,
    Presence? Way = null,
    CheckItem? Item = null)
{
    /// <summary>Somebody of the list is here; with null somebody unnamed.</summary>
    public static TappedFact Arrived(Guid? personId, Instant now) => new(Guid.CreateVersion7(), FactKind.Arrived, now, PersonId: personId);

    /// <summary>Somebody not on the list is here.</summary>
    public static TappedFact WalkIn(string? name, Instant now) => new(Guid.CreateVersion7(), FactKind.WalkIn, now, Name: name);

    /// <summary>So many are here.</summary>
    public static TappedFact Headcount(int count, Instant now) => new(Guid.CreateVersion7(), FactKind.Headcount, now, Count: count);

    /// <summary>An earlier fact was a slip.</summary>
    public static TappedFact Undone(Guid factId, Instant now) => new(Guid.CreateVersion7(), FactKind.Undone, now, Undoes: factId);

    /// <summary>A person of the list went home.</summary>
    public static TappedFact Left(Guid personId, Instant now) => new(Guid.CreateVersion7(), FactKind.Left, now, PersonId: personId);

    /// <summary>The walk-in is this person, who said yes to standing there by name.</summary>
    public static TappedFact Merged(Guid walkIn, Guid personId, Instant now) => new(Guid.CreateVersion7(), FactKind.Merged, now, PersonId: personId, Undoes: walkIn);

    /// <summary>A point of a checklist was done.</summary>
    public static TappedFact Checked(CheckItem item, Instant now) => new(Guid.CreateVersion7(), FactKind.Checked, now, Item: item);
}

/// <summary>What became of taps that were sent: those not listed are written, or were before.</summary>
/// <param name="Refused">Taps that were not written.</param>
public sealed record Recorded(IReadOnlyList<RefusedTap> Refused)
{
    /// <summary>Everything is written.</summary>
    public static Recorded All { get; } = new([]);

    /// <summary>For callers who sent what one person typed just now.</summary>
    /// <exception cref="RuleViolation">Something was refused.</exception>
    public void OrThrow()
    {
        if (Refused.Count > 0)
        {
            throw new RuleViolation(Refused[0].Sentence);
        }
    }
}

/// <summary>A tap that was not written.</summary>
/// <param name="Id">The tap.</param>
/// <param name="Sentence">Why, and what to do.</param>
public sealed record RefusedTap(Guid Id, string Sentence);
