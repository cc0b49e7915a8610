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

    /// <summary>The reminder to whoever speaks at a session.</summary>
    Speaker,

    /// <summary>The question to a peer whether they can do their duty at a session.</summary>
    Duty,

    /// <summary>What a lead wrote to the group; its words stand in a <see cref="Messaging.Relay"/>.</summary>
    Relay,

    /// <summary>The same words to the lead alone, before they may go to the group.</summary>
    RelayTest,

    /// <summary>The group is asked to vote on its next stage; the revision is the number of the vote.</summary>
    Vote,

    /// <summary>A member is asked whether their contact may stand on the group's own list.</summary>
    ContactList,

    /// <summary>How the next sessions are led, in neutral words.</summary>
    StepBack,
}

/// <summary>What sorts of kinds have in common.</summary>
public static class MessageKinds
{
    /// <summary>Somebody sent these, not the plan; their revision is a number of its own, not the session's.</summary>
    internal static readonly MessageKind[] SentByHand = [MessageKind.Relay, MessageKind.RelayTest, MessageKind.Vote, MessageKind.ContactList, MessageKind.StepBack];

    /// <summary>Somebody sent it, not the plan; its revision is a number of its own, not the session's.</summary>
    public static bool IsSentByHand(this MessageKind kind) => SentByHand.Contains(kind);

    /// <summary>A question or news about the group as a whole, tied to its next session only by its time.</summary>
    public static bool IsToGroup(this MessageKind kind) => kind is MessageKind.Vote or MessageKind.ContactList or MessageKind.StepBack;
}
