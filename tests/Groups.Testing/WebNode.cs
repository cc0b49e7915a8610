using System.Globalization;
using Groups.Domain.Data;
using Groups.Testing.Overhearing;
using Groups.Web.Hosting;

namespace Groups.Testing;

/// <summary>The program as a process of its own on a test's database and data folder: one of several machines, which can be killed.</summary>
public sealed class WebNode : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly TestDatabase? _database;

    private WebNode(ChildProcess process, TestDatabase? database, Uri address) => (_process, _database, Address) = (process, database, address);

    public Uri Address { get; }

    /// <summary>An address for a machine that starts later.</summary>
    public static Uri NextAddress() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}"));

    /// <summary>Starts the program. <paramref name="settings"/> are configuration keys, "Key=value".</summary>
    public static Task<WebNode> StartAsync(TestDatabase database, Uri address, params string[] settings) =>
        StartAsync(database, database.Provider, database.Connection, database.Folder, address, settings);

    /// <inheritdoc cref="StartAsync(TestDatabase, Uri, string[])"/>
    public static Task<WebNode> StartAsync(DataProvider provider, string connection, string folder, Uri address, params string[] settings) =>
        StartAsync(null, provider, connection, folder, address, settings);

    private static async Task<WebNode> StartAsync(TestDatabase? database, DataProvider provider, string connection, string folder, Uri address, string[] settings)
    {
        var process = ChildProcess.Start(
            "sh",
            [
                "-c", "trap '' XFSZ; exec dotnet \"$@\"", "sh", // a write that the kernel refuses is an error, not the end
                typeof(GroupsProgram).Assembly.Location, $"--urls={address.GetLeftPart(UriPartial.Authority)}", $"--Data:Provider={provider}",
                $"--Data:Connection={connection}", $"--Data:Folder={folder}", $"--Keys:Secret={TestKeys.Secret}", "--Proxies=127.0.0.1", .. settings.Select(s => "--" + s),
            ],
            folder,
            new Dictionary<string, string?> { ["ReloadStaticAssetsAtRuntime"] = "false" });
        await process.LineAsync(line => line.StartsWith("Groups is ready", StringComparison.Ordinal), Wait.PatienceWithProcesses);
        return new WebNode(process, database, address);
    }

    /// <summary>From now on the kernel lets it write no file beyond this size: a disk that is full. Null takes the limit away.</summary>
    public async Task LimitFilesAsync(long? bytes)
    {
        var limit = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        await using var prlimit = ChildProcess.Start("prlimit", [$"--pid={_process.Id}", $"--fsize={limit}:unlimited"]);
        if (await prlimit.ExitAsync() != 0)
        {
            throw new InvalidOperationException(prlimit.Output);
        }
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        if (_database is not null)
        {
            await ShouldTellNobodyAsync(_process, _database);
        }
    }

    /// <summary>Fails where anybody of the database stands in what a process of the program said, or in the storage of its jobs.</summary>
    public static async Task ShouldTellNobodyAsync(ChildProcess ended, TestDatabase database) =>
        (await Secrets.OfAsync(database)).ShouldNotBeIn(ended.Output.Split('\n').Concat(await JobStorage.OfAsync(database)));
}
