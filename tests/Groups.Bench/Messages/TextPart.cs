using System.Globalization;
using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Groups.Bench;

/// <summary>Texts due at once, through two worker processes, into a provider in a process of its own.</summary>
internal static class TextPart
{
    private const int Due = 10_000;

    public static async Task RunAsync(Lines lines)
    {
        foreach (var provider in new[] { DataProvider.Postgres, DataProvider.Sqlite })
        {
            foreach (var delay in new[] { 150, 0 })
            {
                await using var database = await TestDatabase.CreateAsync(provider);
                await DueMessages.FillAsync(database, Due);
                var port = FreePort.Next();
                await using var fake = ChildProcess.Start("dotnet", [typeof(TextPart).Assembly.Location, "fake-provider", $"{port}", $"{delay}"]);
                await fake.PortAsync(port);
                var seconds = await BenchWorkers.DrainAsync(database, 2, new Dictionary<string, string?>
                {
                    ["Sms:Provider"] = "Twilio", ["Twilio:AccountSid"] = FakeTwilio.AccountSid, ["Twilio:AuthToken"] = FakeTwilio.AuthToken,
                    ["Twilio:MessagingServiceSid"] = FakeTwilio.MessagingServiceSid, ["Twilio:BaseUrl"] = $"http://127.0.0.1:{port}/",
                });
                lines.Add($"10,000 texts, provider of {delay} ms, {provider}, s", seconds, delay == 0 ? "" : provider == DataProvider.Postgres ? "at most 40" : "at most 60");
                lines.Add($"texts a second, provider of {delay} ms, {provider}", Due / seconds, delay > 0 ? "" : provider == DataProvider.Postgres ? "at least 1,000" : "at least 500");
            }
        }
    }

    /// <summary>The provider: takes every text after a while.</summary>
    public static async Task<int> FakeAsync(int port, int delay)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        app.MapPost("{*path}", async (HttpContext context) =>
        {
            await context.Request.ReadFormAsync();
            await Task.Delay(delay);
            return Results.Text($$"""{"sid":"SM{{Guid.NewGuid():N}}","status":"queued","num_segments":"1"}""", "application/json", statusCode: 201);
        });
        await app.RunAsync();
        return 0;
    }
}
