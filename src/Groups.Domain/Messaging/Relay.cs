using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>
/// Words that a lead writes to the people of a group about one session. The lead sees how many get them, never a number or an address; staff see
/// every one (MESSAGES.md). They go to the group only after a test to the lead alone.
/// </summary>
public sealed class Relay
{
    /// <summary>What stands in place of words that are not kept any more.</summary>
    public const string Removed = "These words are not kept any more.";

    /// <summary>How long the words may be, in characters.</summary>
    public const int LongestWords = 300;

    private Relay()
    {
    }

    /// <summary>Words as they were written.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="sessionId">The session they are about.</param>
    /// <param name="number">Which of this session's, from 1; the revision of its rows in the ledger.</param>
    /// <param name="words">What the lead wrote.</param>
    /// <param name="writtenBy">The account that wrote it.</param>
    /// <param name="now">When.</param>
    public Relay(Guid groupId, Guid sessionId, int number, string words, Guid writtenBy, Instant now)
    {
        Id = Guid.CreateVersion7();
        (GroupId, SessionId, Number, WrittenBy, WrittenAt) = (groupId, sessionId, number, writtenBy, now);
        Words = Domain.Words.Required(words, "What you want to say", LongestWords, "Words");
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The session they are about.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>Which of this session's, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>What the lead wrote.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The account that wrote it.</summary>
    public Guid WrittenBy { get; private set; }

    /// <summary>When it was written.</summary>
    public Instant WrittenAt { get; private set; }

    /// <summary>When the test went to the lead; null before.</summary>
    public Instant? TestedAt { get; private set; }

    /// <summary>When it was sent to the group; null before.</summary>
    public Instant? SentAt { get; private set; }

    /// <summary>How many people it was sent to.</summary>
    public int? Recipients { get; private set; }

    /// <summary>The test goes to whoever wrote it.</summary>
    internal void Test(Instant now) => TestedAt ??= now;

    /// <summary>It goes to the group.</summary>
    internal void Send(int recipients, Instant now) => (Recipients, SentAt) = (recipients, now);

    /// <summary>The words only through their property: they must not reach a log.</summary>
    public override string ToString() => $"relay {Id}";
}
