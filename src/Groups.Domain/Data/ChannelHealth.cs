using NodaTime;

namespace Groups.Domain.Data;

/// <summary>A channel that pauses because its settings are wrong. Shown to staff; every worker heeds it.</summary>
public sealed class ChannelHealth
{
    private ChannelHealth()
    {
    }

    /// <summary>A channel, "texts" or "emails".</summary>
    public ChannelHealth(string name) => Name = name;

    /// <summary>"texts" or "emails".</summary>
    public string Name { get; private set; } = "";

    /// <summary>Until when nothing is tried.</summary>
    public Instant? PausedUntil { get; private set; }

    /// <summary>What is wrong, as a sentence for staff; null while all is well.</summary>
    public string? Sentence { get; private set; }

    /// <summary>When that was last found.</summary>
    public Instant? At { get; private set; }

    /// <summary>How many pauses in a row found nothing better; the next pause is longer for each.</summary>
    public int Strikes { get; private set; }

    /// <summary>The pace shared by all workers: from when the sender is free for the next part. Null where it never sent.</summary>
    public Instant? NextFreeAt { get; private set; }

    /// <summary>Whether nothing may be tried now.</summary>
    public bool IsPaused(Instant now) => PausedUntil > now;

    /// <summary>The provider refused our settings.</summary>
    public void Pause(string sentence, Instant until, Instant now) => (PausedUntil, Sentence, At) = (until, sentence, now);

    /// <summary>The provider took a message again.</summary>
    public void Resume() => (PausedUntil, Sentence, At) = (null, null, null);
}
