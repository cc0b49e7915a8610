using Groups.Testing;
using NodaTime;
using Npgsql;

namespace Groups.Domain.Tests.Testing;

public sealed class TestingTests
{
    [Fact]
    public async Task Each_test_gets_its_own_copy_of_a_prepared_database()
    {
        await using var one = await PostgresServer.CopyOfAsync("testing_tests", Prepare);
        await using var two = await PostgresServer.CopyOfAsync("testing_tests", Prepare);

        await RunAsync(one.Connection, "INSERT INTO tea VALUES ('mint')");

        (await RunAsync(one.Connection, "SELECT count(*) FROM tea")).ShouldBe(2L);
        (await RunAsync(two.Connection, "SELECT count(*) FROM tea")).ShouldBe(1L);

        static async Task Prepare(string connection) =>
            await RunAsync(connection, "CREATE TABLE tea (name text); INSERT INTO tea VALUES ('green')");
    }

    [Fact]
    public async Task A_script_reads_its_input_and_finds_the_npm_tools()
    {
        var next = await NodeTool.RunAsync(
            """
            import rrule from 'rrule';
            import { text } from 'node:stream/consumers';
            console.log(rrule.RRule.fromString(await text(process.stdin)).after(new Date(0)).toISOString());
            """,
            "DTSTART:20260101T110000Z\nRRULE:FREQ=WEEKLY;BYDAY=WE");

        next.ShouldBe("2026-01-07T11:00:00.000Z");
    }

    [Fact]
    public async Task A_child_that_ends_too_early_says_why()
    {
        await using var child = ChildProcess.Start("sh", ["-c", "echo the kettle is broken >&2; exit 3"]);

        var problem = await Should.ThrowAsync<InvalidOperationException>(() => child.LineAsync(line => line == "ready"));

        problem.Message.ShouldContain("the kettle is broken");
        (await child.ExitAsync()).ShouldBe(3);
    }

    [Fact]
    public void A_clock_moves_only_when_told()
    {
        var clock = new FakeClock("2026-03-29T00:30:00Z");

        clock.Advance(Duration.FromHours(1)).ShouldBe(Instant.FromUtc(2026, 3, 29, 1, 30));
        clock.Set(Instant.FromUtc(2026, 10, 25, 0, 0));

        clock.GetCurrentInstant().ShouldBe(Instant.FromUtc(2026, 10, 25, 0, 0));
    }

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
