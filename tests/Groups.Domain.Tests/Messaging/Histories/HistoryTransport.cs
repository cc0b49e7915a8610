using System.Collections.Concurrent;
using Groups.Domain.Messaging;
using Groups.Jobs.Channels;
using NodaTime;

namespace Groups.Domain.Tests.Messaging.Histories;

/// <summary>Both providers: remembers every call with its moment and answer; the next answers can be other than yes.</summary>
internal sealed class HistoryTransport(Func<Instant> now) : ISmsTransport, IEmailTransport
{
    private readonly ConcurrentQueue<Call> _calls = new();
    private readonly ConcurrentQueue<(SendOutcome Outcome, bool Takes)> _next = new();

    public string Name => "History";

    public IReadOnlyList<Call> Calls => [.. _calls];

    /// <summary>The answer to the next call, whichever it is, and whether the message is taken all the same.</summary>
    public void AnswerNext(SendOutcome outcome, bool takes) => _next.Enqueue((outcome, takes));

    public Task<SendOutcome> SendAsync(SmsToSend sms, CancellationToken stop) => TakeAsync(sms.MessageId, sms.To, sms.Text, true);

    public Task<SendOutcome> SendAsync(EmailToSend email, CancellationToken stop) =>
        TakeAsync(email.MessageId, email.To, $"{email.Subject}\n{email.SenderName}\n{email.TextBody}\n{email.HtmlBody}", false);

    public Task<IReadOnlyList<ListedText>?> ListAsync(string to, Instant since, CancellationToken stop) => Task.FromResult<IReadOnlyList<ListedText>?>(
        [.. _calls.Where(c => c.IsText && c.WasTaken && c.To == to && c.At >= since).Select(c => new ListedText(c.Sid, TextDigest.Of(c.Words), c.At, "sent", null, 1))]);

    private Task<SendOutcome> TakeAsync(Guid messageId, string to, string words, bool isText)
    {
        var sid = $"SM{Guid.NewGuid():N}";
        var (outcome, takes) = _next.TryDequeue(out var next) ? next : (new SendOutcome(SendResult.Accepted, sid, Parts: 1), true);
        _calls.Enqueue(new Call(sid, messageId, to, words, isText, now(), outcome.Result, takes));
        return Task.FromResult(outcome);
    }
}

/// <summary>One call to a provider.</summary>
internal sealed record Call(string Sid, Guid MessageId, string To, string Words, bool IsText, Instant At, SendResult Result, bool WasTaken)
{
    /// <summary>It came, or for all we know may have.</summary>
    public bool MayHaveCome => Result is SendResult.Accepted or SendResult.Unknown;
}
