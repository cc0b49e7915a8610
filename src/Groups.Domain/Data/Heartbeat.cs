using NodaTime;

namespace Groups.Domain.Data;

/// <summary>When a recurring job last finished; the home page and /health/ready look at it.</summary>
public sealed class Heartbeat
{
    /// <summary>The job that sends messages.</summary>
    public const string Dispatcher = "dispatch-messages";

    /// <summary>The last good nightly backup.</summary>
    public const string Backup = "nightly-backup";

    /// <summary>A backup older than this, in real time, is late: the night's was not made.</summary>
    public static readonly Duration BackupLate = Duration.FromHours(26);

    /// <summary>A job that was not heard of for this long, in real time, is taken for dead.</summary>
    public static readonly Duration Silence = Duration.FromMinutes(2);

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
