using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>What a person said about one session. It never marks an arrival, and it is never asked for twice.</summary>
public sealed class Answer
{
    private Answer()
    {
    }

    /// <summary>A person's answer for a session.</summary>
    public Answer(Guid sessionId, Guid personId, AnswerValue value, AnswerSource source, Instant now) =>
        (Id, SessionId, PersonId, Value, Source, At) = (Guid.CreateVersion7(), sessionId, personId, value, source, now);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>What they said last.</summary>
    public AnswerValue Value { get; private set; }

    /// <summary>How it reached us.</summary>
    public AnswerSource Source { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>They changed their mind.</summary>
    public void Change(AnswerValue value, AnswerSource source, Instant now) => (Value, Source, At) = (value, source, now);
}

/// <summary>What a person can say about a session.</summary>
public enum AnswerValue
{
    /// <summary>"Coming".</summary>
    Coming,

    /// <summary>"Not this time"; no reason asked.</summary>
    NotThisTime,

    /// <summary>"See on the day".</summary>
    SeeOnTheDay,
}

/// <summary>How an answer reached us.</summary>
public enum AnswerSource
{
    /// <summary>By text.</summary>
    Text,

    /// <summary>On the personal page.</summary>
    Page,

    /// <summary>Told to a lead or worker.</summary>
    Told,

    /// <summary>By a key pressed in a call.</summary>
    Call,
}
