using System.Collections.Concurrent;
using Groups.Jobs.Engine;
using Groups.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Jobs.Tests.Engine;

/// <summary>The engine of this build where the data is in PostgreSQL, and so may be the engine's plan.</summary>
public sealed class JobEngineBesidePostgresTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _runs = new();
    private PostgresDatabase _database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await PostgresServer.EmptyAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task After_a_restart_the_jobs_of_the_new_program_run_and_those_it_dropped_do_not()
    {
        await RunUntilAsync(() => Ran("old") >= 2 && Ran("kept") >= 2, "both jobs to run again", "old", "kept");
        _runs.Clear();

        await RunUntilAsync(() => Ran("new") >= 2 && Ran("kept") >= 2, "the jobs of the new program", "new", "kept");

        Ran("old").ShouldBe(0);
    }

    [Fact]
    public async Task Runs_in_one_process_do_not_overlap_and_failures_do_not_end_the_series()
    {
        int running = 0, most = 0;
        await RunUntilAsync(() => Ran("slow") >= 3, "three slow runs that fail", async name =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(1500, CancellationToken.None);
            Interlocked.Decrement(ref running);
            _runs.Enqueue(name);
            throw new InvalidOperationException("fails on purpose");
        }, "slow");

        most.ShouldBe(1);
    }

    private int Ran(string name) => _runs.Count(run => run == name);

    private Task RunUntilAsync(Func<bool> condition, string sentence, params string[] jobs) =>
        RunUntilAsync(condition, sentence, name =>
        {
            _runs.Enqueue(name);
            return Task.CompletedTask;
        }, jobs);

    private async Task RunUntilAsync(Func<bool> condition, string sentence, Func<string, Task> run, params string[] jobs)
    {
        var settings = new Dictionary<string, string?> { ["Data:Provider"] = "Postgres", ["Data:Connection"] = _database.Connection };
        await using var services = new ServiceCollection().AddLogging()
            .AddGroupsJobEngine(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        var engine = services.GetRequiredService<IJobEngine>();
        await engine.StartAsync([.. jobs.Select(name => new RecurringJob(name, Duration.FromSeconds(1), (_, _) => run(name)))], Stop);
        try
        {
            await Wait.UntilAsync(condition, sentence);
        }
        finally
        {
            await engine.StopAsync(CancellationToken.None);
        }
    }
}
