using System.Globalization;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.Storage;
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
