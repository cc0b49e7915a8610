namespace Groups.Domain.Sessions;

/// <summary>What became of a session.</summary>
public enum SessionStatus
{
    /// <summary>Still to come, or nobody said yet how it went.</summary>
    Planned,

    /// <summary>Called off before it ended.</summary>
    Cancelled,

    /// <summary>People met.</summary>
    Held,

    /// <summary>Nobody met; quiet weeks are normal.</summary>
    DidNotMeet,
}

/// <summary>Statuses in words.</summary>
public static class SessionStatusWords
{
    /// <summary>"planned", "cancelled", "held", "not met".</summary>
    public static string InWords(this SessionStatus status) => status switch
    {
        SessionStatus.Planned => "planned",
        SessionStatus.Cancelled => "cancelled",
        SessionStatus.Held => "held",
        _ => "not met",
    };
}
