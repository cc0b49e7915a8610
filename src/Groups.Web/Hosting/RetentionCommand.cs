using System.CommandLine;
using Groups.Domain;
using Groups.Domain.Rights;

namespace Groups.Web.Hosting;

/// <summary><c>./run retention</c>: what has been kept long enough, and with <c>--delete</c> its end.</summary>
internal static class RetentionCommand
{
    public static Command Make(string[] args)
    {
        var delete = new Option<bool>("--delete") { Description = "Deletes what is on the list, also what has not stood there for the days of notice yet." };
        var command = new Command("retention", "Lists how much has been kept long enough. Deletes nothing unless asked to.") { delete };
        command.SetAction(async parsed =>
        {
            await using var services = await Commands.ServicesAsync(args);
            var keep = services.GetRequiredService<KeepNoLonger>();
            var (deletes, counts) = parsed.GetValue(delete) ? (true, await keep.RunAsync(Viewer.Program, onlyNoticed: false)) : (false, await keep.ListAsync());
            Console.WriteLine(counts.IsNone ? "Nothing has been kept too long." : deletes ? "Deleted:" : "Kept long enough (nothing is deleted yet; --delete does it):");
            foreach (var (count, what) in new[]
            {
                (counts.Contacts, "people's ways of contact"), (counts.Leavers, "people who left long ago"), (counts.Registers, "registers with names"),
                (counts.Words, "replies and words to groups"), (counts.Addresses, "addresses of messages"), (counts.Complaints, "answered complaints"),
            })
            {
                if (count > 0)
                {
                    Console.WriteLine($"  {count} {what}");
                }
            }
        });
        return command;
    }
}
