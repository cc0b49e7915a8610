using System.Globalization;
using Groups.Web.Hosting;

namespace Groups.Testing;

/// <summary>The program as a process of its own on a test's database and data folder: one of several machines, which can be killed.</summary>
public sealed class WebNode : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private WebNode(ChildProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>An address for a machine that starts later.</summary>
    public static Uri NextAddress() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}"));

    /// <summary>Starts the program. <paramref name="settings"/> are configuration keys, "Key=value".</summary>
    public static async Task<WebNode> StartAsync(TestDatabase database, Uri address, params string[] settings)
    {
        var process = ChildProcess.Start(
            "dotnet",
            [
                typeof(GroupsProgram).Assembly.Location, $"--urls={address.GetLeftPart(UriPartial.Authority)}", $"--Data:Provider={database.Provider}",
                $"--Data:Connection={database.Connection}", $"--Data:Folder={database.Folder}", $"--Keys:Secret={TestKeys.Secret}", "--Proxies=127.0.0.1", .. settings.Select(s => "--" + s),
            ],
            database.Folder,
            new Dictionary<string, string?> { ["ReloadStaticAssetsAtRuntime"] = "false" });
        await process.LineAsync(line => line.StartsWith("Groups is ready", StringComparison.Ordinal), TimeSpan.FromMinutes(1));
        return new WebNode(process, address);
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
