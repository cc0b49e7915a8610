using System.Diagnostics;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Bench;

/// <summary>Worker processes of the real program, which find messages due when they start.</summary>
internal static class BenchWorkers
{
    /// <returns>Seconds from the first message claimed until the last is recorded.</returns>
    public static async Task<double> DrainAsync(TestDatabase database, int processes, IReadOnlyDictionary<string, string?> channels)
    {
        string[] settings =
        [
            .. channels.Select(c => $"--{c.Key}={c.Value}"), $"--Data:Provider={database.Provider}", $"--Data:Connection={database.Connection}",
            "--Clock:Start=2026-08-04T09:00:00Z", "--Role=worker",
        ];
        var total = await CountAsync(database, null);
        var workers = Enumerable.Range(0, processes).Select(_ => ChildProcess.Start(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Groups.Web.dll"), .. settings, "--urls", $"http://127.0.0.1:{FreePort.Next()}"],
            environment: new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DOTNET_ENVIRONMENT"] = "Development" })).ToList();
        try
        {
            await Wait.UntilAsync(async () => await CountAsync(database, MessageState.Planned) < total, () => Said(workers), TimeSpan.FromMinutes(2));
            var from = Stopwatch.GetTimestamp();
            await Wait.UntilAsync(async () => await CountAsync(database, MessageState.Accepted) >= total, () => Said(workers), TimeSpan.FromMinutes(15));
            return Stopwatch.GetElapsedTime(from).TotalSeconds;
        }
        finally
        {
            workers.ForEach(w => w.Dispose());
        }
    }

    private static string Said(List<ChildProcess> workers) => string.Join('\n', workers.Select(w => w.Output));

    private static async Task<int> CountAsync(TestDatabase database, MessageState? state)
    {
        await using var db = database.Open();
        return await db.Messages.CountAsync(m => m.Kind == MessageKind.DayBefore && (state == null || m.State == state));
    }
}
