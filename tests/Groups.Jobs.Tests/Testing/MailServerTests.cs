using System.Net;
using System.Net.Mail;
using Groups.Testing;

namespace Groups.Jobs.Tests.Testing;

public sealed class MailServerTests
{
    [Fact]
    public async Task The_sink_keeps_what_it_was_sent()
    {
        await using var sink = await SmtpSink.StartAsync();

        await SendAsync(sink.Port, "ann@example.org");

        var message = (await sink.MessagesAsync(1)).ShouldHaveSingleItem();
        message.ShouldContain("X-Rcpt-Args: <ann@example.org>");
        message.ShouldContain("Subject: Wednesday");
    }

    [Fact]
    public async Task The_sink_refuses_when_asked_to()
    {
        await using var sink = await SmtpSink.StartAsync("-f", "RCPT");

        await Should.ThrowAsync<SmtpException>(() => SendAsync(sink.Port, "ann@example.org"));
    }

    [Fact]
    public async Task The_recorder_keeps_headers_and_envelope()
    {
        await using var server = await RecordingSmtpServer.StartAsync("groups", "kettle");

        await SendAsync(server.Port, "ann@example.org", new NetworkCredential("groups", "kettle"));

        var message = (await server.MessagesAsync(1)).ShouldHaveSingleItem();
        message.From.ShouldBe("hello@example.org");
        message.To.ShouldBe(["ann@example.org"]);
        message.Header("subject").ShouldBe("Wednesday");
        message.User.ShouldBe("groups");
        message.Taken.ShouldBeTrue();
    }

    [Fact]
    public async Task The_recorder_refuses_one_recipient_and_takes_another()
    {
        await using var server = await RecordingSmtpServer.StartAsync();
        await server.RefuseAsync(("Gone@example.org", 550), ("full@example.org", 452));

        (await Should.ThrowAsync<SmtpException>(() => SendAsync(server.Port, "gone@example.org"))).StatusCode.ShouldBe(SmtpStatusCode.MailboxUnavailable);
        (await Should.ThrowAsync<SmtpException>(() => SendAsync(server.Port, "full@example.org"))).StatusCode.ShouldBe(SmtpStatusCode.InsufficientStorage);
        await SendAsync(server.Port, "ann@example.org");

        (await server.MessagesAsync(1)).ShouldHaveSingleItem().To.ShouldBe(["ann@example.org"]);
    }

    [Fact]
    public async Task The_recorder_hangs_up_after_the_final_dot()
    {
        await using var server = await RecordingSmtpServer.StartAsync();
        await server.DropAfterDotAsync();

        await Should.ThrowAsync<SmtpException>(() => SendAsync(server.Port, "ann@example.org"));
        await SendAsync(server.Port, "ann@example.org");

        (await server.MessagesAsync(2)).Select(message => message.Taken).ShouldBe([false, true]);
    }

    [Fact]
    public async Task The_recorder_refuses_after_the_final_dot_and_takes_its_time()
    {
        await using var server = await RecordingSmtpServer.StartAsync();
        await server.RefuseAfterDotAsync(554);
        await server.DelayAsync(TimeSpan.FromMilliseconds(300));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Should.ThrowAsync<SmtpException>(() => SendAsync(server.Port, "ann@example.org"));

        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(290));
        (await server.MessagesAsync(1)).ShouldHaveSingleItem().Taken.ShouldBeFalse();
    }

    private static async Task SendAsync(int port, string to, NetworkCredential? credential = null)
    {
        using var client = new SmtpClient("127.0.0.1", port) { Credentials = credential };
        using var message = new MailMessage("hello@example.org", to, "Wednesday", "See you at 11.");
        await client.SendMailAsync(message);
    }
}
