using Groups.Domain.Membership;
using NodaTime;

namespace Groups.Domain.People;

/// <summary>One address, one way to use it, and whether the person says that it is safe.</summary>
/// <param name="Way">Text, call or email.</param>
/// <param name="Address">A phone number or email address in any spelling.</param>
/// <param name="IsSafe">Whether it is safe.</param>
public sealed record WishedWay(ContactWay Way, string Address, bool IsSafe)
{
    /// <summary>Nothing of the address: one that slips into a log by mistake shows nothing.</summary>
    public override string ToString() => Way.ToString();
}

/// <summary>How a person wants to be contacted, in full: what is not in it is forgotten.</summary>
/// <param name="Ways">All ways, in the person's order.</param>
/// <param name="From">Earliest safe local time, or null.</param>
/// <param name="Until">Latest safe local time, or null.</param>
/// <param name="VoicemailAllowed">A message may be left.</param>
/// <param name="IWillContactYou">The person contacts us; nothing is sent.</param>
/// <param name="Reminders">Which reminders they want, by group; a group left out stays as it is.</param>
/// <param name="Agreed">The words they said yes to, where they gave their yes to be contacted just now.</param>
public sealed record ContactWishes(
    IReadOnlyList<WishedWay> Ways,
    LocalTime? From,
    LocalTime? Until,
    bool VoicemailAllowed,
    bool IWillContactYou,
    IReadOnlyDictionary<Guid, ReminderChoice> Reminders,
    string? Agreed = null)
{
    /// <summary>They want a calendar entry with their emails; null leaves it as it is.</summary>
    public bool? WantsCalendar { get; init; }

    /// <summary>The words by which they said yes to being on the list just now.</summary>
    public string? OnList { get; init; }

    /// <summary>BCP 47 code of the language in which they were asked.</summary>
    public string AskedIn { get; init; } = Languages.Default;
}
