using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;

namespace Groups.Testing.Overhearing;

/// <summary>
/// Hears every span and every measure of the process. They belong to no one app, so each app that ends looks for its own people in all that was said
/// while it ran; what was said before the oldest of them started is forgotten.
/// </summary>
internal static partial class ProcessEars
{
    private static readonly ConcurrentDictionary<object, long> Apps = new();
    private static readonly Heard Spans = new();
    private static readonly Heard Measures = new();
    private static readonly Lazy<(ActivityListener, MeterListener)> Listening = new(Listen);

    /// <summary>Listens from now on for an app.</summary>
    public static void ListenFor(object app)
    {
        Apps[app] = Stopwatch.GetTimestamp();
        _ = Listening.Value;
    }

    /// <summary>What was said while the app ran.</summary>
    public static IEnumerable<string> HeardFor(object app) =>
        Spans.Since(Apps[app]).Select(s => $"span {s}").Concat(Measures.Since(Apps[app]).Select(m => $"measure {m}"));

    /// <summary>The app has ended and asks no more.</summary>
    public static void Forget(object app)
    {
        Apps.TryRemove(app, out _);
        var oldest = Apps.Values.Append(Stopwatch.GetTimestamp()).Min();
        Spans.ForgetBefore(oldest);
        Measures.ForgetBefore(oldest);
    }

    private static (ActivityListener, MeterListener) Listen()
    {
        var spans = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(spans);
        var measures = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        measures.SetMeasurementEventCallback<byte>((i, _, tags, _) => Hear(i, tags));
        measures.SetMeasurementEventCallback<short>((i, _, tags, _) => Hear(i, tags));
        measures.SetMeasurementEventCallback<int>((i, _, tags, _) => Hear(i, tags));
        measures.SetMeasurementEventCallback<long>((i, _, tags, _) => Hear(i, tags));
        measures.SetMeasurementEventCallback<float>((i, _, tags, _) => Hear(i, tags));
        measures.SetMeasurementEventCallback<double>((i, _, tags, _) => Hear(i, tags));
        measures.SetMeasurementEventCallback<decimal>((i, _, tags, _) => Hear(i, tags));
        measures.Start();
        return (spans, measures);
    }

    private static void Hear(Activity span)
    {
        var where = $"{span.Source.Name} {span.OperationName}";
        Spans.Add($"{where} {span.DisplayName} {span.StatusDescription} {span.TraceStateString}");
        foreach (var tag in span.EnumerateTagObjects())
        {
            Hear(Spans, where, tag);
        }

        foreach (var (key, value) in span.Baggage)
        {
            Hear(Spans, where, new(key, value));
        }

        foreach (ref readonly var happened in span.EnumerateEvents())
        {
            Spans.Add($"{where} {happened.Name}");
            foreach (ref readonly var tag in happened.EnumerateTagObjects())
            {
                Hear(Spans, where, tag);
            }
        }
    }

    private static void Hear(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            Hear(Measures, instrument.Name, tag);
        }
    }

    private static void Hear(Heard heard, string where, KeyValuePair<string, object?> tag)
    {
        // None of these can hold a name, and a number or an address only as long as one.
        if (tag.Value is not (null or bool or Guid or Enum or float or double or DateTime or DateTimeOffset or TimeSpan or int or uint or short or ushort or byte or < 1_000_000L))
        {
            var text = $"{where} {tag.Key}={(tag.Value is System.Collections.IEnumerable many and not string ? string.Join(' ', many.Cast<object?>()) : tag.Value)}";
            heard.Add(tag.Key.StartsWith("db.", StringComparison.Ordinal) ? Column().Replace(text, "~") : text);
        }
    }

    /// <summary>What SQL writes in double quotes is never a value.</summary>
    [GeneratedRegex("\"\\w+\"", RegexOptions.None, 10_000)]
    private static partial Regex Column();
}
