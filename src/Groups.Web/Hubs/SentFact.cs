using System.Text.Json.Serialization;
using Groups.Domain.Attendance;
using NodaTime;

namespace Groups.Web.Hubs;

/// <summary>A tap as a client sends it; see <see cref="TappedFact"/>.</summary>
/// <param name="Id">Made on the device.</param>
/// <param name="Kind">"Arrived", "Left", "Undone", "Headcount", "WalkIn", "Merged" or "Checked".</param>
/// <param name="TappedAt">The device's time.</param>
/// <param name="PersonId">The person, for arrivals and leavings.</param>
/// <param name="Name">A walk-in's first name or nickname.</param>
/// <param name="Count">The headcount.</param>
/// <param name="Undoes">The fact this one takes back, or the walk-in who left or is a person of the list.</param>
/// <param name="Way">"InRoom", "Online" or "Phone"; nothing is in the room.</param>
/// <param name="Item">What was checked; see <see cref="CheckItem"/>.</param>
public sealed record SentFact(
    Guid Id,
    [property: JsonConverter(typeof(JsonStringEnumConverter<FactKind>))] FactKind Kind,
    DateTimeOffset TappedAt,
    Guid? PersonId = null,
    string? Name = null,
    int? Count = null,
    Guid? Undoes = null,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Presence>))] Presence? Way = null,
    [property: JsonConverter(typeof(JsonStringEnumConverter<CheckItem>))] CheckItem? Item = null)
{
    internal TappedFact ToTap() => new(Id, Kind, Instant.FromDateTimeOffset(TappedAt), PersonId, Name, Count, Undoes, Way, Item);
}
