using NodaTime;

namespace Groups.Testing;

/// <summary>A clock that stands still until a test moves it. Safe to read and move from several threads.</summary>
public sealed class FakeClock(Instant start) : IClock
{
    private long _ticks = start.ToUnixTimeTicks();

    /// <summary>A clock that starts at an ISO instant such as <c>2026-03-29T00:30:00Z</c>.</summary>
    public FakeClock(string start) : this(NodaTime.Text.InstantPattern.ExtendedIso.Parse(start).Value)
    {
    }

    public Instant GetCurrentInstant() => Instant.FromUnixTimeTicks(Interlocked.Read(ref _ticks));

    /// <summary>Moves the clock by a duration, also backwards, and returns the new time.</summary>
    public Instant Advance(Duration by) => Instant.FromUnixTimeTicks(Interlocked.Add(ref _ticks, by.BclCompatibleTicks));

    /// <summary>Puts the clock to an instant, also an earlier one.</summary>
    public void Set(Instant to) => Interlocked.Exchange(ref _ticks, to.ToUnixTimeTicks());
}
