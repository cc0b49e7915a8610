using System.Diagnostics;
using Groups.Testing;
using Groups.Web.Hosting;

namespace Groups.Web.Tests.Hosting;

/// <summary>A command of <c>./run</c> as a process of its own, on a test's database.</summary>
internal static class CommandProcess
{
    public static async Task<(int Code, string Output)> RunAsync(TestDatabase database, params string[] arguments)
    {
        var stop = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = database.Folder,
        };
        foreach (var argument in (string[])[typeof(GroupsProgram).Assembly.Location, .. arguments, $"--Data:Connection={database.Connection}", $"--Data:Folder={database.Folder}", $"--Keys:Secret={TestKeys.Secret}"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, await output + await error);
    }
}
