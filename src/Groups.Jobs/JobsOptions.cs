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

    /// <summary>How many messages one claim takes (<c>Jobs:Batch</c>).</summary>
    public int Batch { get; init; } = 250;

    /// <summary>With more than this in hand a worker claims no more: they wait for a slow channel.</summary>
    public int MostInHand { get; init; } = 1000;

    /// <summary>How many texts are handed to the provider at once (<c>Jobs:TextsAtOnce</c>).</summary>
    public int TextsAtOnce { get; init; } = 32;

    /// <summary>How many emails are written ahead at once: twice <c>Smtp:Connections</c>, so that a connection never waits for the ledger.</summary>
    public int EmailsAtOnce { get; init; } = 6;

    /// <summary>How long a worker may keep a message that it has not begun to send, in real time.</summary>
    public Duration ClaimedFor { get; init; } = Duration.FromMinutes(2);

    /// <summary>How long a sending may take before its worker is taken for dead, in real time; more than two time limits of a provider.</summary>
    public Duration SendingFor { get; init; } = Duration.FromSeconds(90);

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
            Batch = Number(configuration, "Jobs:Batch", 250, 1, 5000),
            TextsAtOnce = Number(configuration, "Jobs:TextsAtOnce", 32, 1, 500),
            EmailsAtOnce = 2 * Channels.ChannelOptions.Read(configuration).Smtp.Connections,
        };

        double? PerSecond(string key) =>
            double.TryParse(configuration[key], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
    }

    private static int Number(IConfiguration configuration, string key, int otherwise, int least, int most) =>
        int.TryParse(configuration[key], NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given >= least && given <= most ? given : otherwise;
}
