namespace Groups.Jobs.Calls;

/// <summary>
/// The provider's voices for the languages of the product, as its own library lists them (Twilio 7.14.9). It has none for Farsi, Urdu and Somali:
/// a person phones those who speak them, because a machine that speaks English to them would tell them nothing.
/// </summary>
public static class CallVoices
{
    /// <summary>The voice that reads this language aloud, or null where there is none.</summary>
    /// <param name="language">BCP 47 code such as "pl".</param>
    public static CallVoice? For(string language) => language.Split('-', '_')[0].ToLowerInvariant() switch
    {
        "en" => new("en-GB", "Polly.Amy-Neural"),
        "pl" => new("pl-PL", "Polly.Ola-Neural"),
        "uk" => new("uk-UA", "Google.uk-UA-Standard-A"),
        "ar" => new("ar-XA", "Google.ar-XA-Standard-A"),
        _ => null,
    };
}

/// <summary>A voice of the provider.</summary>
/// <param name="Language">Its language, as TwiML has it.</param>
/// <param name="Name">Its name, as TwiML has it.</param>
public sealed record CallVoice(string Language, string Name);
