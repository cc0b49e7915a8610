using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>The kinds of message the preview page shows.</summary>
public enum PreviewChannel
{
    /// <summary>A text.</summary>
    Sms,

    /// <summary>An email.</summary>
    Email,

    /// <summary>A call; what it says is asked for when it is answered.</summary>
    Call,
}

/// <summary>A message as the phone or inbox would show it.</summary>
/// <param name="Id">Its own id, new for every sending.</param>
/// <param name="MessageId">The ledger row.</param>
/// <param name="At">When it was taken over.</param>
/// <param name="Channel">Text or email.</param>
/// <param name="To">Number or address.</param>
/// <param name="SenderName">The sender's name, if it had one.</param>
/// <param name="Subject">An email's subject.</param>
/// <param name="Text">The text, or an email's plain part.</param>
/// <param name="Html">An email's HTML part.</param>
public sealed record PreviewMessage(
    Guid Id, Guid MessageId, Instant At, PreviewChannel Channel, string To, string? SenderName, string? Subject, string Text, string? Html)
{
    /// <summary>The id only: an address or a text must not reach a log.</summary>
    public override string ToString() => $"preview {Id}";
}

/// <summary>What the preview channels took over: in memory, the newest 500.</summary>
public sealed class PreviewBox
{
    /// <summary>How many messages are kept.</summary>
    public const int Kept = 500;

    private readonly Lock _gate = new();
    private readonly LinkedList<PreviewMessage> _newestFirst = [];
    private readonly List<Action<PreviewMessage>> _subscribers = [];

    /// <summary>All that is kept, newest first.</summary>
    public IReadOnlyList<PreviewMessage> Newest()
    {
        lock (_gate)
            return [.. _newestFirst];
    }

    /// <summary>
    /// Calls back for every message from now on, on the sender's thread, until disposed. Subscribe first, then read
    /// <see cref="Newest"/>, and drop ids already seen: nothing is missed.
    /// </summary>
    public IDisposable Subscribe(Action<PreviewMessage> arrived)
    {
        lock (_gate)
            _subscribers.Add(arrived);
        return new Subscription(this, arrived);
    }

    /// <summary>Takes a message over.</summary>
    public void Add(PreviewMessage message)
    {
        Action<PreviewMessage>[] subscribers;
        lock (_gate)
        {
            _newestFirst.AddFirst(message);
            if (_newestFirst.Count > Kept)
                _newestFirst.RemoveLast();
            subscribers = [.. _subscribers];
        }
        foreach (var subscriber in subscribers)
            subscriber(message);
    }

    private sealed class Subscription(PreviewBox box, Action<PreviewMessage> arrived) : IDisposable
    {
        public void Dispose()
        {
            lock (box._gate)
                box._subscribers.Remove(arrived);
        }
    }
}
