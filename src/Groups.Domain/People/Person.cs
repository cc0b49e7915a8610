using NodaTime;

namespace Groups.Domain.People;

/// <summary>Somebody who comes to groups. Only a name to be called by is required.</summary>
public sealed class Person
{
    /// <summary>The longest name to be called by, in characters.</summary>
    public const int LongestName = 100;

    /// <summary>What stands in place of a name that was erased.</summary>
    public const string ErasedName = "Somebody";

    private readonly List<ContactMethod> _contacts = [];

    private Person()
    {
    }

    /// <summary>A new person.</summary>
    /// <exception cref="RuleViolation">The name is empty or too long.</exception>
    public Person(string? name, string language, Instant now)
    {
        Id = Guid.CreateVersion7();
        AddedAt = now;
        Rename(name);
        SpeakLanguage(language);
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The name to be called by.</summary>
    public string Name { get; private set; } = "";

    /// <summary>BCP 47 code of the language for messages and their page.</summary>
    public string Language { get; private set; } = "en";

    /// <summary>IANA zone in which their quiet hours are counted.</summary>
    public string Zone { get; private set; } = "Europe/London";

    /// <summary>Ways to reach them, safe or not.</summary>
    public IReadOnlyList<ContactMethod> Contacts => _contacts;

    /// <summary>When and how contact is safe.</summary>
    public SafeContact SafeContact { get; private set; } = SafeContact.Unsaid;

    /// <summary>Access needs in the person's words; staff of the group see them.</summary>
    public string? AccessNeeds { get; private set; }

    /// <summary>The person shares their access needs with the group's leads.</summary>
    public bool SharesAccessNeeds { get; private set; }

    /// <summary>The person's yes to be contacted, if they gave one. Their yes to be on the list is a <see cref="Rights.ConsentRecord"/>.</summary>
    public Consent? Consent { get; private set; }

    /// <summary>"Stop all contact now" was said at this moment; nothing is sent from then on.</summary>
    public Instant? StoppedAt { get; private set; }

    /// <summary>When what is known of them was erased; what is left is a number without a name, for the counts.</summary>
    public Instant? ErasedAt { get; private set; }

    /// <summary>When staff last said that they are in touch, which keeps their contact data.</summary>
    public Instant? InTouchAt { get; private set; }

    /// <summary>When they were added.</summary>
    public Instant AddedAt { get; private set; }

    /// <summary>They asked for a calendar entry with their emails.</summary>
    public bool WantsCalendar { get; private set; }

    /// <summary>Ways that are safe and work, in the person's order.</summary>
    public IEnumerable<ContactMethod> SafeWays() =>
        _contacts.Where(c => c.IsSafe && c.Trouble is null).OrderBy(c => c.Order);

    /// <summary>Sets the name to be called by.</summary>
    /// <exception cref="RuleViolation">The name is empty or too long.</exception>
    public void Rename(string? name) => Name = Words.Required(name, "The name", LongestName, "Name");

    /// <summary>Sets the language of messages.</summary>
    public void SpeakLanguage(string language) => Language = Words.Required(language, "The language", 12, "Language");

    /// <summary>Sets the zone in which their hours are counted, for somebody who is abroad.</summary>
    /// <exception cref="RuleViolation">There is no such zone.</exception>
    public void LiveIn(string zone) => Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } known
        ? known.Id
        : throw new RuleViolation("This time zone is not known. Choose one like Europe/London.", "Zone");

    /// <summary>Adds a way, or says anew whether it is safe. A way said to be safe again loses its trouble mark.</summary>
    public void SetContact(ContactWay way, string address, bool isSafe)
    {
        var known = _contacts.Find(c => c.Way == way && c.Address == address);
        if (known is not null)
        {
            known.Set(isSafe, known.Order);
            return;
        }

        _contacts.Add(new ContactMethod(way, address, isSafe, _contacts.Count));
    }

    /// <summary>Replaces all ways with these, in the person's order.</summary>
    public void SetContacts(IEnumerable<(ContactWay Way, string Address, bool IsSafe)> contacts)
    {
        var wanted = contacts.Distinct().ToList();
        _contacts.RemoveAll(c => !wanted.Exists(w => w.Way == c.Way && w.Address == c.Address));
        for (var i = 0; i < wanted.Count; i++)
        {
            SetContact(wanted[i].Way, wanted[i].Address, wanted[i].IsSafe);
            _contacts.Find(c => c.Way == wanted[i].Way && c.Address == wanted[i].Address)!.Set(wanted[i].IsSafe, i);
        }
    }

    /// <summary>Marks an address as not working, or working again with null.</summary>
    public void MarkTrouble(string address, string? trouble)
    {
        foreach (var contact in _contacts.Where(c => c.Address == address))
        {
            contact.Mark(trouble);
        }
    }

    /// <summary>Ends calls to a number, because somebody who answered there said so. Its texts stay as they are.</summary>
    public void EndCalls(string address)
    {
        foreach (var contact in _contacts.Where(c => c.Way == ContactWay.Call && c.Address == address))
        {
            contact.Mark("asked for no more calls");
        }
    }

    /// <summary>Records whether a number that is not a UK mobile takes texts, because the person said so.</summary>
    public void SayTakesTexts(string address, bool takes)
    {
        foreach (var contact in _contacts.Where(c => c.Way == ContactWay.Text && c.Address == address))
        {
            contact.SayTakesTexts(takes);
        }
    }

    /// <summary>Records when and how contact is safe.</summary>
    public void SetSafeContact(SafeContact safe) => SafeContact = safe;

    /// <summary>Records access needs.</summary>
    /// <exception cref="RuleViolation">Over 1,000 characters.</exception>
    public void SetAccessNeeds(string? needs, bool sharedWithLeads) =>
        (AccessNeeds, SharesAccessNeeds) = (Words.Optional(needs, "The access note", 1000, "AccessNeeds"), sharedWithLeads);

    /// <summary>Records the person's yes. It also lifts an earlier "stop all contact".</summary>
    public void GiveConsent(string words, Guid? askedBy, Instant now) =>
        (Consent, StoppedAt) = (new Consent(Words.Required(words, "The consent wording", 500), askedBy, now), null);

    /// <summary>"Stop all contact now": no reason asked. Queued messages are cancelled by the action that calls this.</summary>
    public void StopAllContact(Instant now) => StoppedAt ??= now;

    /// <summary>Staff say that they are still in touch, which keeps the contact data.</summary>
    public void StayInTouch(Instant now) => InTouchAt = now;

    /// <summary>Forgets how they may be reached and what they need; their name stays. Nothing is sent from then on.</summary>
    public void ForgetContact()
    {
        _contacts.Clear();
        (SafeContact, AccessNeeds, SharesAccessNeeds, Consent, WantsCalendar, InTouchAt) = (SafeContact.Unsaid, null, false, null, false, null);
    }

    /// <summary>Forgets who they are. What is left counts, and says nothing. What stands elsewhere about them is removed by the action that calls this.</summary>
    public void Erase(Instant now)
    {
        ForgetContact();
        (Name, Language, Zone, StoppedAt, ErasedAt) = (ErasedName, "en", "Europe/London", StoppedAt ?? now, now);
    }

    /// <summary>Whether their emails carry a calendar entry; off until they ask for it, because calendars are shared and shown.</summary>
    public void WantCalendar(bool wants) => WantsCalendar = wants;
}
