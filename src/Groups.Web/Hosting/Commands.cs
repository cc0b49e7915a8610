using System.CommandLine;
using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Jobs.Channels;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Hosting;

/// <summary>What <c>./run</c> can do besides running the program.</summary>
internal static class Commands
{
    /// <summary>Whether the first word is meant as a command; settings start with dashes or have an equals sign.</summary>
    public static bool IsMeant(string[] args) => args.Length > 0 && ((!args[0].StartsWith('-') && !args[0].Contains('=', StringComparison.Ordinal)) || args[0] is "--help" or "-h" or "--version");

    /// <summary>Runs a command. Answers its exit code; what went wrong is one sentence on standard error.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Groups: peer support groups, from the first session until they run themselves. Without a command it runs the program.")
        {
            Check(args), SignInLink(args), BackupCommands.MakeBackup(args), BackupCommands.Restore(args), ImportCommand.Make(args),
            SafetyCommands.Audit(args), SafetyCommands.Keys(args), SafetyCommands.AddOrganisation(args), RetentionCommand.Make(args),
        };
        foreach (var command in root.Subcommands.SelectMany(c => c.Subcommands.Append(c)))
        {
            command.TreatUnmatchedTokensAsErrors = false;
        }

        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception refused) when (refused is StartRefused or RuleViolation)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
        catch (Exception failure) when (StorageTrouble.ForOperators(failure) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>The program's services, without its pages, with its database ready.</summary>
    internal static async Task<ServiceProvider> ServicesAsync(string[] args)
    {
        var builder = Builder(args, out var settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        GroupsProgram.AddServices(builder, settings);
        var services = builder.Services.BuildServiceProvider();
        try
        {
            await GroupsProgram.PrepareAsync(services);
            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    /// <summary>The program's configuration, read and checked.</summary>
    internal static WebApplicationBuilder Builder(string[] args, out GroupsSettings settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        settings = GroupsProgram.ReadSettings(builder, [.. args.Where(a => a.StartsWith("--", StringComparison.Ordinal) && (a.Contains('=', StringComparison.Ordinal) || a == "--demo"))]);
        return builder;
    }

    /// <summary>A file named on the command line, meant from the folder the caller stands in.</summary>
    internal static string FileFromCaller(string path) =>
        Path.GetFullPath(path, Environment.GetEnvironmentVariable("GROUPS_CALLER_FOLDER") ?? Environment.CurrentDirectory);

    private static Command Check(string[] args)
    {
        var command = new Command("check", "Checks the configuration, the database and which channels are built in and in use. Sends nothing.");
        command.SetAction(async _ =>
        {
            await using var services = await ServicesAsync(args);
            var (settings, channels) = (services.GetRequiredService<GroupsSettings>(), services.GetRequiredService<ChannelOptions>());
            Console.WriteLine($"Built in: {ChannelsRegistration.BuiltIn}.");
            Console.WriteLine($"In use: texts by {channels.Sms}, emails by {channels.Email}, data in {settings.Provider}, public address {settings.PublicUrl}, calls by {(channels.Calls.Enabled ? channels.Sms.ToString() : "people")}.");
            await using var db = await services.GetRequiredService<IDbContextFactory<GroupsDb>>().CreateDbContextAsync();
            Console.WriteLine($"Database: {await db.Groups.CountAsync()} groups, {await db.Sessions.CountAsync()} sessions. All is well.");
        });
        return command;
    }

    private static Command SignInLink(string[] args)
    {
        var email = new Argument<string>("email") { Description = "The account's email address." };
        var command = new Command("sign-in-link", "Prints a one-time sign-in link for an account.") { email };
        command.SetAction(async parsed =>
        {
            await using var services = await ServicesAsync(args);
            var token = await services.GetRequiredService<SignInLinks>().MakeRescueAsync(parsed.GetValue(email))
                ?? throw new RuleViolation("No account has this email address.");
            Console.WriteLine(new Uri(services.GetRequiredService<GroupsSettings>().PublicUrl, $"sign-in/{token}"));
            await Console.Error.WriteLineAsync("It works once, for 10 minutes, and skips the second step: give it only to somebody you know it is for.");
        });
        return command;
    }
}
