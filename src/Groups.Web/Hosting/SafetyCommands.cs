using System.CommandLine;
using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Audit;
using Groups.Domain.Data.Backups;
using Groups.Domain.Data.Sealing;

namespace Groups.Web.Hosting;

/// <summary>Commands of whoever runs the machine: the audit record, the data keys, another organisation.</summary>
internal static class SafetyCommands
{
    /// <summary><c>./run audit verify</c></summary>
    public static Command Audit(string[] args)
    {
        var verify = new Command("verify", "Checks that no line of the audit record was changed or taken out.");
        verify.SetAction(async _ =>
        {
            await using var services = await Commands.ServicesAsync(args);
            var found = await services.GetRequiredService<VerifyAudit>().RunAsync(Viewer.Program);
            Console.WriteLine($"{found.Lines} lines are as they were written. The last one is {(found.Hash.Length == 0 ? "none" : found.Hash)}.");
            if (found.Problem is null)
            {
                return 0;
            }

            await Console.Error.WriteLineAsync(found.Problem);
            return 1;
        });
        return new Command("audit", "The record of who looked at and changed people's data.") { verify };
    }

    /// <summary><c>./run keys change</c> and <c>./run keys new</c></summary>
    public static Command Keys(string[] args)
    {
        var change = new Command("change", "Seals everybody's data with a new key. Stop the program first.");
        change.SetAction(async _ =>
        {
            GroupsSettings settings;
            BackupPlace place;
            await using (var services = await Commands.ServicesAsync(args))
            {
                (settings, place) = (services.GetRequiredService<GroupsSettings>(), services.GetRequiredService<BackupSettings>().Place);
            }

            var id = await SealDatabase.ChangeKeyAsync(place, () => settings.KeysAreInFile ? DataKeys.AddToFile(settings.KeyFile) : settings.ReadKeys());
            Console.WriteLine($"Everything is sealed with the key {id} now. Keep the old keys as long as you keep backups made with them.");
        });
        var make = new Command("new", "Prints a new key for Keys:Secret.");
        make.SetAction(_ => Console.WriteLine(DataKeys.NewKey()));
        return new Command("keys", "The keys that people's data is sealed with.") { change, make };
    }

    /// <summary><c>./run add-organisation NAME --coordinator NAME --email EMAIL</c></summary>
    public static Command AddOrganisation(string[] args)
    {
        var name = new Argument<string>("name") { Description = "The organisation's name." };
        var coordinator = new Option<string>("--coordinator") { Description = "The name of its first coordinator.", Required = true };
        var email = new Option<string>("--email") { Description = "The coordinator's email at work.", Required = true };
        var command = new Command("add-organisation", "Adds another organisation and prints its coordinator's first sign-in link. Organisations see nothing of each other.") { name, coordinator, email };
        command.SetAction(async parsed =>
        {
            await using var services = await Commands.ServicesAsync(args);
            var token = await services.GetRequiredService<AddOrganisation>().RunAsync(Viewer.Program, parsed.GetValue(name), parsed.GetValue(coordinator), parsed.GetValue(email));
            Console.WriteLine(new Uri(services.GetRequiredService<GroupsSettings>().PublicUrl, $"sign-in/{token}"));
        });
        return command;
    }
}
