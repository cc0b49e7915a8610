using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>A link that ends emails to one address, without sign-in (RFC 8058). Only a hash of its token is kept.</summary>
public sealed class UnsubscribeLink
{
    private UnsubscribeLink()
    {
    }

    /// <summary>How long a link works; people find old emails.</summary>
    public static Duration GoodFor { get; } = Duration.FromDays(400);

    /// <summary>A link for one address; <paramref name="token"/> stands in one email to one person.</summary>
    public static UnsubscribeLink For(Guid personId, string address, Instant now, out string token)
    {
        token = Secret.New();
        return new UnsubscribeLink { Id = Guid.CreateVersion7(), PersonId = personId, Address = address, TokenHash = Secret.Hash(token), CreatedAt = now };
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The person it was written to; the link goes with them.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The address that it ends emails to.</summary>
    public string Address { get; private set; } = "";

    /// <summary>SHA-256 of the token, hex.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; private set; }
}
