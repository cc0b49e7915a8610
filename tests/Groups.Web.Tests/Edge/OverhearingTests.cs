using System.Diagnostics;
using System.Diagnostics.Metrics;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.People;
using Groups.Jobs.Engine;
using Groups.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Web.Tests.Edge;

/// <summary>The ears at every app of the tests are not deaf: whoever is told of, and wherever, the test of that app fails.</summary>
public sealed class OverhearingTests
{
    private const string Name = "Zqloud";
    private const string Number = "+447700900974";

    private static readonly ActivitySource Source = new("Tests.Overhearing");
    private static readonly Meter Meter = new("Tests.Overhearing");
    private static readonly Counter<long> Counter = Meter.CreateCounter<long>("tests.overhearing");

    public static TheoryData<string, string> Ways
    {
        get
        {
            string[] ways = ["a line of the log", "a value of the log", "a scope", "an exception", "the name of a span", "a tag of a span", "a baggage", "an event", "a status", "a measure", "a channel's trouble"];
            string[] spellings = [Name, "07700 900974", "whatsapp%3A%2B447700900974", "zqloud%40example.org"];
            return [.. ways.SelectMany(_ => spellings, (way, words) => (way, words)), ("the engine", Name)];
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_test_fails_when_its_app_tells_of_anybody(string way, string words)
    {
        var app = await StartAsync();
        await SayAsync(app, way, words);
        (await Should.ThrowAsync<InvalidOperationException>(async () => await app.DisposeAsync())).Message.ShouldContain("tells of");
    }

    [Fact]
    public async Task A_test_does_not_fail_for_what_tells_of_nobody()
    {
        var app = await StartAsync();
        foreach (var way in Ways.Select(w => w.Data.Item1).Distinct().Except(["the engine"]))
        {
            await SayAsync(app, way, "Zqlouder Peer.Zqloud.Page 900974");
        }

        await app.DisposeAsync();
    }

    private static async Task<GroupsApp> StartAsync()
    {
        var app = await GroupsApp.StartAsync(settings: "Role=web");
        var person = new Person(Name, "en", app.Clock.GetCurrentInstant());
        person.SetContacts([(ContactWay.Text, Number, true), (ContactWay.Email, "zqloud@example.org", true)]);
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(person)));
        return app;
    }

    private static async Task SayAsync(GroupsApp app, string way, string words)
    {
        var log = app.Get<ILoggerFactory>().CreateLogger("Tests");
        var tag = KeyValuePair.Create<string, object?>("who", words);
        using var span = way.Contains("span", StringComparison.Ordinal) || way is "a baggage" or "an event" or "a status" ? Source.StartActivity("speak") : null;
        switch (way)
        {
            case "a line of the log": log.Log(LogLevel.Information, default, words, null, (who, _) => $"It is {who}"); break;
            case "a value of the log": log.Log(LogLevel.Information, default, new[] { tag }, null, (_, _) => "Somebody"); break;
            case "a scope": log.BeginScope(new[] { tag }); break;
            case "an exception": log.Log(LogLevel.Error, default, 0, new InvalidOperationException(words), (_, _) => "It went wrong"); break;
            case "the name of a span": span!.DisplayName = words; break;
            case "a tag of a span": span!.SetTag(tag.Key, tag.Value); break;
            case "a baggage": span!.SetBaggage(tag.Key, words); break;
            case "an event": span!.AddEvent(new ActivityEvent("said", tags: [tag])); break;
            case "a status": span!.SetStatus(ActivityStatusCode.Error, words); break;
            case "a measure": Counter.Add(1, tag); break;
            case "a channel's trouble":
                await app.Database.Factory.WriteAsync(async db => (await db.ChannelHealth.FindAsync("texts") ?? db.Add(new ChannelHealth("texts")).Entity).Pause(words, app.Clock.GetCurrentInstant(), app.Clock.GetCurrentInstant()));
                break;
            case "the engine": await app.Get<IJobEngine>().StartAsync([RecurringJob.DailyAt(words, new LocalTime(3, 0), DateTimeZone.Utc, (_, _) => Task.CompletedTask)], CancellationToken.None); break;
        }
    }
}
