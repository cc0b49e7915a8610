using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>A passkey of an account.</summary>
public sealed class Passkey
{
    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 60;

    /// <summary>The most passkeys an account has.</summary>
    public const int Most = 10;

    private Passkey()
    {
    }

    /// <summary>A passkey that its owner's device just made.</summary>
    /// <exception cref="RuleViolation">The name is empty or too long.</exception>
    public Passkey(Guid accountId, byte[] credentialId, string? name, string data, Instant now)
    {
        Id = Guid.CreateVersion7();
        AccountId = accountId;
        CredentialId = credentialId;
        Data = data;
        CreatedAt = now;
        Rename(name);
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

    /// <summary>Calls it something else.</summary>
    /// <exception cref="RuleViolation">The name is empty or too long.</exception>
    public void Rename(string? name) => Name = Words.Required(name, "The name of the passkey", LongestName, "Name");

    /// <summary>It signed in: keeps the authenticator's counter and flags.</summary>
    public void Used(string data, Instant now) => (Data, UsedAt) = (data, now);
}
