namespace Groups.Domain.Handover.StepBack;

/// <summary>Where the worker will be, in words.</summary>
public static class PresenceWords
{
    /// <summary>As a sentence: "The worker is near by."</summary>
    public static string InWords(this Presence presence) => presence switch
    {
        Presence.There => "The worker is there.",
        Presence.NearBy => "The worker is near by, not in the room.",
        _ => "The group leads this one. The worker is on the phone.",
    };

    /// <summary>In two or three words, for a list or a box to choose from: "Near by".</summary>
    public static string InShort(this Presence presence) => presence switch
    {
        Presence.There => "There",
        Presence.NearBy => "Near by",
        _ => "Not there, on the phone",
    };
}
