using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace Groups.Jobs.Engine;

/// <summary>What Hangfire stores: a method and a job's name, nothing else.</summary>
internal sealed class HangfireEngineJob(JobRunner runner)
{
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
    [DisableConcurrentExecution("groups-job-{0}", 0)]
    [HangfireEngineForgets]
    public Task RunAsync(string name) => runner.RunAsync(name);
}

/// <summary>Rows of finished runs go after some minutes instead of a day: a job that ticks each second makes many.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HangfireEngineForgetsAttribute : JobFilterAttribute, IApplyStateFilter
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction) => context.JobExpirationTimeout = Kept;

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction) => context.JobExpirationTimeout = Kept;
}
