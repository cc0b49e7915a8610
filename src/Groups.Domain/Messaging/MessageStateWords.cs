using Groups.Domain.People;

namespace Groups.Domain.Messaging;

/// <summary>States in words for staff.</summary>
public static class MessageStateWords
{
    /// <summary>"waiting for its time", "delivered", "please phone".</summary>
    public static string InWords(this MessageState state) => state switch
    {
        MessageState.Planned => "waiting for its time",
        MessageState.Claimed => "about to go",
        MessageState.Sending => "being sent",
        MessageState.Accepted => "sent",
        MessageState.Delivered => "delivered",
        MessageState.Failed => "could not be delivered",
        MessageState.Suppressed => "not sent",
        MessageState.Cancelled => "called off",
        MessageState.Superseded => "replaced by newer news",
        MessageState.Expired => "its time passed",
        MessageState.Unknown => "may or may not have gone",
        MessageState.ToPhone => "please phone",
        _ => "phoned",
    };
}

/// <summary>Ways in words for staff.</summary>
public static class ContactWayWords
{
    /// <summary>" by text", ready to follow a word; nothing where it went no way yet.</summary>
    public static string ByInWords(this ContactWay? way) => way switch
    {
        ContactWay.Text => " by text",
        ContactWay.Email => " by email",
        ContactWay.Call => " by phone",
        _ => "",
    };
}

/// <summary>Kinds in words for staff.</summary>
public static class MessageKindWords
{
    /// <summary>"Reminder the day before", "News that it is off".</summary>
    public static string InWords(this MessageKind kind) => kind switch
    {
        MessageKind.DayBefore => "Reminder the day before",
        MessageKind.SameDay => "Reminder on the day",
        MessageKind.Moved => "News that the time changed",
        MessageKind.Cancelled => "News that it is off",
        MessageKind.Restored => "News that it is on after all",
        MessageKind.Welcome => "Welcome",
        MessageKind.Speaker => "Reminder to the speaker",
        MessageKind.Duty => "Question about a duty",
        MessageKind.Relay => "Message from a lead",
        MessageKind.RelayTest => "Test of a lead's message",
        MessageKind.Vote => "Question to vote on",
        MessageKind.ContactList => "Question about the contact list",
        MessageKind.StepBack => "News of how sessions are led",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
