using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>A link that signs in once. Only a hash of its token is kept.</summary>
public sealed class SignInLink
{
    private SignInLink()
    {
    }

    /// <summary>A link for an account, or with null the link that sets up the first coordinator.</summary>
    public static SignInLink For(Guid? accountId, Instant now, Duration goodFor, out string token)
    {
        token = Secret.New();
        return new SignInLink { Id = Guid.CreateVersion7(), AccountId = accountId, TokenHash = Secret.Hash(token), CreatedAt = now, ExpiresAt = now + goodFor };
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>Who it signs in; null sets up the first coordinator.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>SHA-256 of the token, hex.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>When it stops working.</summary>
    public Instant ExpiresAt { get; private set; }

    /// <summary>When it was used.</summary>
    public Instant? UsedAt { get; private set; }
}
