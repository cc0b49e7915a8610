using Groups.Domain.Sessions;
using Groups.Domain.Messaging;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Jobs.Tests.Channels;

/// <summary>The SMTP transport of this build against a server that records and misbehaves.</summary>
public sealed class SmtpTransportTests : EmailTransportContract, IAsyncLifetime
{
    private RecordingSmtpServer _server = null!;
    private ServiceProvider _services = null!;

    protected override IEmailTransport Transport => _services.GetRequiredService<IEmailTransport>();

    public async ValueTask InitializeAsync()
    {
        _server = await RecordingSmtpServer.StartAsync();
        _services = Smtp.Services(_server.Port);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }

    protected override async Task<int> SentAsync(int expected) => (await _server.MessagesAsync(expected)).Count;

    [Fact]
    public async Task The_message_has_one_recipient_both_bodies_and_the_headers_of_an_automatic_message()
    {
        var email = Email(unsubscribe: new Uri("https://groups.example.org/stop/" + new string('x', 120)));

        var outcome = await Transport.SendAsync(email, Stop);

        var got = (await _server.MessagesAsync(1)).ShouldHaveSingleItem();
        got.From.ShouldBe("groups@example.org");
        got.To.ShouldBe([Address]);
        got.Header("To").ShouldBe(Address);
        got.Header("From")!.ShouldEndWith("<groups@example.org>");
        MailText.Decoded(got.Header("From")!).ShouldStartWith("Café");
        MailText.Decoded(got.Header("Subject")!).ShouldBe(Subject);
        got.Header("Message-ID").ShouldBe($"<{email.MessageId:N}@example.org>");
        outcome.ProviderId.ShouldBe($"{email.MessageId:N}@example.org");
        got.Header("List-Unsubscribe").ShouldBe($"<{email.OneClickUnsubscribe}>");
        got.Header("List-Unsubscribe-Post").ShouldBe("List-Unsubscribe=One-Click");
        got.Header("Auto-Submitted").ShouldBe("auto-generated");
        got.Header("Date").ShouldNotBeNull();
        got.Header("Cc").ShouldBeNull();
        got.Header("Bcc").ShouldBeNull();
        got.Header("Content-Type")!.ShouldStartWith("multipart/alternative");
        var parts = MailText.Parts(got.Raw);
        parts.Select(part => part.Type).ShouldBe(["text/plain", "text/html"]);
        parts[0].Text.TrimEnd().ShouldBe(Plain.TrimEnd());
        parts[1].Text.TrimEnd().ShouldBe(Html);
    }

    [Theory]
    [InlineData(MessageKind.DayBefore, "PUBLISH")]
    [InlineData(MessageKind.Cancelled, "CANCEL")]
    public async Task A_calendar_entry_is_a_third_part_with_its_method(MessageKind kind, string method)
    {
        var session = new Session(Guid.NewGuid(), null, new LocalDate(2026, 8, 6), new LocalTime(11, 0), 90, "Europe/London");
        var calendar = CalendarEntry.Of(kind, session, "Céilidh", Instant.FromUtc(2026, 8, 3, 9, 0))!;

        (await Transport.SendAsync(Email() with { Calendar = calendar }, Stop)).Result.ShouldBe(SendResult.Accepted);

        var got = (await _server.MessagesAsync(1)).ShouldHaveSingleItem();
        got.Header("Content-Type")!.ShouldStartWith("multipart/alternative");
        var parts = MailText.Parts(got.Raw);
        parts.Select(part => part.Type).ShouldBe(["text/plain", "text/html", "text/calendar"]);
        parts[2].Text.ReplaceLineEndings("\n").TrimEnd().ShouldBe(calendar.Text.ReplaceLineEndings("\n").TrimEnd());
        got.Raw.ShouldContain($"method={method}");
    }

    [Fact]
    public async Task Without_an_unsubscribe_address_and_a_name_there_are_no_such_headers()
    {
        await Transport.SendAsync(Email(sender: null), Stop);

        var got = (await _server.MessagesAsync(1)).ShouldHaveSingleItem();
        got.Header("List-Unsubscribe").ShouldBeNull();
        got.Header("List-Unsubscribe-Post").ShouldBeNull();
        MailText.Decoded(got.Header("From")!).ShouldContain("groups@example.org");
    }

