using System.Diagnostics;
using System.Diagnostics.Metrics;
using Groups.Domain.Messaging;
using Groups.Jobs.Channels;
using NodaTime;

namespace Groups.Jobs;

/// <summary>
/// What is measured about messages, for whoever listens to <see cref="Name"/>. Tags are states, classes, channels and kinds; spans carry ids. Never a
/// name, a number, an address or a word of a message.
/// </summary>
public static class MessageMeter
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "Groups.Messages";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);

    private static readonly Counter<long> Changes = Meter.CreateCounter<long>(
        "groups.messages", "{message}", "Messages that came to a state, by state, class of the answer, channel and kind");

    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>(
        "groups.messages.lag", "s", "From the moment a message was due until the provider took it");

    private static readonly Counter<long> Answers = Meter.CreateCounter<long>(
        "groups.provider.answers", "{call}", "Calls to providers, by channel and class of the answer");

    private static readonly Gauge<long> Waiting = Meter.CreateGauge<long>("groups.messages.due", "{message}", "Messages that are due and have not gone");

    private static readonly Gauge<long> Paused = Meter.CreateGauge<long>("groups.channel.paused", "{channel}", "1 while a channel is paused because something is wrong");

    /// <summary>A span around one call to a provider, or null where nobody listens.</summary>
    internal static Activity? Sending(Message message, string channel)
    {
        var span = Source.StartActivity("send", ActivityKind.Client);
        span?.SetTag("message.id", message.Id).SetTag("message.kind", message.Kind.ToString()).SetTag("channel", channel).SetTag("attempt", message.Attempts + 1);
        return span;
    }

    /// <summary>A provider answered.</summary>
    internal static void Answered(Activity? span, string channel, SendOutcome outcome)
    {
        Answers.Add(1, new("channel", channel), new("class", outcome.Result.ToString()));
        span?.SetTag("class", outcome.Result.ToString());
        if (outcome.Result != SendResult.Accepted)
        {
            span?.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>Messages came to a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="reason">The class of the answer, or a fixed word of ours.</param>
    /// <param name="channel">The channel; "none" before one was chosen.</param>
    /// <param name="kind">What the messages are for.</param>
    /// <param name="count">How many.</param>
    public static void Came(MessageState state, string reason, string channel, MessageKind kind, long count = 1) => Changes.Add(
        count, new("state", state.ToString()), new("reason", reason), new("channel", channel), new("kind", kind.ToString()));

    /// <summary>How many messages are due and have not gone.</summary>
    public static void Wait(long due) => Waiting.Record(due);

    /// <summary>Whether a channel is paused because something is wrong.</summary>
    public static void IsPaused(string channel, bool paused) => Paused.Record(paused ? 1 : 0, new KeyValuePair<string, object?>("channel", channel));

    /// <summary>The provider took a message.</summary>
    /// <param name="lag">From due to accepted, in real time.</param>
    /// <param name="channel">The channel.</param>
    public static void Took(Duration lag, string channel) => Lag.Record(Math.Max(0, lag.TotalSeconds), new KeyValuePair<string, object?>("channel", channel));
}

/// <summary>What is counted once the transaction that changed a message is committed.</summary>
internal readonly record struct Counted(MessageState State, SendResult Class, string Channel, MessageKind Kind)
{
    public Counted(Message message, SendResult @class)
        : this(message.State, @class, message.Way is { } way ? ChannelNames.Of(way) : "none", message.Kind)
    {
    }

    public void Report() => MessageMeter.Came(State, Class.ToString(), Channel, Kind);
}
