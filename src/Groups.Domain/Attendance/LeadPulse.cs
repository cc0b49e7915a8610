using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>How it was to lead a session, said once by each who led; a later word replaces the earlier.</summary>
public sealed class LeadPulse
{
    private LeadPulse()
    {
    }

    /// <summary>What one lead said.</summary>
    public LeadPulse(Guid sessionId, Viewer by, Pulse value, Instant now) =>
        (Id, SessionId, AccountId, PassId, Value, At) = (Guid.CreateVersion7(), sessionId, by.AccountId, by.PassId, value, now);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>The account that said it.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>The pass of a stand-in who said it.</summary>
    public Guid? PassId { get; private set; }

    /// <summary>What they said.</summary>
    public Pulse Value { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>They say something else.</summary>
    public void Say(Pulse value, Instant now) => (Value, At) = (value, now);
}

/// <summary>How it was to lead.</summary>
public enum Pulse
{
    /// <summary>"OK".</summary>
    Ok,

    /// <summary>"A bit much".</summary>
    ABitMuch,

    /// <summary>"Too much".</summary>
    TooMuch,
}
