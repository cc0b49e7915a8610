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

    /// <summary>The address of a duty's card.</summary>
    public static string CardOf(Guid groupId, Duty duty) => $"/groups/{groupId}/handover/duties/{duty}";

    /// <summary>The word for "given". Why somebody cannot sign in is for those who see contacts.</summary>
    public static string Given(PeerSignIn signIn, GroupAccess access) =>
        !access.MaySeeContacts ? "given-on" : signIn == PeerSignIn.Ready ? "given" : $"given-{signIn}";

    /// <summary>What was just done; only these words can be put on the page by its address.</summary>
    public static (string Title, string Text)? Done(string? done) => done switch
    {
        "given" => ("The duty is theirs", "They can sign in with their email. You can also make a link for them below."),
        "given-on" => ("The duty is theirs", "Its pages open for them the next time they sign in."),
        "given-NoSafeEmail" => ("The duty is theirs", PeerSignIn.NoSafeEmail.Why()!),
        "given-EmailTaken" => ("The duty is theirs", PeerSignIn.EmailTaken.Why()!),
        "given-Ended" => ("The duty is theirs", PeerSignIn.Ended.Why()!),
        "taken" => ("The duty came back", "Its pages are closed for them from now on. A word of thanks is kind."),
        "handed" => ("It is off your hands", "Thank you for what you did. Somebody else is asked now. You can take it up again any time."),
        "too-much" => ("Thank you for saying so", "It is off your hands from now on, and nobody asks why. Somebody else is asked. Looking after yourself is part of it."),
        "ticked" => ("Written down", "What is done before this duty moves is shown below."),
        "practising" => ("They practise now", "Practising opens nothing to see. The one they practise with has the pages."),
        "stopped" => ("The practice is over", "They can begin again any time."),
        "thanked" => ("The offer is answered", "Thank them in person: offering took courage."),
        "offered" => ("The offer is written down", "It stays here until somebody answers it."),
        "deputy" => ("The deputy is saved", "Tell them: being deputy opens nothing, and no is fine."),
        "proposed" => ("It is proposed", "The other side can now agree on their board."),
        "agreed" => ("Agreed", "The group has entered the stage."),
        "said-yes" => ("Your yes is written down", "The group enters the stage when the other side, and where it is needed the group's vote, say yes too."),
        "withdrawn" => ("The proposal is taken back", "The group stays as it is."),
        "said" => ("Written down", "The signals below count it."),
        "unsaid" => ("Taken off", "It no longer counts."),
        _ => null,
    };
}
