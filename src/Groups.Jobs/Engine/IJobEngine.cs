namespace Groups.Jobs.Engine;

/// <summary>
/// Runs recurring jobs. It only ticks: what is to be done, and what was done, stands in the database. Starts once.
/// </summary>
public interface IJobEngine
{
    /// <summary>Short name for staff and the start-up log.</summary>
    string Name { get; }

    /// <summary>Begins to run the jobs. A run that throws is logged; the next one comes all the same.</summary>
    /// <exception cref="InvalidOperationException">Already started.</exception>
    /// <exception cref="ArgumentException">Two jobs have one name.</exception>
    Task StartAsync(IReadOnlyList<RecurringJob> jobs, CancellationToken stop);

    /// <summary>Begins no new run, asks those under way to stop and waits until they have. Harmless when not started or already stopped.</summary>
    Task StopAsync(CancellationToken stop);

    /// <summary>All that the engine's storage holds of jobs while it runs: their names, arguments, times and what became of their runs, a line for each.</summary>
    Task<IReadOnlyList<string>> StoredAsync(CancellationToken stop);
}
