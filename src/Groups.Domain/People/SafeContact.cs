using NodaTime;

namespace Groups.Domain.People;

/// <summary>How and when contact is safe for one person. It decides before anything else.</summary>
/// <param name="From">Earliest local time that is safe, or null for the quiet hours' end.</param>
/// <param name="Until">Latest local time that is safe, or null for the quiet hours' start.</param>
/// <param name="VoicemailAllowed">A message may be left.</param>
/// <param name="SenderName">What the sender may be called, or null for the program's neutral name.</param>
/// <param name="IWillContactYou">The person contacts us; nothing is sent.</param>
/// <param name="CheckedOn">When this was last checked with the person.</param>
public sealed record SafeContact(
    LocalTime? From = null,
    LocalTime? Until = null,
    bool VoicemailAllowed = false,
    string? SenderName = null,
    bool IWillContactYou = false,
    LocalDate? CheckedOn = null)
{
    /// <summary>Nothing special was said.</summary>
    public static SafeContact Unsaid { get; } = new();
}
