using System.Diagnostics;
using System.Globalization;
using Groups.Domain.Data;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Bench;

/// <summary>Emails through one worker process into smtp-sink, beside the compiled mail library alone and smtp-source with as many connections.</summary>
internal static class EmailPart
{
    private const int Due = 4_000;
    private const int Connections = 10;

    public static async Task RunAsync(Lines lines)
    {
        var port = FreePort.Next();
        string[] user = Environment.IsPrivilegedProcess ? ["-u", "root"] : [];
        await using var sink = ChildProcess.Start(Tool.Require("smtp-sink"), [.. user, string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "256"], "/");
        await sink.PortAsync(port);
        var settings = new Dictionary<string, string?>
        {
            ["Email:Provider"] = "Smtp", ["Smtp:Host"] = "127.0.0.1", ["Smtp:Port"] = $"{port}", ["Smtp:Security"] = "None", ["Smtp:From"] = "groups@example.org",
            ["Smtp:Connections"] = $"{Connections}",
        };
        var library = Due / await LibraryAsync(settings);
        lines.Add($"mail library alone, {Connections} connections, emails/s", library);
        foreach (var provider in new[] { DataProvider.Postgres, DataProvider.Sqlite })
        {
            await using var database = await TestDatabase.CreateAsync(provider);
            await DueMessages.FillAsync(database, Due, ContactWay.Email);
            var engine = Due / await BenchWorkers.DrainAsync(database, 1, settings);
            lines.Add($"end to end, {provider}, emails/s", engine);
            lines.Add($"end to end ÷ mail library alone, {provider}", engine / library, "at least 0.9");
        }

        var from = Stopwatch.GetTimestamp();
        await using var source = ChildProcess.Start(
            Tool.Require("smtp-source"), ["-s", $"{Connections}", "-m", $"{Due}", "-l", "3000", "-d", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}")], "/");
        await source.ExitAsync();
        var limit = Due / Stopwatch.GetElapsedTime(from).TotalSeconds;
        lines.Add($"smtp-source, {Connections} sessions, emails/s", limit);
        lines.Add("mail library alone ÷ smtp-source", library / limit);
    }

    private static async Task<double> LibraryAsync(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddGroupsChannels(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        await using var provider = services.BuildServiceProvider();
        var email = provider.GetRequiredService<IEmailTransport>();
        var text = new string('x', 500);
        var from = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, Due), new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (i, stop) =>
        {
            var sent = await email.SendAsync(
                new EmailToSend(Guid.NewGuid(), $"p{i}@example.org", "Wednesday", text, $"<p>{text}{text}</p>", new Uri("https://groups.example.org/unsubscribe/x"), null), stop);
            if (sent.Result != SendResult.Accepted)
            {
                throw new InvalidOperationException($"The sink said {sent.Result}.");
            }
        });
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }
}
