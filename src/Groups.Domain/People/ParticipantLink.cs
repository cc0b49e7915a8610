using NodaTime;

namespace Groups.Domain.People;

/// <summary>A personal link to <c>/me/{token}</c>. Only a hash of the token is kept.</summary>
public sealed class ParticipantLink
{
    private ParticipantLink()
    {
    }

    /// <summary>A link for one person; <paramref name="token"/> is shown or sent once by the caller.</summary>
    public static ParticipantLink For(Guid personId, Instant now, out string token)
    {
        token = Secret.New();
        return new ParticipantLink { Id = Guid.CreateVersion7(), PersonId = personId, TokenHash = Secret.Hash(token), CreatedAt = now, ExpiresAt = now + GoodFor };
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose page it opens.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>SHA-256 of the token, hex.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>When it stops opening the page.</summary>
    public Instant ExpiresAt { get; private set; }

    /// <summary>When it was taken back, if it was.</summary>
    public Instant? RevokedAt { get; private set; }

    /// <summary>How long a link opens the page after the person last did something there.</summary>
    public static readonly Duration GoodFor = Duration.FromDays(120);

    /// <summary>Takes the link back.</summary>
    public void Revoke(Instant now) => RevokedAt ??= now;
}
