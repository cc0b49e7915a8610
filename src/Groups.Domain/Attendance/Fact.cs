using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>One tap on a register. Its id is made where it was tapped, so applying it twice changes nothing.</summary>
public sealed class Fact
{
    private Fact()
    {
    }

    /// <summary>A fact as the device made it.</summary>
    /// <exception cref="RuleViolation">It does not carry what its kind needs.</exception>
    public Fact(Guid id, Guid sessionId, FactKind kind, Guid? personId, string? name, int? count, Guid? undoes, Instant tappedAt)
    {
        (Id, SessionId, Kind, PersonId, Undoes, TappedAt) = (id, sessionId, kind, personId, undoes, tappedAt);
        Name = kind == FactKind.WalkIn ? Words.Required(name, "The name", 100, "Name") : null;
        Count = kind == FactKind.Headcount
            ? count is >= 0 and <= 500 ? count : throw new RuleViolation("A headcount is a number from 0 to 500.", "Count")
            : null;
        if (kind is FactKind.Arrived && personId is null)
        {
            throw new RuleViolation("Choose who arrived.");
        }

        if (kind is FactKind.Undone or FactKind.Left && undoes is null && personId is null)
        {
            throw new RuleViolation("Choose what to undo.");
        }
    }

    /// <summary>Made on the device.</summary>
    public Guid Id { get; private set; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>What happened.</summary>
    public FactKind Kind { get; private set; }

    /// <summary>The person, for arrivals and leavings.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>A walk-in's first name or nickname.</summary>
    public string? Name { get; private set; }

    /// <summary>The headcount.</summary>
    public int? Count { get; private set; }

    /// <summary>The fact this one takes back, or the walk-in that left.</summary>
    public Guid? Undoes { get; private set; }

    /// <summary>When it was tapped, by the device's clock.</summary>
    public Instant TappedAt { get; private set; }

    /// <summary>The account that tapped.</summary>
    public Guid? TappedBy { get; private set; }

    /// <summary>When the server wrote it.</summary>
    public Instant RecordedAt { get; private set; }

    /// <summary>Stamps who brought it and when it was written.</summary>
    public Fact Recorded(Guid? by, Instant now)
    {
        (TappedBy, RecordedAt) = (by, now);
        return this;
    }
}

/// <summary>What a tap says.</summary>
public enum FactKind
{
    /// <summary>A person is here.</summary>
    Arrived,

    /// <summary>A person or walk-in went home.</summary>
    Left,

    /// <summary>An earlier fact was a slip.</summary>
    Undone,

    /// <summary>So many people are here.</summary>
    Headcount,

    /// <summary>Somebody not on the list is here.</summary>
    WalkIn,
}
