using NodaTime;

namespace Groups.Domain.Handover.StepBack;

/// <summary>Where the worker will be at one coming session. The group can read it; it may change at any time.</summary>
public sealed class PlannedPresence
{
    private PlannedPresence()
    {
    }

    /// <summary>Where the worker will be.</summary>
    public PlannedPresence(Guid sessionId, Guid groupId, Presence presence, Instant now) =>
        (SessionId, GroupId, Presence, SetAt) = (sessionId, groupId, presence, now);

    /// <summary>The session.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>Where.</summary>
    public Presence Presence { get; private set; }

    /// <summary>When it was said last.</summary>
    public Instant SetAt { get; private set; }

    /// <summary>It changes.</summary>
    public void Set(Presence presence, Instant now) => (Presence, SetAt) = (presence, now);
}

/// <summary>Where the worker is during a session.</summary>
public enum Presence
{
    /// <summary>In the room.</summary>
    There,

    /// <summary>Near by: not in the room, quickly there.</summary>
    NearBy,

    /// <summary>Not there; on the phone.</summary>
    Away,
}
