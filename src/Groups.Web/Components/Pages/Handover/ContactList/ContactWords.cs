using Groups.Domain.Membership.ContactList;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Web.Components.Shared;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover.ContactList;

/// <summary>The contact list in words that a peer can act on.</summary>
internal static class ContactWords
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/London"];

    /// <summary>"Isla, Wednesday 5 August 2026": what stands across every page.</summary>
    public static string Mark(ContactListView list) => $"{list.ViewerName}, {Day(list.At)}";

    /// <summary>The same as a sentence.</summary>
    public static string Opened(ContactListView list) => $"Opened by {list.ViewerName} on {Day(list.At)}. Every look is written down.";

    /// <summary>"Texts and calls".</summary>
    public static string Ways(IEnumerable<ContactWay> ways) => string.Join(" and ", ways.Order().Select((way, place) => way switch
    {
        ContactWay.Text => place == 0 ? "Texts" : "texts",
        ContactWay.Call => place == 0 ? "Calls" : "calls",
        _ => place == 0 ? "Emails" : "emails",
    }));

    /// <summary>When it is safe.</summary>
    public static string Times(ContactListRow row) => (row.From, row.Until) switch
    {
        (null, null) => "By day, never at night.",
        ({ } from, null) => $"Not before {SessionTime.TimeInWords(from)}, never at night.",
        (null, { } until) => $"Not after {SessionTime.TimeInWords(until)}.",
        ({ } from, { } until) => $"Only from {SessionTime.TimeInWords(from)} to {SessionTime.TimeInWords(until)}.",
    };

    /// <summary>"Wednesday 5 August 2026".</summary>
    public static string Day(Instant at) => $"{DateTimeWords.Day(at.InZone(Zone).Date, "en")} {at.InZone(Zone).Year}";

    /// <summary>"Wednesday 5 August, 5:30pm".</summary>
    public static string Moment(Instant at) => SessionTime.InWords(at.InZone(Zone).Date, at.InZone(Zone).TimeOfDay);
}
