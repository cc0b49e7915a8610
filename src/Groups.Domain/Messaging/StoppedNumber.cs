using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>A number or address that said STOP. Nothing goes to it, whoever it belongs to.</summary>
public sealed class StoppedNumber
{
    private StoppedNumber()
    {
    }

    /// <summary>A stop for one address.</summary>
    public StoppedNumber(string address, Instant now) => (Address, StoppedAt) = (address, now);

    /// <summary>E.164 number or email address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant StoppedAt { get; private set; }
}
