using System.Threading.RateLimiting;

namespace Groups.Web.Hosting;

/// <summary>
/// How often short codes may be typed: from one address as often as a full room behind one Wi-Fi does, and in all so seldom that guessing one of
/// 85 million finds nothing in the hours a code is good for. Counted in each process.
/// </summary>
internal sealed class CodeTries : IDisposable
{
    /// <summary>From one address in <see cref="Window"/>.</summary>
    public const int PerAddress = 30;

    /// <summary>From all addresses in <see cref="Window"/>.</summary>
    public const int InAll = 300;

    /// <summary>The time these are counted in.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(http => Of(http.Connection.RemoteIpAddress?.ToString() ?? "", PerAddress)),
        PartitionedRateLimiter.Create<HttpContext, string>(_ => Of("", InAll)));

    /// <summary>Counts one try; false where there were too many.</summary>
    public bool TryOnce(HttpContext http)
    {
        using var lease = _limiter.AttemptAcquire(http);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static RateLimitPartition<string> Of(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window });
}
