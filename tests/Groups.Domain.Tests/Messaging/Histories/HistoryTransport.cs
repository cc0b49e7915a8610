using System.Collections.Concurrent;
using Groups.Jobs.Channels;
using NodaTime;

namespace Groups.Domain.Tests.Messaging.Histories;

/// <summary>Both providers: remembers every call with its moment and answer; the next answers can be other than yes.</summary>
internal sealed class HistoryTransport(Func<Instant> now) : ISmsTransport, IEmailTransport
{
    private readonly ConcurrentQueue<Call> _calls = new();
    private readonly ConcurrentQueue<SendOutcome> _next = new();

    public string Name => "History";

    public IReadOnlyList<Call> Calls => [.. _calls];

    public void AnswerNext(SendOutcome outcome) => _next.Enqueue(outcome);

    public Task<SendOutcome> SendAsync(SmsToSend sms, CancellationToken stop) => TakeAsync(sms.MessageId, sms.To, sms.Text, true);

    public Task<SendOutcome> SendAsync(EmailToSend email, CancellationToken stop) =>
        TakeAsync(email.MessageId, email.To, $"{email.Subject}\n{email.SenderName}\n{email.TextBody}\n{email.HtmlBody}", false);

    private Task<SendOutcome> TakeAsync(Guid messageId, string to, string words, bool isText)
    {
        var outcome = _next.TryDequeue(out var next) ? next : new SendOutcome(SendResult.Accepted, $"SM{Guid.NewGuid():N}", Parts: 1);
        _calls.Enqueue(new Call(messageId, to, words, isText, now(), outcome.Result));
        return Task.FromResult(outcome);
    }
}

/// <summary>One call to a provider.</summary>
internal sealed record Call(Guid MessageId, string To, string Words, bool IsText, Instant At, SendResult Result)
{
    /// <summary>It came, or may have.</summary>
    public bool MayHaveCome => Result is SendResult.Accepted or SendResult.Unknown;
}
