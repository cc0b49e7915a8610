using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Jobs.Tests.Channels;

/// <summary>Prism serving Twilio's own OpenAPI file: an answer of 201 says that the request is valid by it.</summary>
public sealed class TwilioOpenApi : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("groups-openapi-").FullName;
    private ChildProcess _prism = null!;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var port = FreePort.Next();
        Address = new Uri($"http://127.0.0.1:{port}/");
        var specification = Path.Combine(_folder, "twilio_api_v2010.json");
        await File.WriteAllTextAsync(specification, WithListsSpelledOut(await File.ReadAllTextAsync(Tool.Npm("@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json"))));
        var prism = Tool.Npm("@stoplight/prism-cli/dist/index.js");
        _prism = ChildProcess.Start(
            Tool.Require("node"), [prism, "mock", "--errors", "--host", "127.0.0.1", "--port", $"{port}", specification], NodeTool.Folder);
        await _prism.PortAsync(port, TimeSpan.FromMinutes(2));
    }

    public async ValueTask DisposeAsync()
    {
        await _prism.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A list in a form is a field for each item: OpenAPI's default, which Prism heeds only where it is spelled out.</summary>
    private static string WithListsSpelledOut(string specification)
    {
        var root = JsonNode.Parse(specification)!;
        var body = root["paths"]!["/2010-04-01/Accounts/{AccountSid}/Calls.json"]!["post"]!["requestBody"]!["content"]!["application/x-www-form-urlencoded"]!;
        body["encoding"] = new JsonObject { ["StatusCallbackEvent"] = new JsonObject { ["style"] = "form", ["explode"] = true } };
        return root.ToJsonString();
    }
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
    [InlineData(true)]
    [InlineData(false)]
    public async Task Our_call_is_valid_by_Twilios_own_description(bool leavesMessage)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Sms:Provider"] = "Twilio",
            ["Calls:Enabled"] = "true",
            ["Twilio:AccountSid"] = FakeTwilio.AccountSid,
            ["Twilio:AuthToken"] = FakeTwilio.AuthToken,
            ["Twilio:From"] = FakeTwilio.Number,
            ["Twilio:BaseUrl"] = api.Address.AbsoluteUri,
        };
        await using var services = new ServiceCollection().AddLogging()
            .AddGroupsChannels(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        var row = new Uri($"https://groups.example.org/hooks/twilio/voice/{Guid.NewGuid():N}/1/");
        var call = new CallToPlace(Guid.NewGuid(), 1, "+441632960123", leavesMessage, new Uri(row, "start"), new Uri(row, "status"));

        var outcome = await services.GetRequiredService<ICallTransport>().PlaceAsync(call, Stop);

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
