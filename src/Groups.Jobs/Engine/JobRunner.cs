using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Groups.Jobs.Engine;

/// <summary>One run of one job, whoever ticks: its scope, its end, its failure in the log.</summary>
internal sealed partial class JobRunner(IServiceScopeFactory scopes, ILogger<JobRunner> log) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private FrozenDictionary<string, RecurringJob>? _jobs;

    public void Load(IReadOnlyList<RecurringJob> jobs)
    {
        if (_jobs is not null)
            throw new InvalidOperationException("The job engine was already started.");
        if (jobs.GroupBy(job => job.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Two jobs are called {twice.Key}.", nameof(jobs));
        _jobs = jobs.ToFrozenDictionary(job => job.Name, StringComparer.Ordinal);
    }

    public async Task RunAsync(string name)
    {
        if (_stopping.IsCancellationRequested || _jobs is null || !_jobs.TryGetValue(name, out var job))
            return;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await job.Run(scope.ServiceProvider, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogStopped(name);
        }
        catch (Exception failure)
        {
            LogFailed(failure, name);
        }
    }

    public Task AskToStopAsync() => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed; it runs again at its next time")]
    private partial void LogFailed(Exception failure, string job);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} stopped because the program is stopping")]
    private partial void LogStopped(string job);
}
