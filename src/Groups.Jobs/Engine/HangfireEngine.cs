using System.Globalization;
using Hangfire;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.Storage;
using Hangfire.Storage.Monitoring;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Jobs.Engine;

/// <summary>Hangfire: in memory beside SQLite, in the same database beside PostgreSQL, where all workers share one plan.</summary>
internal sealed class HangfireEngine(JobRunner runner, JobStorage storage) : IJobEngine, IDisposable
{
    public const string Kind = "Hangfire";

    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(2);

    private BackgroundJobServer? _server;

    public string Name => Kind;

    public static HangfireEngine Create(IServiceProvider services, IConfiguration configuration) =>
        new(services.GetRequiredService<JobRunner>(), StorageOf(configuration));

    public Task StartAsync(IReadOnlyList<RecurringJob> jobs, CancellationToken stop)
    {
        runner.Load(jobs);
        var manager = new RecurringJobManager(storage);
        using (var connection = storage.GetConnection())
        {
            foreach (var old in connection.GetRecurringJobs().Where(old => jobs.All(job => job.Name != old.Id)))
                manager.RemoveIfExists(old.Id);
        }
        foreach (var job in jobs)
        {
            var name = job.Name;
            manager.AddOrUpdate<HangfireEngineJob>(name, run => run.RunAsync(name), Cron(job), new RecurringJobOptions
            {
                TimeZone = job.Zone is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone.Id) : TimeZoneInfo.Utc,
                MisfireHandling = MisfireHandlingMode.Relaxed,
            });
        }
        _server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                Activator = new Activator(runner),
                WorkerCount = Math.Max(4, jobs.Count),
                SchedulePollingInterval = TimeSpan.FromSeconds(1),
                StopTimeout = LongestStop,
                ShutdownTimeout = LongestStop,
            },
            storage);
        foreach (var job in jobs.Where(job => job.At is null))
            manager.Trigger(job.Name);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken stop)
    {
        if (Interlocked.Exchange(ref _server, null) is not { } server)
            return;
        server.SendStop();
        await runner.AskToStopAsync();
        await server.WaitForShutdownAsync(stop);
        server.Dispose();
    }

    public Task<IReadOnlyList<string>> StoredAsync(CancellationToken stop)
    {
        const int Most = 10_000;
        using var connection = storage.GetConnection();
        List<string> stored = [.. connection.GetRecurringJobs().Select(job => $"{job.Id} {job.Cron} {Arguments(job.Job)} {job.Error}")];
        var all = storage.GetMonitoringApi();
        var runs = all.ProcessingJobs(0, Most).Select(run => run.Key).Concat(all.SucceededJobs(0, Most).Select(run => run.Key))
            .Concat(all.FailedJobs(0, Most).Select(run => run.Key)).Concat(all.DeletedJobs(0, Most).Select(run => run.Key)).Concat(all.ScheduledJobs(0, Most).Select(run => run.Key))
            .Concat(all.Queues().SelectMany(queue => all.EnqueuedJobs(queue.Name, 0, Most)).Select(run => run.Key));
        foreach (var run in runs.Distinct().Select(all.JobDetails).OfType<JobDetailsDto>())
            stored.Add($"{Arguments(run.Job)} {string.Join(' ', run.Properties)} {string.Join(' ', run.History.Select(state => $"{state.StateName} {state.Reason} {string.Join(' ', state.Data)}"))}");
        return Task.FromResult<IReadOnlyList<string>>(stored);
    }

    public void Dispose()
    {
        _server?.Dispose();
        (storage as IDisposable)?.Dispose();
    }

    private static JobStorage StorageOf(IConfiguration configuration)
    {
        if (!string.Equals(configuration["Data:Provider"], "Postgres", StringComparison.OrdinalIgnoreCase))
            return new InMemoryStorage();
        var options = new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromSeconds(1) };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(configuration["Data:Connection"]!, options), options);
    }

    private static string Arguments(Job? job) => string.Join(' ', job?.Args ?? []);

    private static string Cron(RecurringJob job)
    {
        if (job.At is { } at)
            return string.Create(CultureInfo.InvariantCulture, $"{at.Second} {at.Minute} {at.Hour} * * *");
        var every = job.Every.ToTimeSpan();
        if (every < TimeSpan.FromMinutes(1))
            return string.Create(CultureInfo.InvariantCulture, $"*/{(int)every.TotalSeconds} * * * * *");
        if (every < TimeSpan.FromHours(1))
            return string.Create(CultureInfo.InvariantCulture, $"*/{(int)every.TotalMinutes} * * * *");
        return every < TimeSpan.FromDays(1)
            ? string.Create(CultureInfo.InvariantCulture, $"0 */{(int)every.TotalHours} * * *")
            : "0 0 * * *";
    }

    private sealed class Activator(JobRunner runner) : JobActivator
    {
        public override object ActivateJob(Type jobType) => new HangfireEngineJob(runner);
    }
}
