using System.Globalization;
using Groups.Domain.Data;

namespace Groups.Jobs.Tests.Kill;

public sealed class KillOnSqliteTests(ITestOutputHelper output)
{
    [Fact]
    public Task Whenever_a_worker_is_killed_each_message_comes_once_and_none_comes_late() => KillTests.HoldsAsync(DataProvider.Sqlite, output);
}

public sealed class KillOnPostgresTests(ITestOutputHelper output)
{
    [Fact]
    public Task Whenever_a_worker_is_killed_each_message_comes_once_and_none_comes_late() => KillTests.HoldsAsync(DataProvider.Postgres, output);
}

/// <summary>Case 2 of MESSAGES.md. <c>GROUPS_KILL_RUNS</c> says how many runs both databases have together; 40 when it is not set.</summary>
internal static class KillTests
{
    public static async Task HoldsAsync(DataProvider provider, ITestOutputHelper output)
    {
        var runs = int.TryParse(Environment.GetEnvironmentVariable("GROUPS_KILL_RUNS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 40;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("GROUPS_KILL_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (deaths, repeats) = (KillRun.Points.ToDictionary(p => p, _ => 0), 0);
        List<string> wrongs = [];
        await using var world = await KillWorld.CreateAsync(provider);
        for (var run = 0; run < (runs + 1) / 2; run++)
        {
            var done = await world.RunAsync(KillRun.Points[run % KillRun.Points.Length], random);
            wrongs.AddRange(done.Wrongs());
            deaths[done.Point] += done.Deaths;
            repeats += done.RepeatedEmails;
        }

        output.WriteLine($"killed {string.Join(", ", deaths.Select(d => $"{d.Key} {d.Value}"))}; emails that came again under the same Message-ID: {repeats}");
        wrongs.ShouldBeEmpty($"seed {seed}");
        deaths.Values.ShouldAllBe(count => count > 0);
    }
}
