using System.Diagnostics;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Jobs.Tests.Kill;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Tests;

/// <summary>Real worker processes that share one database and one provider.</summary>
public sealed class ManyWorkersTests
{
    private const int Due = 10_000;
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(15);
    private static readonly Duration Lease = Duration.FromMinutes(3);

    [Theory]
    [InlineData(DataProvider.Sqlite, 3)]
    [InlineData(DataProvider.Postgres, 4)]
    public async Task Ten_thousand_due_at_once_are_sent_once_each_by_several_processes(DataProvider provider, int processes)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var twilio = await FakeTwilio.StartAsync(new FakeClock(DueMessages.DueAt));
        await DueMessages.FillAsync(database, Due);
        var settings = new Dictionary<string, string?>(twilio.Configuration)
        {
            ["Data:Provider"] = $"{provider}", ["Data:Connection"] = database.Connection, ["LargestClaim"] = "250",
        };
        var workers = Enumerable.Range(0, processes).Select(_ => WorkerProcess.Start(settings, DueMessages.DueAt - Duration.FromHours(1))).ToList();
        try
        {
            await Task.WhenAll(workers.Select(w => w.ReadyAsync()));
            await Task.WhenAll(workers.Select(w => w.ShowAsync(DueMessages.DueAt)));
            var (left, since) = ("", Stopwatch.StartNew());
            await Wait.UntilAsync(
                async () =>
                {
                    var now = await LeftAsync(database);
                    if (now != left)
                    {
                        left = now;
                        since.Restart();
                    }
                    else if (since.Elapsed > Still)
                    {
                        await Task.WhenAll(workers.Select(w => w.ShowAsync(DueMessages.DueAt + Lease))); // a worker that could not go on with a claim leaves it to its lease
                    }

                    return left.Length == 0;
                },
                () => $"nothing waits; {twilio.Calls} calls; {left}\n{string.Join('\n', workers.Select(w => w.Output))}",
                Wait.PatienceWithProcesses);
            (await Task.WhenAll(workers.Select(w => w.HeldAsync()))).ShouldAllBe(held => held == null || held.Count > 0);
        }
        finally
        {
            workers.ForEach(w => w.Dispose());
        }

        twilio.Calls.ShouldBe(Due);
        twilio.Sent.Select(s => s.To).Distinct().Count().ShouldBe(Due);
        await using var db = database.Open();
        (await db.Messages.CountAsync(m => m.State == MessageState.Accepted && m.Attempts == 1 && m.ProviderId != null)).ShouldBe(Due);
    }

    /// <summary>What has not come to an end, in words.</summary>
    private static async Task<string> LeftAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var left = await db.Messages.Where(m => m.Kind == MessageKind.DayBefore && (m.State == MessageState.Planned || m.State == MessageState.Claimed || m.State == MessageState.Sending))
            .GroupBy(m => new { m.State, m.Reason, m.ProviderCode }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        return string.Join(", ", left.Select(g => $"{g.Count} {g.Key.State} '{g.Key.Reason}' {g.Key.ProviderCode}"));
    }
}
