using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Quartz.Extensibility;

namespace Groups.Jobs.Engine;

/// <summary>Quartz with its plan in memory: after a restart the schedule is read again from the program.</summary>
internal sealed class QuartzEngine(JobRunner runner) : IJobEngine
{
    public const string Kind = "Quartz";

    private IScheduler? _scheduler;

    public string Name => Kind;

    public static QuartzEngine Create(IServiceProvider services, IConfiguration _) =>
        ActivatorUtilities.CreateInstance<QuartzEngine>(services);

    public async Task StartAsync(IReadOnlyList<RecurringJob> jobs, CancellationToken stop)
    {
        runner.Load(jobs);
        _scheduler = await QuartzSchedulerBuilder.Create(quartz => quartz
            .ConfigureScheduler(options => options.InstanceName = $"groups-{Guid.NewGuid():N}")
            .UseInMemoryStore()
            .UseDefaultThreadPool(Math.Max(4, jobs.Count))
            .UseJobFactory(new Factory(runner))).BuildScheduler(stop);
        foreach (var job in jobs)
        {
            var detail = JobBuilder.Create<Job>().WithIdentity(job.Name).DisallowConcurrentExecution().Build();
            await _scheduler.ScheduleJob(detail, Trigger(job), cancellationToken: stop);
        }
        await _scheduler.Start(stop);
    }

    public async Task StopAsync(CancellationToken stop)
    {
        if (Interlocked.Exchange(ref _scheduler, null) is not { } scheduler)
            return;
        await scheduler.Standby(stop);
        await runner.AskToStopAsync();
        await scheduler.Shutdown(waitForJobsToComplete: true, stop);
    }

    public async Task<IReadOnlyList<string>> StoredAsync(CancellationToken stop)
    {
        if (_scheduler is not { } scheduler)
            return [];
        List<string> stored = [];
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), stop))
        {
            if (await scheduler.GetJobDetail(key, stop) is { } job)
                stored.Add($"{key} {job.Description} {string.Join(' ', job.JobDataMap)}");
            foreach (var trigger in await scheduler.GetTriggersOfJob(key, stop))
                stored.Add($"{trigger.Key} {trigger.Description} {string.Join(' ', trigger.JobDataMap)}");
        }
        return stored;
    }

    private static ITrigger Trigger(RecurringJob job)
    {
        var trigger = TriggerBuilder.Create().WithIdentity(job.Name);
        if (job is { At: { } at, Zone: { } zone })
        {
            var cron = string.Create(CultureInfo.InvariantCulture, $"{at.Second} {at.Minute} {at.Hour} * * ?");
            return trigger.WithSchedule(CronScheduleBuilder.Create(cron)
                .InTimeZone(TimeZoneInfo.FindSystemTimeZoneById(zone.Id))).Build();
        }
        return trigger.StartNow().WithSchedule(SimpleScheduleBuilder.Create()
            .WithInterval(job.Every.ToTimeSpan())
            .RepeatForever()
            .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)).Build();
    }

    private sealed class Job(JobRunner runner) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await runner.RunAsync(context.JobDetail.Key.Name);
    }

    private sealed class Factory(JobRunner runner) : IJobFactory
    {
        public ValueTask<JobScope> CreateJob(
            TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new JobScope(new Job(runner)));

        public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
