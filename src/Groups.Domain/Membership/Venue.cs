namespace Groups.Domain.Membership;

/// <summary>Where a group meets and what somebody needs to know before they dare to come. All facts are required.</summary>
/// <param name="Name">"Braid Street Café".</param>
/// <param name="Address">Street and postcode; never in a feed or message of a private venue.</param>
/// <param name="StepFree">Step-free from the street to the seat.</param>
/// <param name="Toilet">What toilet there is.</param>
/// <param name="Seats">One can sit all through.</param>
/// <param name="HearingLoop">A hearing loop works in the room.</param>
/// <param name="Bus">How to come by bus.</param>
/// <param name="Cost">"Free", "£1 for tea".</param>
/// <param name="Food">"Tea and toast", "None; bring your own".</param>
public sealed record Venue(
    string Name,
    string Address,
    bool StepFree,
    Toilet Toilet,
    bool Seats,
    bool HearingLoop,
    string Bus,
    string Cost,
    string Food)
{
    /// <summary>How long <see cref="MeetingSpot"/> may be: it stands in a text.</summary>
    public const int LongestMeetingSpot = 70;

    /// <summary>What a newcomer looks for ("by the till, Morag in a green coat"), or null where nothing was said.</summary>
    public string? MeetingSpot { get; init; }
}

/// <summary>What toilet a venue has.</summary>
public enum Toilet
{
    /// <summary>No toilet.</summary>
    None,

    /// <summary>A toilet that is not accessible.</summary>
    Standard,

    /// <summary>An accessible toilet.</summary>
    Accessible,
}
