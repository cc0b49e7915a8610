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
    /// <summary>What a message to this person about this session may say.</summary>
    public static MessageFacts Of(MessageKind kind, Person person, Group group, Session session) => new(
        kind, person.Name, person.Language, group.Sensitive ? null : group.SafeName, session.Date, session.StartTime);

    /// <summary>The kind only: names must not reach a log.</summary>
    public override string ToString() => Kind.ToString();
}
