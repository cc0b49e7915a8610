using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.OfPeople;

/// <summary>How people would be reached for a reminder now, in words for staff: the answer of the contact gate itself.</summary>
internal sealed class Reach
{
    private readonly HashSet<string> _stopped;
    private readonly Instant _now;

    private Reach(HashSet<string> stopped, Instant now) => (_stopped, _now) = (stopped, now);

    public static async Task<Reach> LoadAsync(GroupsDb db, IEnumerable<Person> people, Instant now)
    {
        var addresses = people.SelectMany(p => p.Contacts).Select(c => c.Address).ToHashSet();
        var stopped = await db.StoppedNumbers.Select(s => s.Address).ToListAsync();
        return new Reach([.. stopped.Where(addresses.Contains)], now);
    }

    /// <summary>"Text to 07700 900123", or "Nothing is sent: Ruth has no safe way recorded."</summary>
    public (bool Open, string Words) Of(Person person)
    {
        var gate = ContactGate.Ask(person, _stopped.Contains, MessageKind.DayBefore, _now + Duration.FromDays(1), _now);
        return gate.MaySend
            ? (true, $"{Verb(gate.Way!.Value)} {Shown(gate.Address!)}")
            : (false, $"Nothing is sent: {person.Name} {gate.Reason}.");
    }

    /// <summary>Whether this address said STOP.</summary>
    public bool SaidStop(string address) => _stopped.Contains(address);

    /// <summary>An address as people write it.</summary>
    public static string Shown(string address) =>
        address.StartsWith('+') && PhoneNumber.TryRead(address, out var number) ? number.InUkForm() : address;

    private static string Verb(ContactWay way) => way switch
    {
        ContactWay.Text => "Text to",
        ContactWay.Call => "Phone call to",
        _ => "Email to",
    };
}
