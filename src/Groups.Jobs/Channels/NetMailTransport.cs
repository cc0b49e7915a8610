using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Security.Authentication;
using System.Text;

namespace Groups.Jobs.Channels;

/// <summary>Email by the framework's own client, which keeps its connection from one message to the next.</summary>
internal sealed class NetMailTransport(SmtpOptions options) : IEmailTransport, IDisposable
{
    public const string Kind = "email by System.Net.Mail";
    public const bool CanTlsFromTheStart = false;

    private readonly MailAddress _from = new(options.From!);
    private readonly ConnectionPool<SmtpClient> _connections = new(options.Connections, () => Open(options));

    public string Name => "SMTP";

    public async Task<SendOutcome> SendAsync(EmailToSend email, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (EmailParts.Refusal(email) is { } refusal)
            return refusal;
        var (connection, used) = await _connections.RentAsync(stop);
        var outcome = new SendOutcome(SendResult.Unknown);
        try
        {
            (outcome, var broke) = await TryAsync(connection, email);
            if (used && broke && outcome.Result == SendResult.Transient)
            {
                connection = _connections.Replace(connection);
                (outcome, _) = await TryAsync(connection, email);
            }
            return outcome;
        }
        finally
        {
            _connections.Return(connection, keep: outcome.Result == SendResult.Accepted);
        }
    }

    public void Dispose() => _connections.Dispose();

    private static SmtpClient Open(SmtpOptions options) => new(options.Host, options.PortOrDefault)
    {
        EnableSsl = options.Security == SmtpSecurity.StartTls,
        Credentials = options.HasSignIn ? new NetworkCredential(options.User, options.Password) : null,
        Timeout = (int)options.Timeout.TotalMilliseconds + 5000, // the time limit of each sending comes first, so that it alone says what was late
    };

    private async Task<(SendOutcome Outcome, bool Broke)> TryAsync(SmtpClient connection, EmailToSend email)
    {
        using var text = new NetMailBody(email.TextBody);
        using var html = new NetMailBody(email.HtmlBody);
        using var message = Compose(email, text, html);
        var limit = options.Timeout.ToTimeSpan();
        using var late = new CancellationTokenSource(limit);
        try
        {
            await connection.SendMailAsync(message, late.Token).WaitAsync(limit + TimeSpan.FromSeconds(1), CancellationToken.None);
            return (new(SendResult.Accepted, EmailParts.MessageId(email, _from)), false);
        }
        catch (SmtpFailedRecipientException refused)
        {
            return (EmailAnswers.Reply((int)refused.StatusCode, refused.Message, aboutRecipient: true), false);
        }
        catch (SmtpException refused) when (refused.StatusCode != SmtpStatusCode.GeneralFailure)
        {
            return (EmailAnswers.Reply((int)refused.StatusCode, refused.Message, aboutRecipient: false), false);
        }
        catch (SmtpException broken) when (IsTlsProblem(broken, text.Begun, !late.IsCancellationRequested))
        {
            return (new(SendResult.Configuration, Code: "tls"), false);
        }
        catch (Exception broken) when (broken is SmtpException or OperationCanceledException or TimeoutException or IOException)
        {
            return (EmailAnswers.Broken(text.Begun, late.IsCancellationRequested ? "timeout" : "connection"), true);
        }
    }

    /// <summary>The client says "does not support secure connections" by an exception with no cause and no code.</summary>
    private bool IsTlsProblem(SmtpException broken, bool bodyBegun, bool inTime) =>
        options.Security == SmtpSecurity.StartTls && !bodyBegun
        && (broken.InnerException is AuthenticationException || (broken.InnerException is null && inTime));

    private MailMessage Compose(EmailToSend email, NetMailBody text, NetMailBody html)
    {
        var sender = EmailParts.Sender(email, _from);
        var message = new MailMessage
        {
            From = new MailAddress(sender.Address, sender.DisplayName, Encoding.UTF8),
            Subject = email.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            DeliveryNotificationOptions = DeliveryNotificationOptions.OnFailure,
        };
        message.To.Add(new MailAddress(email.To.Trim()));
        message.Headers.Add("Message-ID", $"<{EmailParts.MessageId(email, _from)}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (email.OneClickUnsubscribe is { } unsubscribe)
        {
            message.Headers.Add("List-Unsubscribe", $"<{unsubscribe.AbsoluteUri}>");
            message.Headers.Add("List-Unsubscribe-Post", EmailParts.UnsubscribeByPost);
        }
        message.AlternateViews.Add(Part(text, "text/plain"));
        message.AlternateViews.Add(Part(html, "text/html"));
        if (email.Calendar is { } calendar)
        {
            var part = AlternateView.CreateAlternateViewFromString(calendar.Text, Encoding.UTF8, "text/calendar");
            part.ContentType.Parameters["method"] = calendar.Method;
            part.TransferEncoding = TransferEncoding.Base64;
            message.AlternateViews.Add(part);
        }
        return message;
    }

    private static AlternateView Part(NetMailBody body, string type) =>
        new(body, new ContentType(type) { CharSet = "utf-8" }) { TransferEncoding = TransferEncoding.Base64 };
}
