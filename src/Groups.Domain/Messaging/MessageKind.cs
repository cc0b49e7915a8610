namespace Groups.Domain.Messaging;

/// <summary>What a message is for.</summary>
public enum MessageKind
{
    /// <summary>The reminder the day before.</summary>
    DayBefore,

    /// <summary>The reminder on the day.</summary>
    SameDay,

    /// <summary>The time changed.</summary>
    Moved,

    /// <summary>The session is off.</summary>
    Cancelled,

    /// <summary>A cancelled session is on after all.</summary>
    Restored,

    /// <summary>The confirmation for somebody who just joined.</summary>
    Welcome,
}
