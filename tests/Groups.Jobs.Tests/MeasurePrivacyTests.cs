using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Jobs.Tests;

/// <summary>No personal data in logs, traces and measures, whatever the provider answers.</summary>
public sealed class MeasurePrivacyTests
{
    private static readonly string[] Secrets = ["Zebedee", "7700900777", "zebedee@", "Women's", "Hi "];

    [Fact]
    public async Task Nothing_of_a_person_stands_in_logs_spans_or_measures()
    {
        var captured = new ConcurrentQueue<string>();
        using var measures = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        measures.SetMeasurementEventCallback<long>((i, value, tags, _) => captured.Enqueue($"{i.Name} {value} {Words(tags)}"));
        measures.SetMeasurementEventCallback<double>((i, value, tags, _) => captured.Enqueue($"{i.Name} {value} {Words(tags)}"));
        measures.Start();
        using var spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Groups", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => captured.Enqueue($"span {span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects.Select(t => $"{t.Key}={t.Value}"))}"),
        };
        ActivitySource.AddActivityListener(spans);

        foreach (var result in Enum.GetValues<SendResult>())
        {
            using var transport = RecordingTransport.ForAll;
            await using var world = await MessageWorld.CreateAsync(
                transport: transport,
                change: s => s.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddProvider(new Capture(captured))));
            await world.PersonAsync("Zebedee", "+447700900777", "zebedee@example.org");
            await world.SessionAsync();
            world.GoTo(4, 10);
            transport.AnswerNext(new SendOutcome(result, Code: "21999"));
            await world.DispatchAsync();
            transport.DuringNext(() => throw new InvalidOperationException("a bug"));
            world.Clock.Advance(Duration.FromMinutes(30));
            await world.DispatchAsync();
            await world.Get<ReconcileTexts>().RunAsync();
            await world.Get<TakeReceipt>().RunAsync((await world.MessagesAsync())[0].Id, 1, "SM1", "delivered", null);
            await world.ReplyAsync("Zebedee says STOP", "+447700900777");
        }

        captured.ShouldContain(line => line.StartsWith("groups.messages ", StringComparison.Ordinal));
        captured.ShouldContain(line => line.StartsWith("groups.messages.lag ", StringComparison.Ordinal));
        captured.ShouldContain(line => line.StartsWith("span send ", StringComparison.Ordinal));
        captured.ShouldContain(line => line.StartsWith("log ", StringComparison.Ordinal));
        captured.Where(line => Secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }

    private static string Words(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"));

    private sealed class Capture(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"log {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
