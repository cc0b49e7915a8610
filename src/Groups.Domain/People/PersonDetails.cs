using NodaTime;

namespace Groups.Domain.People;

/// <summary>What staff write down about a person, as it was typed.</summary>
/// <param name="Name">The name to be called by.</param>
/// <param name="Mobile">A mobile number in any spelling.</param>
/// <param name="TextIsSafe">Texts to the mobile are safe.</param>
/// <param name="TakesTexts">The mobile is none of the UK, or no mobile, but they said that texts arrive.</param>
/// <param name="CallIsSafe">Calls to the mobile are safe.</param>
/// <param name="Landline">Another number in any spelling; it can only be called.</param>
/// <param name="LandlineIsSafe">Calls to it are safe.</param>
/// <param name="Email">An email address.</param>
/// <param name="EmailIsSafe">Emails are safe.</param>
/// <param name="First">The way to try first, or null for text, email, call.</param>
/// <param name="Language">A code of <see cref="Languages"/>.</param>
/// <param name="Safe">When and how contact is safe.</param>
/// <param name="AccessNeeds">Access needs in the person's words.</param>
/// <param name="SharesAccessNeeds">The group's leads may read them.</param>
public sealed record PersonDetails(
    string? Name,
    string? Mobile,
    bool TextIsSafe,
    bool TakesTexts,
    bool CallIsSafe,
    string? Landline,
    bool LandlineIsSafe,
    string? Email,
    bool EmailIsSafe,
    ContactWay? First,
    string? Language,
    SafeContact Safe,
    string? AccessNeeds,
    bool SharesAccessNeeds)
{
    /// <summary>They asked for a calendar entry with their emails; null leaves it as it is.</summary>
    public bool? WantsCalendar { get; init; }

    private const int LongestSenderName = 60;

    /// <summary>Whether a way is marked as safe.</summary>
    public bool AnySafe => TextIsSafe || CallIsSafe || LandlineIsSafe || EmailIsSafe;

    /// <summary>What is recorded about a person now, as the form shows it. Ways beyond one mobile, one other number and one email are not in it.</summary>
    public static PersonDetails Of(Person person)
    {
        var ways = person.Contacts.OrderBy(c => c.Order).ToList();
        var mobile = ways.Find(c => c.Way == ContactWay.Text) ?? ways.Find(c => c.Way == ContactWay.Call && IsMobile(c.Address));
        var landline = ways.Find(c => c.Way == ContactWay.Call && c.Address != mobile?.Address);
        var email = ways.Find(c => c.Way == ContactWay.Email);
        bool Safe(ContactWay way, string? address) => ways.Exists(c => c.Way == way && c.Address == address && c.IsSafe);
        return new PersonDetails(
            person.Name,
            Shown(mobile), Safe(ContactWay.Text, mobile?.Address), mobile?.TakesTexts == true, Safe(ContactWay.Call, mobile?.Address),
            Shown(landline), landline?.IsSafe == true,
            email?.Address, email?.IsSafe == true,
            ways.Find(c => c.IsSafe)?.Way,
            person.Language, person.SafeContact, person.AccessNeeds, person.SharesAccessNeeds)
        {
            WantsCalendar = person.WantsCalendar ? true : null,
        };
    }

    /// <summary>The ways in the person's order.</summary>
    /// <exception cref="RuleViolation">A number or address cannot be read, or a way is marked as safe that is not there.</exception>
    internal List<(ContactWay Way, string Address, bool IsSafe)> Ways()
    {
        List<(ContactWay Way, string Address, bool IsSafe)> ways = [];
        if (Number(Mobile, nameof(Mobile), TextIsSafe || CallIsSafe, "mobile number") is { } mobile)
        {
            if (mobile.Kind != PhoneKind.Mobile && !TakesTexts && (TextIsSafe || mobile.Kind != PhoneKind.Foreign))
            {
                throw new RuleViolation("This is no UK mobile. Type it under \"Other phone\", or tick that they said it takes texts.", nameof(Mobile));
            }

            ways.Add((ContactWay.Text, mobile.E164, TextIsSafe));
            ways.Add((ContactWay.Call, mobile.E164, CallIsSafe));
        }

        if (Number(Landline, nameof(Landline), LandlineIsSafe, "other phone") is { } landline)
        {
            ways.Add((ContactWay.Call, landline.E164, LandlineIsSafe));
        }

        if (!string.IsNullOrWhiteSpace(Email))
        {
            ways.Add(EmailAddress.TryRead(Email, out var address, out var problem)
                ? (ContactWay.Email, address.Value, EmailIsSafe)
                : throw new RuleViolation(problem, nameof(Email)));
        }
        else if (EmailIsSafe)
        {
            throw new RuleViolation("Email is marked as safe, but there is no address. Type it, or take the mark away.", nameof(Email));
        }

        return [.. ways.DistinctBy(w => (w.Way, w.Address)).OrderBy(w => w.Way == First ? 0 : w.Way switch { ContactWay.Text => 1, ContactWay.Email => 2, _ => 3 })];
    }

    /// <summary>Writes all of it to a person; ways that the form does not show are kept.</summary>
    /// <exception cref="RuleViolation">Something cannot be read; nothing was changed that is saved.</exception>
    internal void WriteTo(Person person)
    {
        var shown = Of(person).Ways().ConvertAll(w => (w.Way, w.Address));
        var kept = person.Contacts.Where(c => !shown.Contains((c.Way, c.Address))).OrderBy(c => c.Order).Select(c => (c.Way, c.Address, c.IsSafe)).ToList();
        var ways = Ways();
        person.Rename(Name);
        person.SpeakLanguage(Languages.TryRead(Language, out var code) ? code : throw new RuleViolation("Choose one of the languages.", nameof(Language)));
        person.SetContacts(ways.Concat(kept.Where(k => !ways.Exists(w => (w.Way, w.Address) == (k.Way, k.Address)))));
        foreach (var (_, address, _) in ways.Where(w => w.Way == ContactWay.Text))
        {
            person.SayTakesTexts(address, TakesTexts);
        }

        person.SetSafeContact(Safe with { SenderName = Words.Optional(Safe.SenderName, "The sender's name", LongestSenderName, nameof(SafeContact.SenderName)) });
        person.SetAccessNeeds(AccessNeeds, SharesAccessNeeds);
        person.WantCalendar(WantsCalendar ?? person.WantsCalendar);
    }

    private static PhoneNumber? Number(string? text, string field, bool isSafe, string what)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return isSafe ? throw new RuleViolation($"The {what} is marked as safe, but it is empty. Type it, or take the mark away.", field) : null;
        }

        return PhoneNumber.TryRead(text, out var number, out var problem) ? number : throw new RuleViolation(problem, field);
    }

    private static bool IsMobile(string address) => PhoneNumber.TryRead(address, out var number) && number.Kind is PhoneKind.Mobile or PhoneKind.Foreign;

    private static string? Shown(ContactMethod? phone) =>
        phone is null ? null : PhoneNumber.TryRead(phone.Address, out var number) ? number.InUkForm() : phone.Address;
}
