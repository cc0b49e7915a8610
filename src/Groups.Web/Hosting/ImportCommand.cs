using System.CommandLine;
using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Hosting;

/// <summary><c>./run import FILE --group NAME [--dry-run] [--only-good]</c></summary>
internal static class ImportCommand
{
    public static Command Make(string[] args)
    {
        var file = new Argument<string>("file") { Description = "A CSV file of people; its first row holds headings." };
        var group = new Option<string>("--group") { Description = "The group they join, by its name or neutral name.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would happen." };
        var onlyGood = new Option<bool>("--only-good") { Description = "Import the good rows although others are bad." };
        var command = new Command("import", "Adds people from a spreadsheet to a group. Doing it again adds nobody twice.") { file, group, dryRun, onlyGood };
        command.SetAction(async parsed =>
        {
            await using var services = await Commands.ServicesAsync(args);
            var people = Read(Commands.FileFromCaller(parsed.GetValue(file)!));
            var groupId = await FindAsync(services.GetRequiredService<IDbContextFactory<GroupsDb>>(), parsed.GetValue(group)!);
            var outcome = await services.GetRequiredService<ImportPeople>()
                .RunAsync(Viewer.Program, groupId, people, parsed.GetValue(onlyGood), parsed.GetValue(dryRun));
            return Say(outcome, people.UnknownColumns, parsed.GetValue(dryRun), parsed.GetValue(onlyGood));
        });
        return command;
    }

    private static PeopleCsvResult Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return PeopleCsv.Read(stream);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new RuleViolation($"The file {path} cannot be opened; check its name.");
        }
    }

    private static async Task<Guid> FindAsync(IDbContextFactory<GroupsDb> databases, string name)
    {
        await using var db = await databases.CreateDbContextAsync();
        var wanted = name.Trim();
        var groups = (await db.Groups.Select(g => new { g.Id, g.Name, g.Alias }).ToListAsync())
            .FindAll(g => string.Equals(g.Name, wanted, StringComparison.OrdinalIgnoreCase) || string.Equals(g.Alias, wanted, StringComparison.OrdinalIgnoreCase));
        return groups switch
        {
            [var one] => one.Id,
            [] => throw new RuleViolation($"There is no group called \"{wanted}\"; write its name as it stands on its page."),
            _ => throw new RuleViolation($"{groups.Count} groups are called \"{wanted}\"; give them different names first, or import on the page of the right one."),
        };
    }

    private static int Say(ImportOutcome outcome, IReadOnlyList<string> leftOut, bool dryRun, bool onlyGood)
    {
        foreach (var row in outcome.Bad)
        {
            Console.WriteLine($"line {row.Line}: {row.Reason}");
        }

        if (leftOut.Count > 0)
        {
            Console.WriteLine($"Left out, because the headings are not known: {string.Join(", ", leftOut)}.");
        }

        var verb = outcome.Saved ? "" : "would be ";
        var silent = outcome.Rows.Count(r => r.Outcome == JoinOutcome.Added && !r.HasSafeWay);
        Console.WriteLine($"{outcome.Added} {verb}added, {outcome.Joined} already known {verb}joined, {outcome.AlreadyThere} in the group already, {outcome.Bad.Count} bad.");
        if (silent > 0)
        {
            Console.WriteLine($"{silent} of the new have no safe way in the file: nothing is sent to them.");
        }

        if (outcome.Bad.Count == 0 || onlyGood)
        {
            Console.WriteLine(outcome.Saved ? "Saved." : "Nothing was saved: this was a dry run.");
            return 0;
        }

        Console.WriteLine(dryRun
            ? "Nothing was saved: this was a dry run, and the bad rows would stop it."
            : "Nothing was saved. Put the bad rows right, or import the good ones with --only-good.");
        return 1;
    }
}
