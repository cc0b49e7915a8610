namespace Groups.Domain.Messaging;

/// <summary>Where a message stands. States before <see cref="Delivered"/> move forward only.</summary>
public enum MessageState
{
    /// <summary>Waiting for its time.</summary>
    Planned,

    /// <summary>A worker holds it.</summary>
    Claimed,

    /// <summary>Written ahead: the provider is being called.</summary>
    Sending,

    /// <summary>The provider took it.</summary>
    Accepted,

    /// <summary>It reached the phone or mailbox.</summary>
    Delivered,

    /// <summary>It could not be delivered.</summary>
    Failed,

    /// <summary>The contact gate said no.</summary>
    Suppressed,

    /// <summary>It was called off.</summary>
    Cancelled,

    /// <summary>A newer revision took its place.</summary>
    Superseded,

    /// <summary>Its time passed before it could go.</summary>
    Expired,

    /// <summary>Nobody can say whether it went; it is not sent again.</summary>
    Unknown,

    /// <summary>A person is asked to phone; no machine can do it.</summary>
    ToPhone,

    /// <summary>A person phoned.</summary>
    Phoned,
}
