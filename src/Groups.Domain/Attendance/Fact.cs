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
    public Fact(
        Guid id, Guid sessionId, FactKind kind, Guid? personId, string? name, int? count, Guid? undoes, Instant tappedAt, Presence? way = null, CheckItem? item = null)
    {
        (Id, SessionId, Kind, PersonId, Undoes, TappedAt) = (id, sessionId, kind, personId, undoes, tappedAt);
        Name = kind == FactKind.WalkIn ? Words.Required(name, "The name", 100, "Name") : null;
        Way = kind is FactKind.Arrived or FactKind.WalkIn && way != Presence.InRoom ? way : null;
        Item = kind == FactKind.Checked ? item ?? throw new RuleViolation("Choose what was checked.") : null;
        Count = kind == FactKind.Headcount
            ? count is >= 0 and <= 500 ? count : throw new RuleViolation("A headcount is a number from 0 to 500.", "Count")
            : null;
        if (kind is FactKind.Undone && undoes is null)
        {
            throw new RuleViolation("Choose what to undo.");
        }

        if (kind is FactKind.Left && undoes is null && personId is null)
        {
            throw new RuleViolation("Choose who went home.");
        }

        if (kind is FactKind.Merged && (undoes is null || personId is null))
        {
            throw new RuleViolation("Choose who this was.");
        }
    }

    /// <summary>Made on the device.</summary>
    public Guid Id { get; private set; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>What happened.</summary>
    public FactKind Kind { get; private set; }

    /// <summary>The person; an arrival without one is somebody whose name is not written down, or who was erased since.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>A walk-in's first name or nickname.</summary>
    public string? Name { get; private set; }

    /// <summary>The headcount.</summary>
    public int? Count { get; private set; }

    /// <summary>The fact this one takes back, or the walk-in who left or turned out to be a person of the list.</summary>
    public Guid? Undoes { get; private set; }

    /// <summary>How they took part, for arrivals and walk-ins; null is in the room.</summary>
    public Presence? Way { get; private set; }

    /// <summary>What was checked.</summary>
    public CheckItem? Item { get; private set; }

    /// <summary>When it was tapped, by the device's clock.</summary>
    public Instant TappedAt { get; private set; }

    /// <summary>The account that tapped; null for somebody without one.</summary>
    public Guid? TappedBy { get; private set; }

    /// <summary>The pass it came by; null for an account.</summary>
    public Guid? PassId { get; private set; }

    /// <summary>When the server wrote it.</summary>
    public Instant RecordedAt { get; private set; }

    /// <summary>Somebody came; who it was is not kept any more.</summary>
    internal void ForgetWho() => (Kind, PersonId, Name, Undoes) = (Kind == FactKind.WalkIn ? FactKind.WalkIn : FactKind.Arrived, null, null, null);

    /// <summary>Stamps who brought it and when it was written.</summary>
    public Fact Recorded(Viewer by, Instant now)
    {
        (TappedBy, PassId, RecordedAt) = (by.AccountId, by.PassId, now);
        return this;
    }
}

/// <summary>What a tap says.</summary>
public enum FactKind
{
    /// <summary>Somebody is here: a person of the list, or without one somebody unnamed.</summary>
    Arrived,

    /// <summary>A person or walk-in went home.</summary>
    Left,

    /// <summary>An earlier fact was a slip.</summary>
    Undone,

    /// <summary>So many people are here.</summary>
    Headcount,

    /// <summary>Somebody not on the list is here.</summary>
    WalkIn,

    /// <summary>A walk-in turned out to be a person of the list, who said yes to standing there by name.</summary>
    Merged,

    /// <summary>A point of the opening or closing checklist was done.</summary>
    Checked,
}

/// <summary>How somebody took part; all count the same.</summary>
public enum Presence
{
    /// <summary>In the room.</summary>
    InRoom,

    /// <summary>By video.</summary>
    Online,

    /// <summary>By phone.</summary>
    Phone,
}

/// <summary>The points of the opening and closing checklist (FIELD.md, "Open the venue": keys, fire exits, a second person).</summary>
public enum CheckItem
{
    /// <summary>Opening: a second person is here or on the way.</summary>
    SecondPerson,

    /// <summary>Opening: the keys, the alarm and who to phone are known.</summary>
    Keys,

    /// <summary>Opening: the fire exits are open and clear.</summary>
    FireExits,

    /// <summary>Opening: somebody is at the door for people who come for the first time.</summary>
    Door,

    /// <summary>Closing: everybody has left, toilets too.</summary>
    Empty,

    /// <summary>Closing: heaters, hob and lights are off.</summary>
    SwitchedOff,

    /// <summary>Closing: windows and doors are shut, the keys are back.</summary>
    Locked,

    /// <summary>Closing: nobody locks up or goes home alone who does not want to.</summary>
    NobodyAlone,
}
