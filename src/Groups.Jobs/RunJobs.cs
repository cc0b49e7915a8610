using Groups.Domain.Messaging;
using Groups.Jobs.Engine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Jobs;

/// <summary>Starts the engine with the schedule, and between its ticks sends at once what was just planned or falls due.</summary>
internal sealed partial class RunJobs(
    IJobEngine engine, DispatchMessages dispatch, DispatchSignal signal, ILedger ledger, JobsOptions options, IClock clock, ILogger<RunJobs> log) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await engine.StartAsync(Schedule.For(options), cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await engine.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await signal.WaitAsync(await UntilNextAsync(stoppingToken), stoppingToken) || await IsDueAsync(stoppingToken))
                {
                    await dispatch.RunAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogFailed(failure);
                await Task.Delay(LongestWait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Real time until the next message falls due, at most one tick.</summary>
    private async Task<TimeSpan> UntilNextAsync(CancellationToken stop)
    {
        var next = await ledger.NextDueAsync(stop);
        var wait = next is null ? LongestWait : ((next.Value - clock.GetCurrentInstant()) / options.ClockSpeed).ToTimeSpan();
        return wait > LongestWait ? LongestWait : wait < TimeSpan.FromMilliseconds(20) ? TimeSpan.FromMilliseconds(20) : wait;
    }

    private async Task<bool> IsDueAsync(CancellationToken stop) =>
        await ledger.NextDueAsync(stop) is { } next && next <= clock.GetCurrentInstant();

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending between ticks failed; the next tick tries again")]
    private partial void LogFailed(Exception failure);
}
