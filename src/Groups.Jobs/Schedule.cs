using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover.Help;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Sessions;
using Groups.Jobs.Calls;
using Groups.Jobs.Engine;
using Groups.Jobs.Upkeep;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Jobs;

/// <summary>Every recurring job: its name, its cadence, what it does.</summary>
internal static class Schedule
{
    public const string Dispatch = Heartbeat.Dispatcher;

    private static readonly Duration[] Cadences =
    [
        Duration.FromSeconds(5), Duration.FromSeconds(15), Duration.FromSeconds(30), Duration.FromMinutes(1), Duration.FromMinutes(5),
        Duration.FromMinutes(10), Duration.FromHours(1), Duration.FromHours(6), Duration.FromDays(1),
    ];

    /// <summary>Every job; the one table.</summary>
    private static readonly IReadOnlyList<Line> All =
    [
        new(Dispatch, Duration.FromSeconds(5), "sends what is due", (s, stop) => s.GetRequiredService<DispatchMessages>().RunAsync(stop)),
        new("plan-messages", Duration.FromMinutes(10), "plans what came within four weeks", (s, stop) => s.GetRequiredService<PlanMessages>().RunAsync(stop)),
        new("reconcile-texts", Duration.FromSeconds(30), "asks the provider about texts nobody can vouch for", (s, stop) => s.GetRequiredService<ReconcileTexts>().RunAsync(stop)),
        new("measure-waiting", Duration.FromMinutes(1), "counts what waits and what is paused", (s, stop) => s.GetRequiredService<MeasureWaiting>().RunAsync(stop)),
        new("end-silent-calls", Duration.FromMinutes(1), "ends calls of which nobody said how they went", (s, stop) => s.GetRequiredService<TakeCallStatus>().EndSilentAsync(stop)),
        new("extend-series", Duration.FromHours(6), "keeps every series written ahead", (s, stop) => s.GetRequiredService<ExtendSeries>().RunAsync(Viewer.Program, stop)),
        new("close-votes", Duration.FromMinutes(10), "closes votes whose time is over, and forgets who voted", (s, stop) => s.GetRequiredService<CloseEndedVotes>().RunAsync(Viewer.Program, stop)),
        new("pass-on-help", Duration.FromMinutes(1), "passes on what no safety contact answered in time", (s, stop) => s.GetRequiredService<PassOnHelp>().RunAsync(Viewer.Program, stop)),
        new("make-backup", Duration.FromHours(1), "makes the backup of the night where one is asked for", (s, stop) => s.GetRequiredService<NightlyBackup>().RunAsync(stop)),
        new("keep-no-longer", Duration.FromDays(1), "deletes what was kept long enough and stood on the list for the days of notice", (s, stop) => s.GetRequiredService<KeepNoLongerNightly>().RunAsync(stop)),
        new("tidy-links", Duration.FromDays(1), "deletes links that open nothing any more", (s, stop) => s.GetRequiredService<TidyLinks>().RunAsync(stop)),
    ];

    /// <summary>The jobs for a clock of this speed: when a week passes in a minute, plans are made more often too. Each run that ends well beats.</summary>
    public static IReadOnlyList<RecurringJob> For(JobsOptions options) => [.. All.Select(line => new RecurringJob(
        line.Name,
        Cadences.Last(c => c == Cadences[0] || c <= line.Every / options.ClockSpeed),
        async (services, stop) =>
        {
            await line.Run(services, stop);
            await services.GetRequiredService<Heartbeats>().BeatAsync(line.Name, stop);
        }))];

    private sealed record Line(string Name, Duration Every, string What, Func<IServiceProvider, CancellationToken, Task> Run);
}