    [Fact]
    public async Task The_same_row_has_the_same_Message_ID_each_time()
    {
        var email = Email();
        await Transport.SendAsync(email, Stop);
        await Transport.SendAsync(email, Stop);

        (await _server.MessagesAsync(2)).Select(got => got.Header("Message-ID")).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task One_connection_carries_many_messages()
    {
        for (var number = 0; number < 5; number++)
        {
            (await Transport.SendAsync(Email(), Stop)).Result.ShouldBe(SendResult.Accepted);
        }

        (await _server.MessagesAsync(5)).Select(got => got.Connection).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task There_are_never_more_connections_than_configured()
    {
        await using var services = Smtp.Services(_server.Port, ("Smtp:Connections", "3"));
        var transport = services.GetRequiredService<IEmailTransport>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => transport.SendAsync(Email(), Stop)));

        outcomes.ShouldAllBe(outcome => outcome.Result == SendResult.Accepted);
        (await _server.MessagesAsync(30)).Select(got => got.Connection).Distinct().Count().ShouldBeInRange(1, 3);
    }

    [Theory]
    [InlineData(550, SendResult.BadAddress)]
    [InlineData(553, SendResult.BadAddress)]
    [InlineData(554, SendResult.Refused)]
    [InlineData(450, SendResult.Transient)]
    [InlineData(451, SendResult.Transient)]
    [InlineData(452, SendResult.Transient)]
    public async Task An_answer_about_the_recipient_has_its_class_and_does_not_stop_the_next(int code, SendResult expected)
    {
        await _server.RefuseAsync((Address, code));

        var outcome = await Transport.SendAsync(Email(), Stop);

        (outcome.Result, outcome.Code).ShouldBe((expected, $"{code}"));
        (await Transport.SendAsync(Email("sam@example.org"), Stop)).Result.ShouldBe(SendResult.Accepted);
        (await _server.MessagesAsync(1)).ShouldHaveSingleItem().To.ShouldBe(["sam@example.org"]);
    }

    [Theory]
    [InlineData(554, SendResult.Refused)]
    [InlineData(550, SendResult.Refused)]
    [InlineData(451, SendResult.Transient)]
    public async Task An_answer_after_the_final_dot_has_its_class(int code, SendResult expected)
    {
        await _server.RefuseAfterDotAsync(code);

        var outcome = await Transport.SendAsync(Email(), Stop);

        (outcome.Result, outcome.Code).ShouldBe((expected, $"{code}"));
    }

    [Theory]
    [InlineData("550 5.1.1", SendResult.BadAddress)]
    [InlineData("550 5.2.1", SendResult.BadAddress)]
    [InlineData("552 5.2.2", SendResult.Transient)]
    [InlineData("452 4.2.2", SendResult.Transient)]
    [InlineData("550 5.7.1", SendResult.Refused)]
    [InlineData("550 5.4.1", SendResult.Refused)]
    public async Task An_enhanced_code_about_the_recipient_decides(string code, SendResult expected)
    {
        await _server.RefuseAsync(Address, code);

        var outcome = await Transport.SendAsync(Email(), Stop);

        (outcome.Result, outcome.Code).ShouldBe((expected, code));
    }

    [Theory]
    [InlineData("554 5.7.1", SendResult.Content)]
    [InlineData("554 5.6.0", SendResult.Content)]
    [InlineData("550 5.1.1", SendResult.BadAddress)]
    [InlineData("535 5.7.8", SendResult.Configuration)]
    public async Task An_enhanced_code_after_the_final_dot_decides(string code, SendResult expected)
    {
        await _server.RefuseAfterDotAsync(code);

        var outcome = await Transport.SendAsync(Email(), Stop);

        (outcome.Result, outcome.Code).ShouldBe((expected, code));
    }

