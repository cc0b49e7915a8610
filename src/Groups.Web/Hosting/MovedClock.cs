using System.Diagnostics;
using NodaTime;

namespace Groups.Web.Hosting;

/// <summary>A clock that starts elsewhere and runs faster, for demos.</summary>
/// <param name="start">The moment it shows first.</param>
/// <param name="speed">How many times faster it runs.</param>
internal sealed class MovedClock(Instant start, double speed) : IClock
{
    private readonly Stopwatch _running = Stopwatch.StartNew();

    public Instant GetCurrentInstant() => start + Duration.FromSeconds(_running.Elapsed.TotalSeconds * speed);
}
