using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>One browser that somebody is signed in on. They see and end their own.</summary>
public sealed class SignInSession
{
    /// <summary>The longest description of a device, in characters.</summary>
    public const int LongestDevice = 100;

    private SignInSession()
    {
    }

    /// <summary>Somebody signs in on a browser.</summary>
    /// <param name="accountId">Who.</param>
    /// <param name="device">What the browser says it is.</param>
    /// <param name="isShared">Others use this computer too.</param>
    /// <param name="byPasskey">They showed a passkey.</param>
    /// <param name="limits">How long it may last.</param>
    /// <param name="now">When.</param>
    public SignInSession(Guid accountId, string device, bool isShared, bool byPasskey, SignInLimits limits, Instant now)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(limits);
        Id = Guid.NewGuid();
        AccountId = accountId;
        Device = device.Length > LongestDevice ? device[..LongestDevice] : device;
        (IsShared, ByPasskey) = (isShared, byPasskey);
        (StartedAt, SeenAt, EndsAt) = (now, now, now + (isShared ? limits.SharedLongest : limits.Longest));
    }

    /// <summary>Permanent id; the cookie holds it.</summary>
    public Guid Id { get; private set; }

    /// <summary>Who is signed in.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>What the browser says it is, such as "Firefox on Windows".</summary>
    public string Device { get; private set; } = "";

    /// <summary>They said that others use this computer too: it ends with the browser and soon after they leave it.</summary>
    public bool IsShared { get; private set; }

    /// <summary>They showed a passkey.</summary>
    public bool ByPasskey { get; private set; }

    /// <summary>When they signed in.</summary>
    public Instant StartedAt { get; private set; }

    /// <summary>When they were last seen, to the minute.</summary>
    public Instant SeenAt { get; private set; }

    /// <summary>When it ends whatever they do.</summary>
    public Instant EndsAt { get; private set; }

    /// <summary>When it was ended.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>Ends it.</summary>
    public void End(Instant now) => EndedAt ??= now;
}
