using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Testing;
using Groups.Web.Tests.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Hosting;

public sealed class ImportCommandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_with_a_bad_row_is_refused_as_a_whole_unless_the_good_rows_are_asked_for()
    {
        await using var database = await WithGroupAsync("Café");
        var file = Path.Combine(database.Folder, "people.csv");
        await File.WriteAllTextAsync(file, "Name,Mobile\nAmina,07700 900150\nBetty,12\n", Stop);

        var refused = await RunAsync(database, file, "--group", "café");
        refused.Code.ShouldBe(1);
        refused.Output.ShouldContain("line 3: ");
        refused.Output.ShouldContain("--only-good");
        (await CountAsync(database)).ShouldBe(0);

        (await RunAsync(database, file, "--group", "Café", "--only-good", "--dry-run")).Code.ShouldBe(0);
        (await CountAsync(database)).ShouldBe(0);
        var taken = await RunAsync(database, file, "--group", "Café", "--only-good");
        taken.Code.ShouldBe(0);
        taken.Output.ShouldContain("1 added");
        (await RunAsync(database, file, "--group", "Café", "--only-good")).Output.ShouldContain("0 added, 0 already known joined, 1 in the group already");
        (await CountAsync(database)).ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_or_double_name_or_a_missing_file_is_one_sentence()
    {
        await using var database = await WithGroupAsync("Café", "Café");
        var file = Path.Combine(database.Folder, "people.csv");
        await File.WriteAllTextAsync(file, "Name\nAmina\n", Stop);
        foreach (var (arguments, sentence) in new (string[], string)[]
        {
            ([file, "--group", "Walk"], "There is no group called \"Walk\""),
            ([file, "--group", "Café"], "2 groups are called \"Café\""),
            ([file + ".not", "--group", "Café"], "cannot be opened"),
        })
        {
            var answer = await RunAsync(database, arguments);
            answer.Code.ShouldBe(1);
            answer.Output.ShouldContain(sentence);
            answer.Output.Trim().Split('\n').Length.ShouldBe(1);
        }
    }

    private static async Task<TestDatabase> WithGroupAsync(params string[] names)
    {
        var database = await TestDatabase.CreateAsync();
        var now = Instant.FromUtc(2026, 8, 3, 9, 0);
        var worker = new Account("Laura", "laura@example.org", Post.Worker, null, now);
        await database.Factory.WriteAsync(db =>
        {
            db.AddRange([worker, .. names.Select(n => new Group(GroupOfPeople.Details(n), worker.Id, now))]);
            return Task.CompletedTask;
        });
        return database;
    }

    private static Task<(int Code, string Output)> RunAsync(TestDatabase database, params string[] arguments) =>
        CommandProcess.RunAsync(database, ["import", .. arguments]);

    private static async Task<int> CountAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.People.CountAsync(Stop);
    }
}
