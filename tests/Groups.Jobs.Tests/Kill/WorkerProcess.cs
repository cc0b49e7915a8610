using System.Globalization;
using Groups.Testing;
using NodaTime;
using NodaTime.Text;

namespace Groups.Jobs.Tests.Kill;

/// <summary>A worker as a process of its own (tests/Groups.Worker), which is told the time and when to kill itself.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly ChildProcess _process;
    private int _orders;

    private Instant _shown;

    private WorkerProcess(ChildProcess process, Instant shown) => (_process, _shown) = (process, shown);

    public bool HasExited => _process.HasExited;

    public bool IsReady => _process.Lines.Contains("ready", StringComparer.Ordinal);

    public string Output => _process.Output;

    public static WorkerProcess Start(IReadOnlyDictionary<string, string?> settings, Instant time) => new(ChildProcess.Start(
        "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Groups.Worker.dll"), $"--Keys:Secret={TestKeys.Secret}", $"--Time={InstantPattern.ExtendedIso.Format(time)}",
            .. settings.Select(s => $"--{s.Key}={s.Value}"),
        ],
        environment: new Dictionary<string, string?> { ["DOTNET_TieredPGO"] = "0" }), time);

    public Task ReadyAsync() => _process.LineAsync(line => line == "ready", Wait.PatienceWithProcesses);

    /// <summary>Puts its clock there and wakes it; nothing where it shows that time already.</summary>
    public async Task ShowAsync(Instant time)
    {
        if (_shown != time)
        {
            await AskAsync($"time {InstantPattern.ExtendedIso.Format(time)}");
            _shown = time;
        }
    }

    public Task DieAsync(string point, int passes) => AskAsync(string.Create(CultureInfo.InvariantCulture, $"die {point} {passes}"));

    public Task LiveAsync() => AskAsync("live");

    /// <summary>As its schedule does twice a minute of real time.</summary>
    public Task ReconcileAsync() => AskAsync("reconcile");

    /// <summary>The lease tokens it took so far; null while it is taking some.</summary>
    public async Task<HashSet<Guid>?> HeldAsync()
    {
        var held = await AskAsync("held");
        return held == "busy" ? null : [.. (held ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
    }

    /// <summary>SIGKILL, from outside.</summary>
    public void Kill() => _process.Kill();

    public void Dispose() => _process.Dispose();

    /// <summary>The answer; null where the process died over it.</summary>
    private async Task<string?> AskAsync(string order)
    {
        var start = $"{Interlocked.Increment(ref _orders)} ";
        try
        {
            await _process.WriteLineAsync(start + order);
            return (await _process.LineAsync(line => line.StartsWith(start, StringComparison.Ordinal)))[start.Length..];
        }
        catch (Exception gone) when (gone is IOException || (gone is InvalidOperationException && _process.HasExited))
        {
            return null;
        }
    }
}
