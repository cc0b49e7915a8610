using System.Collections.Concurrent;
using System.Diagnostics;
using Groups.Domain.Messaging;
using Groups.Jobs.Channels;

namespace Groups.Worker;

/// <summary>Ends its own process with SIGKILL at the n-th pass of a named point, and knows which claims this process took.</summary>
internal sealed class Killer(int largestClaim)
{
    private readonly ConcurrentDictionary<Guid, bool> _tokens = new();
    private readonly Lock _gate = new();
    private string? _point;
    private int _passes;
    private int _claiming;
    private int _taken;

    public string Arm(string point, int passes)
    {
        lock (_gate)
        {
            (_point, _passes) = (point, passes);
        }

        return "armed";
    }

    public string Disarm()
    {
        lock (_gate)
        {
            _point = null;
        }

        return "disarmed";
    }

    /// <summary>The lease tokens of every claim so far, or "busy" in the middle of one.</summary>
    public string Held() => Volatile.Read(ref _claiming) > 0 ? "busy" : string.Join(',', _tokens.Keys);

    /// <summary>Before a call. A claim is cut to a few messages, so that several workers get some.</summary>
    public void Before(string method, object?[] arguments)
    {
        if (!IsClaim(method))
        {
            return;
        }

        Interlocked.Increment(ref _claiming);
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = arguments[i] is int batch ? Math.Min(batch, largestClaim) : arguments[i];
        }
    }

    public void After(string method, object? result)
    {
        switch (method)
        {
            case var _ when IsClaim(method):
                var claimed = (result as Claim)?.Messages ?? [];
                foreach (var token in claimed.Select(m => m.LeaseToken).OfType<Guid>())
                {
                    _tokens[token] = true;
                }

                Interlocked.Decrement(ref _claiming);
                Pass("AfterClaim", claimed.Count > 0);
                break;
            case var _ when method.StartsWith("Begin", StringComparison.Ordinal):
                Pass("AfterSending", result is IReadOnlySet<Guid> { Count: > 0 });
                break;
            case "SendAsync":
                if (result is SendOutcome { Result: SendResult.Accepted })
                {
                    Interlocked.Increment(ref _taken);
                    Pass("AfterYes", true);
                }

                break;
            case "ExpireAsync" or "NextDueAsync":
                break;
            default:
                Pass("AfterRecord", result is not (false or 0) && Volatile.Read(ref _taken) > 0);
                break;
        }
    }

    public void Failed(string method)
    {
        if (IsClaim(method))
        {
            Interlocked.Decrement(ref _claiming);
        }
    }

    private static bool IsClaim(string method) => method.StartsWith("Claim", StringComparison.Ordinal);

    private void Pass(string point, bool counts)
    {
        lock (_gate)
        {
            if (counts && _point == point && --_passes <= 0)
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }
}
