using System.Text.Json;
using Groups.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Groups.Bench.Register;

/// <summary>Circuits of a register of forty, driven from a Node process that speaks Blazor's own protocol.</summary>
internal static class CircuitsPart
{
    private const int Measured = 100;
    private const int Live = 300;
    private const int Taps = 24;

    public static async Task RunAsync(Lines lines)
    {
        await using var site = await RegisterSite.StartAsync();
        await using var node = NodeTool.Start("blazor-circuits.mjs", site.App.Address.ToString(), site.Cookie);
        var people = new Queue<Guid>(site.Cafe.People.Values);
        var at = site.App.Clock.GetCurrentInstant().ToString();
        var blankPage = "styleguide/blank";
        var register = $"sessions/{site.Session}/register";

        await AskAsync(node, new { command = "open", path = blankPage, count = 10 });
        await AskAsync(node, new { command = "open", path = register, count = 10, follows = true });
        await AskAsync(node, new { command = "taps", session = site.Session, people = Take(people, 2), at, pause = 1500 });
        var empty = Heap();
        await AskAsync(node, new { command = "open", path = blankPage, count = Measured });
        var withBlank = Heap();
        await AskAsync(node, new { command = "open", path = register, count = Measured, follows = true });
        await AskAsync(node, new { command = "taps", session = site.Session, people = Take(people, 2), at, pause = 1500 });
        var withRegister = Heap();
        var (blank, open) = ((withBlank - empty) / 1000.0 / Measured, (withRegister - withBlank) / 1000.0 / Measured);
        lines.Add("managed heap of a blank circuit, kB", blank);
        lines.Add("managed heap of an open register of 40, kB", open);
        lines.Add("× a blank circuit", open / blank, "at most 1.6");

        var bytes = await AskAsync(node, new { command = "bytes", session = site.Session, people = Take(people, 6), at });
        var change = bytes.GetProperty("change");
        lines.Add("bytes to a circuit per tick of somebody else, whole frames", change.GetProperty("frames").GetDouble(), "at most 500");
        lines.Add("  the most of six", change.GetProperty("most").GetDouble());
        lines.Add("  compressed, on the wire: a tick", change.GetProperty("wire").GetDouble());
        lines.Add("bytes of the announcement after a pause, whole frames", bytes.GetProperty("said").GetProperty("frames").GetDouble());
        lines.Add("  compressed, on the wire: the announcement", bytes.GetProperty("said").GetProperty("wire").GetDouble());

        await AskAsync(node, new { command = "open", path = register, count = Live - Measured - 10, follows = true });
        var seen = await AskAsync(node, new { command = "taps", session = site.Session, people = Take(people, Taps), at, pause = 250 });
        await using var hub = await BareAsync();
        var bare = await AskAsync(node, new { command = "bare", url = hub.Urls.First() + "/bare", count = Live, size = change.GetProperty("frames").GetInt32(), rounds = Taps, pause = 250 });
        Add(lines, $"tap → durable → seen on {Live} circuits", seen);
        lines.Add("  of it until the tap is durable, p50 ms", seen.GetProperty("durable").GetDouble());
        Add(lines, $"bare hub, as many bytes to {Live} clients", bare);
        lines.Add("× the bare hub, p50", seen.GetProperty("p50").GetDouble() / bare.GetProperty("p50").GetDouble(), "at most 5");
        lines.Add("× the bare hub, until all have seen", seen.GetProperty("all").GetDouble() / bare.GetProperty("all").GetDouble());
    }

    private static void Add(Lines lines, string name, JsonElement times)
    {
        foreach (var quantile in new[] { "p50", "p95", "p99" })
        {
            lines.Add($"{name}, {quantile} ms", times.GetProperty(quantile).GetDouble());
        }

        lines.Add($"{name}, all, p50 ms", times.GetProperty("all").GetDouble());
    }

    private static async Task<JsonElement> AskAsync(ChildProcess node, object command)
    {
        var said = node.Lines.Count;
        await node.WriteLineAsync(JsonSerializer.Serialize(command));
        await Wait.UntilAsync(() => Task.FromResult(node.Lines.Count > said || node.HasExited), () => $"no answer: {node.Output}", TimeSpan.FromMinutes(3));
        var answer = JsonDocument.Parse(node.Lines[said]).RootElement;
        return answer.TryGetProperty("problem", out var problem) ? throw new InvalidOperationException(problem.GetString()) : answer;
    }

    private static List<Guid> Take(Queue<Guid> people, int count) => [.. Enumerable.Range(0, count).Select(_ => people.Dequeue())];

    private static long Heap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task<WebApplication> BareAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapHub<BareHub>("/bare");
        await app.StartAsync();
        return app;
    }

    private sealed class BareHub : Hub
    {
        public Task Tell(string payload) => Clients.All.SendAsync("Heard", payload);
    }
}
