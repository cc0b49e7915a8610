using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Domain.Messaging.Wording;

/// <summary>
/// All that a message may say of anybody. A sensitive group has no name here, not even its neutral one, so that no template can leak it; a venue
/// has no place here at all.
/// </summary>
/// <param name="Kind">What the message is for.</param>
/// <param name="Name">The person's name to be called by.</param>
/// <param name="Language">The person's language.</param>
/// <param name="GroupName">The name that may be said, or null in a sensitive group.</param>
/// <param name="Date">The session's local date.</param>
/// <param name="Time">The session's local start.</param>
public sealed record MessageFacts(MessageKind Kind, string Name, string Language, string? GroupName, LocalDate Date, LocalTime Time)
{
    /// <summary>They speak at the session and are asked nothing about coming.</summary>
    public bool IsSpeaker { get; init; }

    /// <summary>What somebody new looks for ("by the till, Morag in a green coat"); null where it is not known or may not be said.</summary>
    public string? MeetingSpot { get; init; }

    /// <summary>Who comes along on the first visits; null where nobody does or it may not be said.</summary>
    public string? Companion { get; init; }

    /// <summary>What a peer is asked to do, in a fixed order.</summary>
    public IReadOnlyList<Duty> Duties { get; init; } = [];

    /// <summary>What a lead wrote.</summary>
    public string? Words { get; init; }

    /// <summary>What a message to this person about this session may say.</summary>
    public static MessageFacts Of(
        MessageKind kind, Person person, Group group, Session session, IEnumerable<Duty>? duties = null, string? words = null, string? companion = null) =>
        new(kind, person.Name, person.Language, group.Sensitive ? null : group.SafeName, session.Date, session.StartTime)
        {
            IsSpeaker = session.SpeakerId == person.Id && kind is MessageKind.Speaker or MessageKind.Moved or MessageKind.Cancelled or MessageKind.Restored,
            MeetingSpot = kind == MessageKind.Welcome && !group.Sensitive ? group.Venue.MeetingSpot : null,
            Companion = kind == MessageKind.Welcome && !group.Sensitive ? companion : null,
            Duties = [.. (duties ?? []).Distinct().Order()],
            Words = words,
        };

    /// <summary>The kind only: names must not reach a log.</summary>
    public override string ToString() => Kind.ToString();
}
