using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>A way to one session's register without an account, for a limited time.</summary>
public sealed class SessionPass
{
    private SessionPass()
    {
    }

    /// <summary>A pass whose secrets the maker keeps; here only their hashes stand.</summary>
    /// <param name="sessionId">The only session it opens.</param>
    /// <param name="kind">What it opens.</param>
    /// <param name="tokenHash">The hash of the token in its link.</param>
    /// <param name="codeHash">The hash of the short code, if it can be typed.</param>
    /// <param name="name">Who stands in.</param>
    /// <param name="madeBy">The account that made it.</param>
    /// <param name="madeAt">When.</param>
    /// <param name="from">It opens nothing before.</param>
    /// <param name="until">It opens nothing from then on.</param>
    public SessionPass(Guid sessionId, PassKind kind, string tokenHash, string? codeHash, string? name, Guid? madeBy, Instant madeAt, Instant from, Instant until)
    {
        (Id, SessionId, Kind, TokenHash, CodeHash) = (Guid.CreateVersion7(), sessionId, kind, tokenHash, codeHash);
        (Name, MadeBy, MadeAt, ValidFrom, ValidUntil) = (Words.Optional(name, "The name", 100, "Name"), madeBy, madeAt, from, until);
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>What it opens.</summary>
    public PassKind Kind { get; private set; }

    /// <summary>The hash of the token in its link.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>The hash of its short code, if it has one.</summary>
    public string? CodeHash { get; private set; }

    /// <summary>Who stands in, by the name to be called by.</summary>
    public string? Name { get; private set; }

    /// <summary>The account that made it.</summary>
    public Guid? MadeBy { get; private set; }

    /// <summary>When it was made.</summary>
    public Instant MadeAt { get; private set; }

    /// <summary>It opens nothing before.</summary>
    public Instant ValidFrom { get; private set; }

    /// <summary>It opens nothing from then on.</summary>
    public Instant ValidUntil { get; private set; }

    /// <summary>When somebody ended it early.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>Whether it opens something now.</summary>
    public bool Opens(Instant now) => EndedAt is null && ValidFrom <= now && now < ValidUntil;

    /// <summary>Ends it; it stays ended.</summary>
    public void End(Instant now) => EndedAt ??= now;
}

/// <summary>What a pass opens.</summary>
public enum PassKind
{
    /// <summary>A page for a participant's own phone: "I'm here".</summary>
    Door,

    /// <summary>A tablet at the door: names of those who agreed, "I'm here" for everybody else.</summary>
    Kiosk,

    /// <summary>The register, for a lead who stands in.</summary>
    StandIn,
}
