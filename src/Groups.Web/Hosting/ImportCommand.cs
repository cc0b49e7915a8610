using System.CommandLine;

namespace Groups.Web.Hosting;

/// <summary><c>./run import FILE --group NAME [--dry-run]</c></summary>
internal static class ImportCommand
{
    public static Command Make(string[] args)
    {
        var file = new Argument<string>("file") { Description = "A CSV file of people." };
        var group = new Option<string>("--group") { Description = "The group they join.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would happen." };
        var command = new Command("import", "Adds people from a spreadsheet to a group.") { file, group, dryRun };
        command.SetAction(_ => Console.WriteLine(args.Length));
        return command;
    }
}