    [Fact]
    public async Task A_report_is_asked_for_on_failure_only_and_only_where_the_server_offers_it()
    {
        await using var reporting = await RecordingSmtpServer.StartAsync(dsn: true);
        await using var services = Smtp.Services(reporting.Port);

        (await services.GetRequiredService<IEmailTransport>().SendAsync(Email(), Stop)).Result.ShouldBe(SendResult.Accepted);
        await Transport.SendAsync(Email(), Stop);

        (await reporting.MessagesAsync(1)).Single().Notify.ShouldBe(["FAILURE"]);
        (await _server.MessagesAsync(1)).Single().Notify.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_lost_after_the_final_dot_is_unknown_and_not_repeated()
    {
        await Transport.SendAsync(Email(), Stop);
        await _server.DropAfterDotAsync();

        (await Transport.SendAsync(Email(), Stop)).Result.ShouldBe(SendResult.Unknown);

        (await Transport.SendAsync(Email(), Stop)).Result.ShouldBe(SendResult.Accepted);
        (await _server.MessagesAsync(3)).Select(got => got.Taken).ShouldBe([true, false, true]);
    }

    [Fact]
    public async Task No_answer_after_the_final_dot_is_unknown()
    {
        await using var services = Smtp.Services(_server.Port, new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = _server.Port,
            Security = SmtpSecurity.None,
            From = "groups@example.org",
            Timeout = Duration.FromSeconds(3),
        });
        await _server.DelayAsync(TimeSpan.FromSeconds(20));

        var outcome = await services.GetRequiredService<IEmailTransport>().SendAsync(Email(), Stop);

        (outcome.Result, outcome.Code).ShouldBe((SendResult.Unknown, "timeout"));
    }

    [Fact]
    public async Task Nobody_listening_means_nothing_was_sent()
    {
        await using var services = Smtp.Services(FreePort.Next());

        (await services.GetRequiredService<IEmailTransport>().SendAsync(Email(), Stop)).Result.ShouldBe(SendResult.Transient);
    }

    [Fact]
    public async Task A_kept_connection_that_the_server_closed_is_replaced_unnoticed()
    {
        var port = FreePort.Next();
        await using var services = Smtp.Services(port);
        var transport = services.GetRequiredService<IEmailTransport>();
        await using (SilentSmtpServer.Start(port))
        {
            (await transport.SendAsync(Email(), Stop)).Result.ShouldBe(SendResult.Accepted);
            (await transport.SendAsync(Email(), Stop)).Result.ShouldBe(SendResult.Accepted);
        }
    }

    [Fact]
    public async Task A_sign_in_that_is_refused_is_our_configuration()
    {
        await using var server = await RecordingSmtpServer.StartAsync("groups", "right");
        await using var wrong = Smtp.Services(server.Port, ("Smtp:User", "groups"), ("Smtp:Password", "wrong"));
        await using var right = Smtp.Services(server.Port, ("Smtp:User", "groups"), ("Smtp:Password", "right"));
        await using var none = Smtp.Services(server.Port);

        (await wrong.GetRequiredService<IEmailTransport>().SendAsync(Email(), Stop)).Result.ShouldBe(SendResult.Configuration);
        (await none.GetRequiredService<IEmailTransport>().SendAsync(Email(), Stop)).Result.ShouldBe(SendResult.Configuration);
        (await right.GetRequiredService<IEmailTransport>().SendAsync(Email(), Stop)).Result.ShouldBe(SendResult.Accepted);
        (await server.MessagesAsync(1)).ShouldHaveSingleItem().User.ShouldBe("groups");
    }

    [Fact]
    public async Task A_server_without_TLS_or_with_a_certificate_nobody_trusts_gets_nothing_when_TLS_is_asked_for()
    {
        await using var untrusted = await RecordingSmtpServer.StartAsync(tls: "starttls");
        foreach (var port in (int[])[_server.Port, untrusted.Port])
        {
            await using var services = Smtp.Services(port, ("Smtp:Security", "StartTls"));

            var outcome = await services.GetRequiredService<IEmailTransport>().SendAsync(Email(), Stop);

            (outcome.Result, outcome.Code).ShouldBe((SendResult.Configuration, "tls"));
        }

        _server.Messages.ShouldBeEmpty();
        untrusted.Messages.ShouldBeEmpty();
    }
}
