using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Jobs.Tests.Channels;

/// <summary>Prism serving Twilio's own OpenAPI file: an answer of 201 says that the request is valid by it.</summary>
public sealed class TwilioOpenApi : IAsyncLifetime
{
    private ChildProcess _prism = null!;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var port = FreePort.Next();
        Address = new Uri($"http://127.0.0.1:{port}/");
        var specification = Tool.Npm("@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json");
        var prism = Tool.Npm("@stoplight/prism-cli/dist/index.js");
        _prism = ChildProcess.Start(
            Tool.Require("node"), [prism, "mock", "--errors", "--host", "127.0.0.1", "--port", $"{port}", specification], NodeTool.Folder);
        await _prism.PortAsync(port, TimeSpan.FromMinutes(2));
    }

    public ValueTask DisposeAsync() => _prism.DisposeAsync();
}

public sealed class TwilioOpenApiTests(TwilioOpenApi api) : IClassFixture<TwilioOpenApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Our_request_is_valid_by_Twilios_own_description(bool everything)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Sms:Provider"] = "Twilio",
            ["Twilio:AccountSid"] = FakeTwilio.AccountSid,
            ["Twilio:AuthToken"] = FakeTwilio.AuthToken,
            [everything ? "Twilio:MessagingServiceSid" : "Twilio:From"] = everything ? FakeTwilio.MessagingServiceSid : FakeTwilio.Number,
            ["Twilio:BaseUrl"] = api.Address.AbsoluteUri,
        };
        await using var services = new ServiceCollection().AddLogging()
            .AddGroupsChannels(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        var sms = new SmsToSend(
            Guid.NewGuid(), 1, "+447700900123", "Café today at 11am 🎉",
            everything ? Duration.FromMinutes(30) : null,
            everything ? new Uri("https://groups.example.org/hooks/twilio/status?attempt=1") : null);

        var outcome = await services.GetRequiredService<ISmsTransport>().SendAsync(sms, Stop);

        (outcome.Result, outcome.Code).ShouldBe((SendResult.Accepted, null));
        outcome.ProviderId.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("From=%2B447700900999&Body=Hello")]
    [InlineData("To=%2B447700900123&From=%2B447700900999&Body=Hello&ValidityPeriod=soon")]
    [InlineData("To=%2B447700900123&MessagingServiceSid=nonsense&Body=Hello")]
    public async Task The_judge_refuses_a_request_that_is_not(string form)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(api.Address, $"2010-04-01/Accounts/{FakeTwilio.AccountSid}/Messages.json"));
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{FakeTwilio.AccountSid}:{FakeTwilio.AuthToken}")));
        request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");

        using var answer = await http.SendAsync(request, Stop);

        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity);
    }
}
