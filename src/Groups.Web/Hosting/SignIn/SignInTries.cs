using System.Threading.RateLimiting;
using Groups.Web.Hosting.Edge;

namespace Groups.Web.Hosting.SignIn;

/// <summary>
/// How often one address may ask for codes and type them: as often as a practice behind one connection does, whatever account it is about. Counted in each
/// process; what is counted for an account stands in the database.
/// </summary>
internal sealed class SignInTries : IDisposable
{
    /// <summary>Codes asked for from one address in <see cref="Window"/>.</summary>
    public const int Asks = 20;

    /// <summary>Codes and passkeys tried from one address in <see cref="Window"/>.</summary>
    public const int Tries = 60;

    /// <summary>What is said to whoever did it more often.</summary>
    public const string TooMany = "There were too many tries from here. Wait a quarter of an hour, then try again.";

    /// <summary>The time these are counted in.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly PartitionedRateLimiter<HttpContext> _asks = Limiter(Asks);
    private readonly PartitionedRateLimiter<HttpContext> _tries = Limiter(Tries);

    /// <summary>Counts a code asked for; false where there were too many.</summary>
    public bool MayAsk(HttpContext http) => IsOpen(_asks, http);

    /// <summary>Counts a code or passkey tried; false where there were too many.</summary>
    public bool MayTry(HttpContext http) => IsOpen(_tries, http);

    public void Dispose()
    {
        _asks.Dispose();
        _tries.Dispose();
    }

    private static bool IsOpen(PartitionedRateLimiter<HttpContext> limiter, HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(http);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<HttpContext> Limiter(int permits) => PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetFixedWindowLimiter(RemoteAddress.Of(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window }));
}
