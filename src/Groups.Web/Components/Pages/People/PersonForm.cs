using Groups.Domain.People;
using NodaTime;

namespace Groups.Web.Components.Pages.OfPeople;

/// <summary>What staff type about a person.</summary>
public sealed class PersonForm
{
    public string? Name { get; set; }

    public string? Mobile { get; set; }

    public bool TextIsSafe { get; set; }

    public bool CallIsSafe { get; set; }

    public bool TakesTexts { get; set; }

    public string? Email { get; set; }

    public bool EmailIsSafe { get; set; }

    public string? Landline { get; set; }

    public bool LandlineIsSafe { get; set; }

    public string? First { get; set; }

    public TimeOnly? NotBefore { get; set; }

    public TimeOnly? NotAfter { get; set; }

    public bool Voicemail { get; set; }

    public string? SenderName { get; set; }

    public bool IWillContactYou { get; set; }

    public string? Language { get; set; } = Languages.Default;

    public string? AccessNeeds { get; set; }

    public bool SharesAccessNeeds { get; set; }

    public bool WantsCalendar { get; set; }

    public bool OnList { get; set; }

    public bool SaidYes { get; set; }

    public bool Checked { get; set; }

    public bool Welcome { get; set; }

    public static PersonForm Of(Person person)
    {
        var details = PersonDetails.Of(person);
        return new PersonForm
        {
            Name = details.Name,
            Mobile = details.Mobile,
            TextIsSafe = details.TextIsSafe,
            CallIsSafe = details.CallIsSafe,
            TakesTexts = details.TakesTexts,
            Email = details.Email,
            EmailIsSafe = details.EmailIsSafe,
            Landline = details.Landline,
            LandlineIsSafe = details.LandlineIsSafe,
            First = details.First?.ToString(),
            NotBefore = details.Safe.From?.ToTimeOnly(),
            NotAfter = details.Safe.Until?.ToTimeOnly(),
            Voicemail = details.Safe.VoicemailAllowed,
            SenderName = details.Safe.SenderName,
            IWillContactYou = details.Safe.IWillContactYou,
            Language = details.Language,
            AccessNeeds = details.AccessNeeds,
            SharesAccessNeeds = details.SharesAccessNeeds,
            WantsCalendar = details.WantsCalendar == true,
        };
    }

    /// <summary>What was typed, for the domain.</summary>
    /// <param name="checkedOn">The day on which safe contact was last checked with the person.</param>
    public PersonDetails Details(LocalDate? checkedOn) => new(
        Name, Mobile, TextIsSafe, TakesTexts, CallIsSafe, Landline, LandlineIsSafe, Email, EmailIsSafe,
        Enum.TryParse<ContactWay>(First, out var first) ? first : null, Language,
        new SafeContact(Time(NotBefore), Time(NotAfter), Voicemail, SenderName, IWillContactYou, checkedOn),
        AccessNeeds, SharesAccessNeeds)
    {
        WantsCalendar = WantsCalendar,
    };

    /// <summary>Something beyond name, mobile and email was given.</summary>
    public bool HasMore => Landline is not null || LandlineIsSafe || First is not null || NotBefore is not null || NotAfter is not null || Voicemail || TakesTexts
        || SenderName is not null || IWillContactYou || Language is not (null or Languages.Default) || AccessNeeds is not null || SharesAccessNeeds || WantsCalendar;

    private static LocalTime? Time(TimeOnly? time) => time is { } value ? LocalTime.FromTimeOnly(value) : null;
}
