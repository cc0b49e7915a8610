using NodaTime;

namespace Groups.Domain.Data;

/// <summary>
/// How one way to reach people is: working, slowed because the provider said so, or paused because something is wrong. Shared by every worker of
/// every process, and shown to staff.
/// </summary>
public sealed class ChannelHealth
{
    private ChannelHealth()
    {
    }

    /// <summary>A channel, "texts", "emails" or "calls".</summary>
    public ChannelHealth(string name) => Name = name;

    /// <summary>"texts", "emails" or "calls".</summary>
    public string Name { get; private set; } = "";

    /// <summary>Until when nothing is tried; past it, and while <see cref="Sentence"/> stands, one message at a time finds out.</summary>
    public Instant? PausedUntil { get; private set; }

    /// <summary>What is wrong, as a sentence for staff; null while all is well, also when the channel is only slowed.</summary>
    public string? Sentence { get; private set; }

    /// <summary>When that was last found.</summary>
    public Instant? At { get; private set; }

    /// <summary>Paused: how many pauses in a row found nothing better; the next is longer for each. Working: how many calls in a row the provider did not answer.</summary>
    public int Strikes { get; private set; }

    /// <summary>The pace shared by all workers: from when the sender is free for the next part. Null where it never sent.</summary>
    public Instant? NextFreeAt { get; private set; }

    /// <summary>Whether nothing may be tried now.</summary>
    public bool IsPaused(Instant now) => PausedUntil > now;

    /// <summary>Something is wrong with the channel, and nobody has found it better yet.</summary>
    public bool IsBroken => Sentence is not null;

    /// <summary>Something is wrong: nothing goes out until then. A pause after a pause counts as a longer trouble.</summary>
    public void Pause(string sentence, Instant until, Instant now) =>
        (Strikes, PausedUntil, Sentence, At) = (IsBroken ? Strikes + 1 : 1, until, sentence, now);

    /// <summary>The provider said that we are too fast. A pause that lasts longer stays.</summary>
    public void Slow(Instant until, Instant now)
    {
        if (!IsBroken && (PausedUntil is null || PausedUntil < until))
        {
            (PausedUntil, At) = (until, now);
        }
    }

    /// <summary>The provider did not answer, once more in a row.</summary>
    public void Miss() => Strikes++;

    /// <summary>The provider took a message. What it said about our pace stands.</summary>
    public void Resume()
    {
        if (IsBroken)
        {
            (PausedUntil, Sentence, At) = (null, null, null);
        }

        Strikes = 0;
    }
}
