using Groups.Domain.Messaging;
using NodaTime;

namespace Groups.Jobs.Channels;

internal sealed class PreviewSmsTransport(PreviewBox box, IClock clock) : ISmsTransport
{
    public string Name => "Preview";

    public Task<SendOutcome> SendAsync(SmsToSend sms, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (sms.Validity <= Duration.Zero)
            return Task.FromResult(new SendOutcome(SendResult.Expired));
        var id = Guid.NewGuid();
        box.Add(new(id, sms.MessageId, clock.GetCurrentInstant(), PreviewChannel.Sms, sms.To, null, null, sms.Text, null));
        return Task.FromResult(new SendOutcome(SendResult.Accepted, $"preview-{id:N}"));
    }

    public Task<IReadOnlyList<ListedText>?> ListAsync(string to, Instant since, CancellationToken stop) => Task.FromResult<IReadOnlyList<ListedText>?>(
        [.. box.Newest().Where(m => m.Channel == PreviewChannel.Sms && m.To == to && m.At >= since)
            .Select(m => new ListedText($"preview-{m.Id:N}", TextDigest.Of(m.Text), m.At, "delivered", null, null))]);
}

internal sealed class PreviewEmailTransport(PreviewBox box, IClock clock) : IEmailTransport
{
    public string Name => "Preview";

    public Task<SendOutcome> SendAsync(EmailToSend email, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (EmailParts.Refusal(email) is { } refusal)
            return Task.FromResult(refusal);
        var id = Guid.NewGuid();
        box.Add(new(
            id, email.MessageId, clock.GetCurrentInstant(), PreviewChannel.Email, email.To, email.SenderName,
            email.Subject, email.TextBody, email.HtmlBody));
        return Task.FromResult(new SendOutcome(SendResult.Accepted, $"preview-{id:N}"));
    }
}
