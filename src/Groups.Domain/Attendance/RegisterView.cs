using Groups.Domain.Sessions;

namespace Groups.Domain.Attendance;

/// <summary>A session's register as one viewer may see it.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Status">What became of the session.</param>
/// <param name="IsOpen">Taps are taken now: the day has come and the session is not cancelled.</param>
/// <param name="ShowsNames">The viewer may see and tap names; without it only the count is here.</param>
/// <param name="People">The group's members, those expected first; empty without names.</param>
/// <param name="WalkIns">Others who came: walk-ins, and with an empty name people whose name is not written down; empty without names.</param>
/// <param name="Headcount">How many came; null where nothing was said.</param>
/// <param name="Counted">The last headcount tapped.</param>
/// <param name="CountFactIds">The standing facts of the headcount; undoing all of them takes the count back.</param>
/// <param name="Newcomers">How many came for the first time, where names are known.</param>
/// <param name="Checks">What of the checklists was done, for those who tick them.</param>
/// <param name="Welcome">First names of expected newcomers, for those who welcome them.</param>
public sealed record RegisterView(
    Guid SessionId,
    SessionStatus Status,
    bool IsOpen,
    bool ShowsNames,
    IReadOnlyList<RegisterRow> People,
    IReadOnlyList<RegisterRow> WalkIns,
    int? Headcount,
    int? Counted,
    IReadOnlyList<Guid> CountFactIds,
    int? Newcomers,
    IReadOnlyList<DoneCheck> Checks,
    IReadOnlyList<string> Welcome)
{
    /// <summary>Whether the other view says the same, also in its lists.</summary>
    public bool SaysTheSameAs(RegisterView other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { People = other.People, WalkIns = other.WalkIns, CountFactIds = other.CountFactIds, Checks = other.Checks, Welcome = other.Welcome } == other
            && People.SequenceEqual(other.People, RegisterRow.ByValue)
            && WalkIns.SequenceEqual(other.WalkIns, RegisterRow.ByValue)
            && CountFactIds.SequenceEqual(other.CountFactIds)
            && Checks.SequenceEqual(other.Checks, DoneCheck.ByValue)
            && Welcome.SequenceEqual(other.Welcome);
    }
}

/// <summary>One row of a register.</summary>
/// <param name="Id">The person's id, or the walk-in fact's.</param>
/// <param name="Name">The name to be called by; for peers the first name.</param>
/// <param name="Expected">What they said about this session.</param>
/// <param name="FirstTime">They have not come before.</param>
/// <param name="MayTick">False for somebody who asked not to be written down.</param>
/// <param name="IsHere">They came.</param>
/// <param name="HasLeft">They went home since.</param>
/// <param name="FactIds">The facts to undo when the row is unticked.</param>
/// <param name="Way">How they took part, if they came.</param>
/// <param name="With">Who comes along on their first visits; for peers the first name.</param>
public sealed record RegisterRow(
    Guid Id, string Name, Expected Expected, bool FirstTime, bool MayTick, bool IsHere, bool HasLeft, IReadOnlyList<Guid> FactIds, Presence Way = Presence.InRoom, string? With = null)
{
    internal static IEqualityComparer<RegisterRow> ByValue { get; } =
        EqualityComparer<RegisterRow>.Create((a, b) => a is not null && b is not null && a with { FactIds = b.FactIds } == b && a.FactIds.SequenceEqual(b.FactIds), r => r.Id.GetHashCode());
}

/// <summary>What a member said about a session, or in general.</summary>
public enum Expected
{
    /// <summary>"Coming".</summary>
    Coming,

    /// <summary>"I usually come".</summary>
    UsuallyComes,

    /// <summary>"See on the day".</summary>
    SeeOnTheDay,

    /// <summary>Nothing, which is fine.</summary>
    NothingSaid,

    /// <summary>"Not this time".</summary>
    NotThisTime,

    /// <summary>"Not yet".</summary>
    NotYet,

    /// <summary>Not on the list; they came.</summary>
    WalkIn,
}
