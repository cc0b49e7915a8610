using Groups.Jobs.Channels;

namespace Groups.Jobs.Tests.Channels;

/// <summary>What every way to send emails promises.</summary>
public abstract class EmailTransportContract
{
    protected const string Address = "pat@example.org";
    protected const string Subject = "Wednesday – café at 11am 🎉";
    protected const string Plain = "Hello Pat,\r\n.a line that begins with a dot\r\nCéilidh on Wednesday.\r\n";
    protected const string Html = "<p>Hello <b>Pat</b>, céilidh on Wednesday.</p>";

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract IEmailTransport Transport { get; }

    protected static EmailToSend Email(
        string to = Address, string subject = Subject, string? sender = "Café", Uri? unsubscribe = null) =>
        new(Guid.NewGuid(), to, subject, Plain, Html, unsubscribe, sender);

    /// <summary>How many were taken over; waits for the expected number where another process takes them.</summary>
    protected abstract Task<int> SentAsync(int expected);

    [Fact]
    public async Task An_email_is_accepted()
    {
        var outcome = await Transport.SendAsync(Email(), Stop);

        outcome.Result.ShouldBe(SendResult.Accepted);
        outcome.ProviderId.ShouldNotBeNullOrEmpty();
        (await SentAsync(1)).ShouldBe(1);
    }

    [Fact]
    public async Task An_email_is_not_sent_after_a_stop()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => Transport.SendAsync(Email(), new CancellationToken(canceled: true)));

        (await SentAsync(0)).ShouldBe(0);
    }

    [Theory]
    [InlineData("pat@example.org\r\nBcc: all@example.org", Subject, "Café")]
    [InlineData("pat@example.org\n", Subject, "Café")]
    [InlineData(Address, "Hello\r\nBcc: all@example.org", "Café")]
    [InlineData(Address, "Hello\nthere", "Café")]
    [InlineData(Address, "Hello\rthere", "Café")]
    [InlineData(Address, Subject, "Café\r\nBcc: all@example.org")]
    [InlineData(Address, "Hello\0there", "Café")]
    public async Task A_line_break_in_a_header_is_refused_before_a_connection_is_opened(string to, string subject, string sender)
    {
        var outcome = await Transport.SendAsync(Email(to, subject, sender), Stop);

        (outcome.Result, outcome.Code).ShouldBe((SendResult.Refused, "header"));
        (await SentAsync(0)).ShouldBe(0);
    }

    [Theory]
    [InlineData("pat@example.org, all@example.org")]
    [InlineData("pat@example.org; all@example.org")]
    [InlineData("pat@example.org all@example.org")]
    [InlineData("Pat <pat@example.org>")]
    [InlineData("pat")]
    [InlineData("@example.org")]
    [InlineData("")]
    public async Task Anything_but_one_bare_address_is_a_bad_address(string to)
    {
        var outcome = await Transport.SendAsync(Email(to), Stop);

        outcome.Result.ShouldBe(SendResult.BadAddress);
        (await SentAsync(0)).ShouldBe(0);
    }
}
