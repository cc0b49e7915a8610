using NodaTime;

namespace Groups.Jobs.Engine;

/// <summary>
/// Something done again and again. It may run twice or late: what it does must be safe to repeat. One run at a time; a
/// tick that finds the last run still busy is dropped.
/// </summary>
public sealed record RecurringJob
{
    /// <summary>A job with a fixed cadence, which also runs once when the engine starts.</summary>
    /// <param name="Name">Unique, of letters, digits and hyphens; it stands in logs and in the engine's storage.</param>
    /// <param name="Every">
    /// The cadence: whole seconds that divide a minute, minutes that divide an hour, or hours that divide a day.
    /// </param>
    /// <param name="Run">
    /// The work, in a scope of its own. The token is cancelled when the engine stops; the stop waits for the run, which may
    /// finish what it has in hand or throw <see cref="OperationCanceledException"/>.
    /// </param>
    /// <exception cref="ArgumentException">The name or the cadence is not of that form.</exception>
    public RecurringJob(string Name, Duration Every, Func<IServiceProvider, CancellationToken, Task> Run)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        if (!Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            throw new ArgumentException($"The job name '{Name}' may hold only letters, digits and hyphens.", nameof(Name));
        if (!IsCadence(Every))
            throw new ArgumentException($"The cadence {Every} of job {Name} does not divide a minute, an hour or a day.", nameof(Every));
        this.Name = Name;
        this.Every = Every;
        this.Run = Run;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its cadence, in real time; a day for one that runs at a time of day.</summary>
    public Duration Every { get; }

    /// <summary>The work.</summary>
    public Func<IServiceProvider, CancellationToken, Task> Run { get; }

    /// <summary>The time of day it runs at, to the second, or null for a fixed cadence.</summary>
    public LocalTime? At { get; private init; }

    /// <summary>The zone of <see cref="At"/>.</summary>
    public DateTimeZone? Zone { get; private init; }

    /// <summary>A job that runs once a day at a time on the clocks of a zone, and not when the engine starts.</summary>
    public static RecurringJob DailyAt(
        string name, LocalTime at, DateTimeZone zone, Func<IServiceProvider, CancellationToken, Task> run) =>
        new(name, Duration.FromDays(1), run) { At = at, Zone = zone };

    private static bool IsCadence(Duration every)
    {
        var ticks = every.BclCompatibleTicks;
        return Divides(ticks, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMinute)
            || Divides(ticks, TimeSpan.TicksPerMinute, TimeSpan.TicksPerHour)
            || Divides(ticks, TimeSpan.TicksPerHour, TimeSpan.TicksPerDay);
    }

    private static bool Divides(long ticks, long unit, long whole) => ticks >= unit && ticks % unit == 0 && whole % ticks == 0;
}
