using Groups.Domain.Attendance;

namespace Groups.Web.Hubs;

/// <summary>Reads followed registers anew every minute, so that those close whose hours are over.</summary>
internal sealed class RegisterRecheck(RegisterFeed feed) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // A register that cannot be read says so itself and is tried again.
            await feed.RecheckAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
