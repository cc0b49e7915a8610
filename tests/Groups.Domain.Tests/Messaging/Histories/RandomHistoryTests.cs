using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Groups.Domain.Data;

namespace Groups.Domain.Tests.Messaging.Histories;

/// <summary>
/// Whatever happens to sessions and people, in whatever order, the messages keep their promises. <c>GROUPS_HISTORIES</c> says how many histories on SQLite,
/// <c>GROUPS_HISTORY_SEED</c> which ones; a failure prints the seed and the shortest history that shows it.
/// </summary>
public sealed class RandomHistoryTests(ITestOutputHelper output)
{
    [Fact]
    public void On_sqlite_messages_keep_their_promises_in_every_history() => Check(DataProvider.Sqlite, From("GROUPS_HISTORIES", 40), 30);

    [Fact]
    public void On_postgres_messages_keep_their_promises_in_every_history() => Check(DataProvider.Postgres, (From("GROUPS_HISTORIES", 40) + 4) / 5, 30);

    private void Check(DataProvider provider, int histories, int length)
    {
        var seed = From("GROUPS_HISTORY_SEED", 20260805);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {histories} histories of {length} steps"));
        Prop.ForAll(History.Any(length), history => Task.Run(() => HoldsAsync(provider, history)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithReplay((ulong)seed, 4711).WithMaxTest(histories).WithQuietOnSuccess(true));
    }

    private static async Task<bool> HoldsAsync(DataProvider provider, History history)
    {
        await using var world = await HistoryWorld.CreateAsync(provider, history);
        await world.RunAsync(history.Steps);
        return true;
    }

    private static int From(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
