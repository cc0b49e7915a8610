using System.Threading.Channels;

namespace Groups.Web.Hosting;

/// <summary>
/// What is done after an answer was given, so that neither the answer nor its time tells what was found. Whoever asks for it is answered at once; what does not fit
/// any more is dropped.
/// </summary>
internal sealed partial class Afterwards(ILogger<Afterwards> log) : BackgroundService
{
    private const int AtOnce = 4;

    private readonly Channel<Func<CancellationToken, Task>> _asked =
        Channel.CreateBounded<Func<CancellationToken, Task>>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Does this soon.</summary>
    public void Do(Func<CancellationToken, Task> work) => _asked.Writer.TryWrite(work);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _asked.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
        async (work, stop) =>
        {
            try
            {
                await work(stop);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // The next one who asks must still be heard.
                Failed(log, problem);
            }
        });

    [LoggerMessage(Level = LogLevel.Error, Message = "A code or link that was asked for could not be made or sent.")]
    private static partial void Failed(ILogger log, Exception problem);
}
