using System.Collections.Concurrent;
using Groups.Jobs.Channels;

namespace Groups.Testing;

/// <summary>
/// Both channels for a test: remembers what it took. A test says what is allowed; anything else is remembered as unplanned and fails the test
/// when it is disposed.
/// </summary>
public sealed class RecordingTransport : ISmsTransport, IEmailTransport, ICallTransport, IDisposable
{
    private readonly ConcurrentQueue<SmsToSend> _texts = new();
    private readonly ConcurrentQueue<EmailToSend> _emails = new();
    private readonly ConcurrentQueue<CallToPlace> _calls = new();
    private readonly ConcurrentQueue<Func<Task<SendOutcome>>> _next = new();
    private readonly bool _allowsTexts;
    private readonly bool _allowsEmails;
    private (Func<SmsToSend, bool> Which, SendOutcome Outcome)? _always;
    private int _unplanned;

    private RecordingTransport(bool texts, bool emails) => (_allowsTexts, _allowsEmails) = (texts, emails);

    /// <summary>Takes texts and emails.</summary>
    public static RecordingTransport ForAll => new(true, true);

    /// <summary>Takes texts; an email is unplanned.</summary>
    public static RecordingTransport ForTexts => new(true, false);

    /// <summary>Nothing may go out.</summary>
    public static RecordingTransport ForNothing => new(false, false);

    /// <summary>Takes calls, and has them switched on; anything else is unplanned.</summary>
    public static RecordingTransport ForCalls => new(false, false) { AllowsCalls = true };

    public bool AllowsCalls { get; private init; }

    public string Name => "Recording";

    public IReadOnlyList<SmsToSend> Texts => [.. _texts];

    public IReadOnlyList<EmailToSend> Emails => [.. _emails];

    public IReadOnlyList<CallToPlace> Calls => [.. _calls];

    /// <summary>The next sending, whichever it is, has this outcome.</summary>
    public void AnswerNext(SendOutcome outcome) => _next.Enqueue(() => Task.FromResult(outcome));

    /// <summary>Every text of this kind has this outcome.</summary>
    public void AnswerWhere(Func<SmsToSend, bool> which, SendOutcome outcome) => _always = (which, outcome);

    /// <summary>Forgets the texts it took so far.</summary>
    public void Forget() => _texts.Clear();

    /// <summary>During the next sending this happens first.</summary>
    public void DuringNext(Func<Task<SendOutcome>> happens) => _next.Enqueue(happens);

    public Task<SendOutcome> SendAsync(SmsToSend sms, CancellationToken stop)
    {
        _texts.Enqueue(sms);
        if (_always is { } always && always.Which(sms))
        {
            return Task.FromResult(always.Outcome);
        }

        return AnswerAsync(_allowsTexts);
    }

    public Task<SendOutcome> SendAsync(EmailToSend email, CancellationToken stop)
    {
        _emails.Enqueue(email);
        return AnswerAsync(_allowsEmails);
    }

    /// <summary>What the provider's list holds; empty until a test fills it, null when it cannot be read.</summary>
    public IReadOnlyList<ListedText>? Listed { get; set; } = [];

    public Task<IReadOnlyList<ListedText>?> ListAsync(string to, NodaTime.Instant since, CancellationToken stop) => Task.FromResult(Listed);

    public Task<SendOutcome> PlaceAsync(CallToPlace call, CancellationToken stop)
    {
        _calls.Enqueue(call);
        return AnswerAsync(AllowsCalls);
    }

    public void Dispose()
    {
        if (_unplanned > 0)
        {
            throw new InvalidOperationException($"{_unplanned} messages went out that the test did not plan for.");
        }
    }

    private Task<SendOutcome> AnswerAsync(bool allowed)
    {
        if (!allowed)
        {
            Interlocked.Increment(ref _unplanned);
        }

        return _next.TryDequeue(out var next) ? next() : Task.FromResult(new SendOutcome(SendResult.Accepted, $"SM{Guid.NewGuid():N}", Parts: 1));
    }
}
