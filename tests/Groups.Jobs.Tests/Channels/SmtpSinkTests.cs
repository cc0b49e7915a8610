using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Jobs.Tests.Channels;

/// <summary>The SMTP transport of this build against Postfix's test server, a second opinion on the protocol.</summary>
public sealed class SmtpSinkTests
{
    private static readonly EmailToSend Email = new(
        Guid.NewGuid(), "pat@example.org", "Café", "Hello\r\n.dot\r\n", "<p>Hello</p>", null, null);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Postfix_takes_the_message()
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var services = Smtp.Services(sink.Port);

        (await services.GetRequiredService<IEmailTransport>().SendAsync(Email, Stop)).Result.ShouldBe(SendResult.Accepted);

        var message = (await sink.MessagesAsync(1)).ShouldHaveSingleItem();
        message.ShouldContain("X-Mail-Args: <groups@example.org>");
        message.ShouldContain("X-Rcpt-Args: <pat@example.org>");
        message.ShouldContain($"Message-ID: <{Email.MessageId:N}@example.org>", Case.Insensitive);
    }

    [Theory]
    [InlineData("-f", "MAIL", SendResult.Refused)]
    [InlineData("-r", "MAIL", SendResult.Transient)]
    [InlineData("-r", "RCPT", SendResult.Transient)]
    [InlineData("-f", "DATA", SendResult.Refused)]
    [InlineData("-r", "DATA", SendResult.Transient)]
    [InlineData("-f", ".", SendResult.Refused)]
    [InlineData("-r", ".", SendResult.Transient)]
    [InlineData("-q", "MAIL", SendResult.Transient)]
    [InlineData("-q", "RCPT", SendResult.Transient)]
    [InlineData("-q", "DATA", SendResult.Transient)]
    [InlineData("-q", ".", SendResult.Unknown)]
    public async Task Each_refusal_and_each_lost_connection_has_its_class(string option, string command, SendResult expected)
    {
        await using var sink = await SmtpSink.StartAsync(option, command);
        await using var services = Smtp.Services(sink.Port);

        (await services.GetRequiredService<IEmailTransport>().SendAsync(Email, Stop)).Result.ShouldBe(expected);
    }
}
