using System.Collections.Concurrent;
using Groups.Jobs.Engine;
using Groups.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Jobs.Tests.Engine;

/// <summary>What the engine of this build promises.</summary>
public sealed class JobEngineTests : IAsyncLifetime
{
    private static readonly Duration Second = Duration.FromSeconds(1);

    private readonly ServiceProvider _services = new ServiceCollection().AddLogging()
        .AddScoped<Scoped>()
        .AddGroupsJobEngine(new ConfigurationBuilder().Build())
        .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IJobEngine Engine => _services.GetRequiredService<IJobEngine>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_job_runs_again_and_again_in_a_scope_of_its_own()
    {
        var scopes = new ConcurrentQueue<Scoped>();
        await StartAsync("again", (services, _) =>
        {
            scopes.Enqueue(services.GetRequiredService<Scoped>());
            return Task.CompletedTask;
        });

        await Wait.UntilAsync(() => scopes.Count >= 3, "three runs");

        scopes.Distinct().Count().ShouldBe(scopes.Count);
    }

    [Fact]
    public async Task Several_jobs_run_beside_each_other()
    {
        int first = 0, second = 0;
        using var both = new Barrier(2);
        RecurringJob Job(string name, Action count) => new(name, Second, (_, stop) => Task.Run(() =>
        {
            if (both.SignalAndWait(TimeSpan.FromSeconds(10)))
            {
                count();
            }
        }, stop));
        await Engine.StartAsync([Job("one", () => first++), Job("two", () => second++)], Stop);

        await Wait.UntilAsync(() => first > 0 && second > 0, "both jobs at once");
        await Engine.StopAsync(Stop);
    }

    [Fact]
    public async Task Runs_of_one_job_never_overlap()
    {
        int running = 0, most = 0, runs = 0;
        await StartAsync("slow", async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(1500, CancellationToken.None);
            Interlocked.Decrement(ref running);
            Interlocked.Increment(ref runs);
        });

        await Wait.UntilAsync(() => Volatile.Read(ref runs) >= 3, "three slow runs");

        most.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_throws_does_not_end_the_series()
    {
        var runs = 0;
        await StartAsync("failing", (_, _) =>
            throw new InvalidOperationException($"run {Interlocked.Increment(ref runs)} fails on purpose"));

        await Wait.UntilAsync(() => Volatile.Read(ref runs) >= 3, "three failing runs");
    }

    [Fact]
    public async Task Stop_waits_for_the_run_under_way_and_begins_no_other()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int runs = 0, finished = 0;
        await StartAsync("long", async (_, _) =>
        {
            Interlocked.Increment(ref runs);
            started.TrySetResult();
            await release.Task;
            Interlocked.Increment(ref finished);
        });
        await started.Task.WaitAsync(Wait.Patience, Stop);

        var stopping = Engine.StopAsync(Stop);
        await Task.WhenAny(stopping, Task.Delay(300, Stop));
        stopping.IsCompleted.ShouldBeFalse();
        release.SetResult();
        await stopping.WaitAsync(Wait.Patience, Stop);

        finished.ShouldBe(1);
        runs.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_under_way_is_told_of_the_stop()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync("patient", (_, stopping) =>
        {
            started.TrySetResult();
            return Task.Delay(Timeout.Infinite, stopping);
        });
        await started.Task.WaitAsync(Wait.Patience, Stop);

        await Engine.StopAsync(Stop).WaitAsync(Wait.Patience, Stop);
    }

    [Fact]
    public async Task A_daily_job_runs_at_its_time_of_day_in_its_zone()
    {
        var runs = 0;
        var zone = DateTimeZoneProviders.Tzdb["Asia/Kathmandu"]; // a quarter hour off: a wrong zone would not match
        var soon = SystemClock.Instance.GetCurrentInstant().InZone(zone).LocalDateTime.PlusSeconds(3);
        var at = new LocalTime(soon.Hour, soon.Minute, soon.Second);
        await Engine.StartAsync([RecurringJob.DailyAt("daily", at, zone, (_, _) => Task.FromResult(Interlocked.Increment(ref runs)))], Stop);

        await Wait.UntilAsync(() => Volatile.Read(ref runs) == 1, "the daily run");

        SystemClock.Instance.GetCurrentInstant().InZone(zone).TimeOfDay.ShouldBeGreaterThanOrEqualTo(at);
    }

    [Fact]
    public async Task The_storage_shows_the_names_of_the_jobs_while_the_engine_runs()
    {
        (await Engine.StoredAsync(Stop)).ShouldBeEmpty();
        await StartAsync("shown", (_, _) => Task.CompletedTask);

        (await Engine.StoredAsync(Stop)).ShouldContain(line => line.Contains("shown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_jobs_of_one_name_and_a_second_start_are_refused()
    {
        RecurringJob Job() => new("same", Second, (_, _) => Task.CompletedTask);

        await Should.ThrowAsync<ArgumentException>(() => Engine.StartAsync([Job(), Job()], Stop));
        await Engine.StartAsync([Job()], Stop);
        await Should.ThrowAsync<InvalidOperationException>(() => Engine.StartAsync([Job()], Stop));
    }

    [Fact]
    public async Task Stop_without_a_start_and_a_second_stop_are_harmless()
    {
        await Engine.StopAsync(Stop);
        await StartAsync("any", (_, _) => Task.CompletedTask);
        await Engine.StopAsync(Stop);
        await Engine.StopAsync(Stop);
    }

    private Task StartAsync(string name, Func<IServiceProvider, CancellationToken, Task> run) =>
        Engine.StartAsync([new RecurringJob(name, Second, run)], Stop);

    private sealed class Scoped;
}
