using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>
/// A way to one session's register without an account. Its hours are those of the session as it stands: they move with it, and with its
/// cancelling the pass opens nothing. Whether it opens now also hangs on who made it: see <see cref="PassReach"/>.
/// </summary>
public sealed class SessionPass
{
    private static readonly Duration BeforeTheDoor = Duration.FromMinutes(30);
    private static readonly Duration AroundLeading = Duration.FromHours(2);

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
    /// <exception cref="RuleViolation">The name is too long.</exception>
    public SessionPass(Guid sessionId, PassKind kind, string tokenHash, string? codeHash, string? name, Guid? madeBy, Instant madeAt)
    {
        (Id, SessionId, Kind, TokenHash, CodeHash) = (Guid.CreateVersion7(), sessionId, kind, tokenHash, codeHash);
        (Name, MadeBy, MadeAt) = (Words.Optional(name, "The name", LongestName, "Name"), madeBy, madeAt);
    }

    /// <summary>How long the name of somebody who stands in may be.</summary>
    public const int LongestName = 40;

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

    /// <summary>When somebody ended it early.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>
    /// The hours of a pass: for doors and tablets from 30 minutes before the session until its end, for those who stand in from 2 hours before it
    /// until 2 hours after.
    /// </summary>
    public static Interval HoursOf(PassKind kind, Session session) => kind == PassKind.StandIn
        ? new Interval(session.StartsAt - AroundLeading, session.EndsAt + AroundLeading)
        : new Interval(session.StartsAt - BeforeTheDoor, session.EndsAt);

    /// <summary>Whether the session and the hour are right and nobody ended it.</summary>
    public bool Opens(Session session, Instant now) => MayYetOpen(session, now) && HoursOf(Kind, session).Contains(now);

    /// <summary>Whether it opens something now or later, if all stays as it is.</summary>
    public bool MayYetOpen(Session session, Instant now)
    {
        ArgumentNullException.ThrowIfNull(session);
        var isOn = session.Status is SessionStatus.Planned or SessionStatus.Held || session.Status == SessionStatus.DidNotMeet && Kind == PassKind.StandIn;
        return EndedAt is null && session.Id == SessionId && isOn && now < HoursOf(Kind, session).End;
    }

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
