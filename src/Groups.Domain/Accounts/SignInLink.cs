using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>A link that signs in once. Only a hash of its token is kept.</summary>
public sealed class SignInLink
{
    private SignInLink()
    {
    }

    private const string RescueMark = "rescue-";

    /// <summary>A link for an account, or with null the link that sets up the first coordinator.</summary>
    /// <param name="accountId">Who it signs in.</param>
    /// <param name="now">When it is made.</param>
    /// <param name="goodFor">How long it works.</param>
    /// <param name="token">What stands in the link; it is not kept.</param>
    /// <param name="isRescue">It signs in without the second step, for somebody who lost every passkey.</param>
    public static SignInLink For(Guid? accountId, Instant now, Duration goodFor, out string token, bool isRescue = false)
    {
        // The mark is a part of what is hashed: nobody makes a rescue of a link that was mailed.
        token = (isRescue ? RescueMark : "") + Secret.New();
        return new SignInLink { Id = Guid.CreateVersion7(), AccountId = accountId, TokenHash = Secret.Hash(token), CreatedAt = now, ExpiresAt = now + goodFor };
    }

    /// <summary>Whether a link that works signs in without the second step.</summary>
    public static bool IsRescue(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return token.StartsWith(RescueMark, StringComparison.Ordinal);
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
