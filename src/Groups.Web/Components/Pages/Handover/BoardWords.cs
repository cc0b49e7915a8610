using Groups.Domain.Handover;
using Groups.Web.Components.Shared;

namespace Groups.Web.Components.Pages.Handover;

/// <summary>The board's own words and pictures.</summary>
internal static class BoardWords
{
    /// <summary>The name of a signal.</summary>
    public static string Label(SignalKind kind) => kind switch
    {
        SignalKind.PeerLed => "Led by peers",
        SignalKind.Cover => "Cover",
        SignalKind.Load => "Load",
        SignalKind.AbsenceRetention => "Without the worker",
        SignalKind.Trend => "How many come",
        SignalKind.NewPeople => "New people",
        SignalKind.NewcomerReturn => "Coming again",
        SignalKind.Reliability => "Sessions held",
        SignalKind.LeadPulse => "How leading was",
        _ => "The next sessions",
    };

    /// <summary>A picture of a duty.</summary>
    public static IconName Picture(Duty duty) => duty switch
    {
        Duty.Welcome => IconName.Heart,
        Duty.SetUp => IconName.Cup,
        Duty.Headcount => IconName.People,
        Duty.OpenVenue => IconName.Key,
        Duty.Scheduling => IconName.Calendar,
        Duty.Relay => IconName.Send,
        Duty.Lead => IconName.Star,
        Duty.NamedRegister => IconName.Check,
        Duty.PublicListing => IconName.Globe,
        Duty.SafetyContact => IconName.Phone,
        Duty.VenueMoney => IconName.Pound,
        _ => IconName.Lock,
    };

    /// <summary>What was just done; only these words can be put on the page by its address.</summary>
    public static (string Title, string Text)? Done(string? done) => done switch
    {
        "given" => ("The duty is theirs", "They can sign in with their email. You can also make a link for them below."),
        "given-NoSafeEmail" => ("The duty is theirs", PeerSignIn.NoSafeEmail.Why()!),
        "given-EmailTaken" => ("The duty is theirs", PeerSignIn.EmailTaken.Why()!),
        "given-Ended" => ("The duty is theirs", PeerSignIn.Ended.Why()!),
        "taken" => ("The duty is with you again", "Its pages are closed for them from now on. A word of thanks is kind."),
        "handed" => ("It is with the worker again", "Thank you for what you did."),
        "proposed" => ("It is proposed", "The other side can now agree on their board."),
        "agreed" => ("Agreed", "The group has entered the stage."),
        "withdrawn" => ("The proposal is taken back", "The group stays as it is."),
        "said" => ("Written down", "The signals below count it."),
        "unsaid" => ("Taken off", "It no longer counts."),
        _ => null,
    };
}
