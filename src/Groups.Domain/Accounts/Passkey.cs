using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>A passkey of an account.</summary>
public sealed class Passkey
{
    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 60;

    private Passkey()
    {
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose it is.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>The authenticator's own id of it.</summary>
    public byte[] CredentialId { get; private set; } = [];

    /// <summary>What its owner calls it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Public key, counter and flags, as JSON.</summary>
    public string Data { get; private set; } = "";

    /// <summary>When it was added.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>When it last signed in.</summary>
    public Instant? UsedAt { get; private set; }
}
