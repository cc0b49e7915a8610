using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>A six-digit code that signs in once, in the browser that asked for it. Only hashes are kept.</summary>
public sealed class SignInCode
{
    private SignInCode()
    {
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>Who it signs in.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>Hash of the code together with the browser's secret, hex.</summary>
    public string CodeHash { get; private set; } = "";

    /// <summary>Hash of the secret in the browser that asked, hex.</summary>
    public string BrowserHash { get; private set; } = "";

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>When it stops working.</summary>
    public Instant ExpiresAt { get; private set; }

    /// <summary>When it was used.</summary>
    public Instant? UsedAt { get; private set; }

    /// <summary>Wrong codes typed for it.</summary>
    public int WrongTries { get; private set; }
}
