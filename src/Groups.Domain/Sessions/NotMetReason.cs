namespace Groups.Domain.Sessions;

/// <summary>Why a group did not meet: neutral reasons that blame nobody.</summary>
public enum NotMetReason
{
    /// <summary>Snow, storm, heat.</summary>
    Weather,

    /// <summary>The venue could not be used.</summary>
    VenueClosed,

    /// <summary>Nobody was free to open up or lead.</summary>
    NobodyToLead,

    /// <summary>A holiday.</summary>
    Holiday,

    /// <summary>It was open and nobody came, which happens.</summary>
    QuietDay,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Reasons in words.</summary>
public static class NotMetReasonWords
{
    /// <summary>"The weather", "The venue was closed"…</summary>
    public static string InWords(this NotMetReason reason) => reason switch
    {
        NotMetReason.Weather => "The weather",
        NotMetReason.VenueClosed => "The venue was closed",
        NotMetReason.NobodyToLead => "Nobody was free to open up",
        NotMetReason.Holiday => "A holiday",
        NotMetReason.QuietDay => "It was open, and a quiet day",
        _ => "Something else",
    };
}
