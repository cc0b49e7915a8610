using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Jobs.Tests.Channels;

/// <summary>The Twilio transport of this build against a server that keeps what it takes.</summary>
public sealed class TwilioTransportTests : SmsTransportContract, IAsyncLifetime
{
    private FakeTwilio _twilio = null!;
    private ServiceProvider _services = null!;

    protected override ISmsTransport Transport => _services.GetRequiredService<ISmsTransport>();

    public async ValueTask InitializeAsync()
    {
        _twilio = await FakeTwilio.StartAsync();
        _services = Services(_twilio.Configuration);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    protected override int Sent() => _twilio.Sent.Count;

    [Fact]
    public async Task Twilio_gets_number_text_sender_validity_and_callback()
    {
        var callback = new Uri("https://groups.example.org/hooks/twilio/status?attempt=7");
        var sms = new SmsToSend(Guid.NewGuid(), 1, Phone, "Café – 11am + tea & cake 🎉", Duration.FromMinutes(90), callback);

        var outcome = await Transport.SendAsync(sms, Stop);

        var sent = _twilio.Sent.ShouldHaveSingleItem();
        (sent.To, sent.Body, sent.MessagingServiceSid, sent.From).ShouldBe((Phone, sms.Text, FakeTwilio.MessagingServiceSid, null));
        (sent.ValidityPeriod, sent.StatusCallback).ShouldBe((5400, callback.AbsoluteUri));
        (outcome.ProviderId, outcome.Parts).ShouldBe((sent.Sid, 1));
    }

    [Fact]
    public async Task Without_a_messaging_service_the_number_sends()
    {
        await using var services = Services(_twilio.Configuration, ("Twilio:MessagingServiceSid", null), ("Twilio:From", FakeTwilio.Number));

        await services.GetRequiredService<ISmsTransport>().SendAsync(Text(), Stop);

        var sent = _twilio.Sent.ShouldHaveSingleItem();
        (sent.From, sent.MessagingServiceSid).ShouldBe((FakeTwilio.Number, null));
    }

    [Theory]
    [InlineData(0.4, 1)]
    [InlineData(59.9, 59)]
    [InlineData(36_000, 36_000)]
    [InlineData(90_000, 36_000)]
    public async Task Validity_is_brought_into_Twilios_range(double seconds, int sent)
    {
        await Transport.SendAsync(Text(validity: Duration.FromSeconds(seconds)), Stop);

        _twilio.Sent.ShouldHaveSingleItem().ValidityPeriod.ShouldBe(sent);
    }

    [Fact]
    public async Task No_validity_leaves_it_to_Twilio()
    {
        await Transport.SendAsync(Text(), Stop);

        _twilio.Sent.ShouldHaveSingleItem().ValidityPeriod.ShouldBeNull();
    }

    [Theory]
    [InlineData(401, 20003, SendResult.Configuration)]
    [InlineData(400, 21408, SendResult.Configuration)]
    [InlineData(400, 21606, SendResult.Configuration)]
    [InlineData(400, 21612, SendResult.Configuration)]
    [InlineData(400, 21659, SendResult.Configuration)]
    [InlineData(400, 30034, SendResult.Configuration)]
    [InlineData(403, 29999, SendResult.Configuration)]
    [InlineData(400, 21211, SendResult.BadAddress)]
    [InlineData(400, 21217, SendResult.BadAddress)]
    [InlineData(400, 21614, SendResult.BadAddress)]
    [InlineData(400, 30005, SendResult.BadAddress)]
    [InlineData(400, 30006, SendResult.BadAddress)]
    [InlineData(400, 21610, SendResult.OptedOut)]
    [InlineData(403, 21610, SendResult.OptedOut)]
    [InlineData(400, 30001, SendResult.Transient)]
    [InlineData(400, 30003, SendResult.Transient)]
    [InlineData(400, 30008, SendResult.Transient)]
    [InlineData(400, 21617, SendResult.Content)]
    [InlineData(400, 30004, SendResult.Content)]
    [InlineData(400, 30007, SendResult.Content)]
    [InlineData(429, 20429, SendResult.Throttled)]
    [InlineData(400, 21611, SendResult.Throttled)]
    [InlineData(400, 30036, SendResult.Expired)]
    [InlineData(400, 21999, SendResult.Refused)]
    [InlineData(404, 20404, SendResult.Refused)]
    [InlineData(500, 20500, SendResult.Unknown)]
    [InlineData(503, 20503, SendResult.Unknown)]
    [InlineData(500, 21610, SendResult.Unknown)]
    public async Task Each_answer_has_its_class_and_keeps_its_code(int status, int code, SendResult expected)
    {
        _twilio.AnswerNext(1, status, code);

        var outcome = await Transport.SendAsync(Text(), Stop);

        (outcome.Result, outcome.Code, outcome.ProviderId).ShouldBe((expected, $"{code}", null));
        _twilio.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(502, SendResult.Unknown)]
    [InlineData(400, SendResult.Refused)]
    [InlineData(403, SendResult.Configuration)]
    [InlineData(429, SendResult.Throttled)]
    [InlineData(301, SendResult.Configuration)]
    [InlineData(200, SendResult.Unknown)]
    public async Task An_answer_that_is_not_Twilios_is_classed_by_its_status(int status, SendResult expected)
    {
        _twilio.AnswerNext(1, status, "<html>A proxy says hello</html>");

        var outcome = await Transport.SendAsync(Text(), Stop);

        (outcome.Result, outcome.Code).ShouldBe((expected, $"{status}"));
    }

    [Fact]
    public async Task A_code_of_zero_is_classed_by_the_status()
    {
        _twilio.AnswerNext(1, 401, 0);

        (await Transport.SendAsync(Text(), Stop)).Result.ShouldBe(SendResult.Configuration);
    }

    [Fact]
    public async Task Too_fast_says_how_long_to_wait()
    {
        _twilio.AnswerNext(1, 429, 20429, retryAfter: TimeSpan.FromSeconds(17));

        var outcome = await Transport.SendAsync(Text(), Stop);

        (outcome.Result, outcome.RetryAfter).ShouldBe((SendResult.Throttled, Duration.FromSeconds(17)));
    }

    [Fact]
    public async Task A_wrong_secret_is_our_configuration()
    {
        await using var services = Services(_twilio.Configuration, ("Twilio:AuthToken", "wrong"));

        var outcome = await services.GetRequiredService<ISmsTransport>().SendAsync(Text(), Stop);

        (outcome.Result, outcome.Code).ShouldBe((SendResult.Configuration, "20003"));
    }

    [Fact]
    public async Task A_number_that_sent_STOP_is_opted_out()
    {
        _twilio.OptOut(Phone);

        (await Transport.SendAsync(Text(), Stop)).Result.ShouldBe(SendResult.OptedOut);
    }

    [Fact]
    public async Task Taken_and_then_a_500_is_unknown_and_not_repeated()
    {
        _twilio.AcceptThenFailNext(1);

        (await Transport.SendAsync(Text(), Stop)).Result.ShouldBe(SendResult.Unknown);

        _twilio.Sent.Count.ShouldBe(1);
        _twilio.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Taken_and_then_a_lost_connection_is_unknown_and_not_repeated()
    {
        await Transport.SendAsync(Text(), Stop); // a kept connection is the one a client would be tempted to repeat on
        _twilio.AcceptThenDropNext(1);

        (await Transport.SendAsync(Text(), Stop)).Result.ShouldBe(SendResult.Unknown);

        _twilio.Sent.Count.ShouldBe(2);
        _twilio.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task No_answer_in_time_is_unknown()
    {
        var given = ChannelOptions.Read(Configuration(_twilio.Configuration)).Twilio;
        await using var services = Services(_twilio.Configuration, new TwilioOptions
        {
            AccountSid = given.AccountSid,
            AuthToken = given.AuthToken,
            MessagingServiceSid = given.MessagingServiceSid,
            BaseUrl = given.BaseUrl,
            Timeout = Duration.FromSeconds(3),
        });
        _twilio.DelayNext(1, TimeSpan.FromMinutes(1));

        var outcome = await services.GetRequiredService<ISmsTransport>().SendAsync(Text(), Stop);

        (outcome.Result, outcome.Code).ShouldBe((SendResult.Unknown, "timeout"));
        _twilio.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_list_is_read_to_its_end_page_by_page()
    {
        _twilio.LargestPage = 3;
        for (var number = 0; number < 8; number++)
        {
            await Transport.SendAsync(Text($"text {number}"), Stop);
        }

        _twilio.Settle(_twilio.Sent[0].Sid, "undelivered", 30003);

        var found = (await Transport.ListAsync(Phone, Instant.FromUnixTimeSeconds(0), Stop)).ShouldNotBeNull();

        found.Select(text => text.ProviderId).ShouldBe(_twilio.Sent.Select(text => text.Sid), ignoreOrder: true);
        (found[^1].Status, found[^1].Code, found[^1].Parts).ShouldBe(("undelivered", 30003, 1));
        _twilio.Listings.ShouldBe(3);
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_says_nothing()
    {
        await Transport.SendAsync(Text(), Stop);
        await using var wrong = Services(_twilio.Configuration, ("Twilio:AuthToken", "wrong"));
        await using var nobody = Services(_twilio.Configuration, ("Twilio:BaseUrl", $"http://127.0.0.1:{FreePort.Next()}"));
        _twilio.RefuseListings(1);

        (await Transport.ListAsync(Phone, Instant.FromUnixTimeSeconds(0), Stop)).ShouldBeNull();
        foreach (var services in new[] { wrong, nobody })
        {
            (await services.GetRequiredService<ISmsTransport>().ListAsync(Phone, Instant.FromUnixTimeSeconds(0), Stop)).ShouldBeNull();
        }
    }

    [Fact]
    public void The_time_limit_is_15_seconds() => new TwilioOptions().Timeout.ShouldBe(Duration.FromSeconds(15));

    [Fact]
    public async Task Nobody_listening_means_nothing_was_sent()
    {
        await using var services = Services(_twilio.Configuration, ("Twilio:BaseUrl", $"http://127.0.0.1:{FreePort.Next()}"));

        (await services.GetRequiredService<ISmsTransport>().SendAsync(Text(), Stop)).Result.ShouldBe(SendResult.Transient);
    }

    [Fact]
    public async Task A_stop_during_the_call_does_not_lose_its_answer()
    {
        using var stop = new CancellationTokenSource();
        _twilio.DelayNext(1, TimeSpan.FromMilliseconds(200));

        var sending = Transport.SendAsync(Text(), stop.Token);
        await Wait.UntilAsync(() => _twilio.Sent.Count == 1, "the text at Twilio");
        await stop.CancelAsync();

        (await sending).Result.ShouldBe(SendResult.Accepted);
    }

    private static IConfiguration Configuration(
        IReadOnlyDictionary<string, string?> settings, params (string Key, string? Value)[] other) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings)
            .AddInMemoryCollection(other.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))).Build();

    private static ServiceProvider Services(
        IReadOnlyDictionary<string, string?> settings, params (string Key, string? Value)[] other) =>
        new ServiceCollection().AddLogging().AddGroupsChannels(Configuration(settings, other)).BuildServiceProvider();

    private static ServiceProvider Services(IReadOnlyDictionary<string, string?> settings, TwilioOptions options) =>
        new ServiceCollection().AddLogging().AddGroupsChannels(Configuration(settings)).AddSingleton(options).BuildServiceProvider();
}
