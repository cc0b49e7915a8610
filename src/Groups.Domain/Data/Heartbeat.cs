using NodaTime;

namespace Groups.Domain.Data;

/// <summary>When a recurring job last finished; the home page and /health/ready look at it.</summary>
public sealed class Heartbeat
{
    private Heartbeat()
    {
    }

    /// <summary>A job's first beat.</summary>
    public Heartbeat(string name, Instant at) => (Name, At) = (name, at);

    /// <summary>The job.</summary>
    public string Name { get; private set; } = "";

    /// <summary>When it last finished well.</summary>
    public Instant At { get; private set; }

    /// <summary>The job ran again.</summary>
    public void Beat(Instant now) => At = now;
}
