using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>A tap as a device sends it; see <see cref="Fact"/>.</summary>
/// <param name="Id">Made on the device; sending it again changes nothing.</param>
/// <param name="Kind">What happened.</param>
/// <param name="TappedAt">When, by the device's clock.</param>
/// <param name="PersonId">The person, for arrivals and leavings.</param>
/// <param name="Name">A walk-in's first name or nickname.</param>
/// <param name="Count">The headcount.</param>
/// <param name="Undoes">The fact this one takes back, or the walk-in that left.</param>
public sealed record TappedFact(Guid Id, FactKind Kind, Instant TappedAt, Guid? PersonId = null, string? Name = null, int? Count = null, Guid? Undoes = null)
{
    /// <summary>Somebody of the list is here.</summary>
    public static TappedFact Arrived(Guid personId, Instant now) => new(Guid.CreateVersion7(), FactKind.Arrived, now, PersonId: personId);

    /// <summary>Somebody not on the list is here.</summary>
    public static TappedFact WalkIn(string? name, Instant now) => new(Guid.CreateVersion7(), FactKind.WalkIn, now, Name: name);

    /// <summary>So many are here.</summary>
    public static TappedFact Headcount(int count, Instant now) => new(Guid.CreateVersion7(), FactKind.Headcount, now, Count: count);

    /// <summary>An earlier fact was a slip.</summary>
    public static TappedFact Undone(Guid factId, Instant now) => new(Guid.CreateVersion7(), FactKind.Undone, now, Undoes: factId);
}
