namespace Groups.Jobs.Channels;

internal sealed class NetMailTransport(SmtpOptions options) : IEmailTransport
{
    public const string Kind = "email by System.Net.Mail";
    public const bool CanTlsFromTheStart = false;
    public string Name => "SMTP";
    public Task<SendOutcome> SendAsync(EmailToSend email, CancellationToken stop) => throw new NotSupportedException(options.Host);
}
