using System.Net.Mail;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using NodaTime;
using SmtpClient = MailKit.Net.Smtp.SmtpClient;

namespace Groups.Jobs.Channels;

/// <summary>Email by MailKit.</summary>
internal sealed class MailKitTransport(SmtpOptions options, IClock clock) : IEmailTransport, IDisposable
{
    public const string Kind = "email by MailKit";
    public const bool CanTlsFromTheStart = true;

    private readonly MailAddress _from = new(options.From!);
    private readonly ConnectionPool<SmtpClient> _connections = new(
        options.Connections, () => new ReportingClient { Timeout = (int)options.Timeout.TotalMilliseconds });

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
            _connections.Return(connection, keep: outcome.Result == SendResult.Accepted && connection.IsConnected);
        }
    }

    public void Dispose() => _connections.Dispose();

    private async Task<(SendOutcome Outcome, bool Broke)> TryAsync(SmtpClient connection, EmailToSend email)
    {
        var body = new Progress();
        using var message = Compose(email);
        using var late = new CancellationTokenSource(options.Timeout.ToTimeSpan());
        try
        {
            await ConnectAsync(connection, late.Token);
            await connection.SendAsync(message, late.Token, body);
            return (new(SendResult.Accepted, EmailParts.MessageId(email, _from)), false);
        }
        catch (SmtpCommandException refused)
        {
            var aboutRecipient = refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted;
            return (EmailAnswers.Reply((int)refused.StatusCode, refused.Message, aboutRecipient), false);
        }
        catch (Exception wrong) when (wrong is AuthenticationException or ServiceNotAuthenticatedException)
        {
            return (new(SendResult.Configuration, Code: "sign-in"), false);
        }
        catch (Exception wrong) when (wrong is SslHandshakeException or NotSupportedException)
        {
            return (new(SendResult.Configuration, Code: "tls"), false);
        }
        catch (Exception broken) when (
            broken is SmtpProtocolException or IOException or System.Net.Sockets.SocketException
                or OperationCanceledException or TimeoutException or ServiceNotConnectedException)
        {
            return (EmailAnswers.Broken(body.Begun, late.IsCancellationRequested ? "timeout" : "connection"), true);
        }
    }

    private async Task ConnectAsync(SmtpClient connection, CancellationToken late)
    {
        if (connection.IsConnected)
            return;
        var security = options.Security switch
        {
            SmtpSecurity.None => SecureSocketOptions.None,
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.StartTls,
        };
        await connection.ConnectAsync(options.Host!, options.PortOrDefault, security, late);
        if (options.HasSignIn)
            await connection.AuthenticateAsync(options.User!, options.Password!, late);
    }

    private MimeMessage Compose(EmailToSend email)
    {
        var sender = EmailParts.Sender(email, _from);
        var message = new MimeMessage
        {
            Subject = email.Subject,
            MessageId = EmailParts.MessageId(email, _from),
            Date = clock.GetCurrentInstant().ToDateTimeOffset(),
            Body = Body(email),
        };
        message.From.Add(new MailboxAddress(sender.DisplayName, sender.Address));
        message.To.Add(new MailboxAddress("", email.To.Trim()));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (email.OneClickUnsubscribe is { } unsubscribe)
        {
            message.Headers.Add("List-Unsubscribe", $"<{unsubscribe.AbsoluteUri}>");
            message.Headers.Add("List-Unsubscribe-Post", EmailParts.UnsubscribeByPost);
        }
        return message;
    }

    private static MultipartAlternative Body(EmailToSend email)
    {
        var body = new MultipartAlternative(new TextPart("plain") { Text = email.TextBody }, new TextPart("html") { Text = email.HtmlBody });
        if (email.Calendar is { } calendar)
        {
            var part = new TextPart("calendar") { Text = calendar.Text, ContentTransferEncoding = ContentEncoding.Base64 };
            part.ContentType.Parameters.Add("method", calendar.Method);
            body.Add(part);
        }
        return body;
    }

    /// <summary>Asks the server, where it offers that, to report a failure and nothing else.</summary>
    private sealed class ReportingClient : SmtpClient
    {
        protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
            DeliveryStatusNotification.Failure;
    }

    private sealed class Progress : ITransferProgress
    {
        public bool Begun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Begun = true;

        public void Report(long bytesTransferred) => Begun = true;
    }
}
