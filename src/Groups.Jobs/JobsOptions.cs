using System.Globalization;
using Groups.Jobs.Channels;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace Groups.Jobs;

/// <summary>Settings of the jobs.</summary>
public sealed class JobsOptions
{
    /// <summary>How many times faster than real time the program's clock runs (<c>Clock:Speed</c>); what is measured against it is stretched alike.</summary>
    public double ClockSpeed { get; init; } = 1;

    /// <summary>Whether this process works on messages (<c>Role</c> is not <c>web</c>).</summary>
    public bool Works { get; init; } = true;

    /// <summary>How many messages one claim takes.</summary>
    public int Batch { get; init; } = 50;

    /// <summary>How many messages of a batch are sent at once.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>How fast each channel may go.</summary>
    internal PaceOptions Pace { get; init; } = new(null, null);

    /// <summary>A span of real time on the program's clock.</summary>
    public Duration Real(Duration span) => span * ClockSpeed;

    /// <summary>Reads the configuration; what cannot be read keeps its default.</summary>
    public static JobsOptions Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new JobsOptions
        {
            ClockSpeed = double.TryParse(configuration["Clock:Speed"], NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed >= 1 ? speed : 1,
            Works = !string.Equals(configuration["Role"], "web", StringComparison.OrdinalIgnoreCase),
            Pace = new PaceOptions(PerSecond("Sms:PartsPerSecond"), PerSecond("Email:PerSecond")),
        };

        double? PerSecond(string key) =>
            double.TryParse(configuration[key], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
    }
}
