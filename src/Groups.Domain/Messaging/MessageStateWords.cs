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
