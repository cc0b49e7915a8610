namespace Groups.Domain.Handover;

/// <summary>The units of handover (FIELD.md). What a person may see and do follows from the duties they hold right now.</summary>
public enum Duty
{
    /// <summary>Welcome newcomers.</summary>
    Welcome,

    /// <summary>Set up and tidy.</summary>
    SetUp,

    /// <summary>Count heads.</summary>
    Headcount,

    /// <summary>Open the venue.</summary>
    OpenVenue,

    /// <summary>Schedule sessions.</summary>
    Scheduling,

    /// <summary>Send reminders by relay: no numbers, only a count.</summary>
    Relay,

    /// <summary>Lead a session.</summary>
    Lead,

    /// <summary>Keep the register by name.</summary>
    NamedRegister,

    /// <summary>Look after the public listing.</summary>
    PublicListing,

    /// <summary>Be the safety contact.</summary>
    SafetyContact,

    /// <summary>Book the venue and look after money.</summary>
    VenueMoney,

    /// <summary>Keep the contact list of those who said yes.</summary>
    ContactList,
}
