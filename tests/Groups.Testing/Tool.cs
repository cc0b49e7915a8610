namespace Groups.Testing;

/// <summary>Programs that tests need and that a machine may lack. <c>eng/provision.sh</c> installs them on Debian.</summary>
public static class Tool
{
    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries), "/usr/sbin", "/usr/bin"];

    /// <summary>The path of a program on this machine; skips the running test when there is none.</summary>
    public static string Require(params string[] names) =>
        names.Select(Find).FirstOrDefault(path => path is not null) ?? throw new ToolMissing(names[0]);

    /// <summary>The path of a program on this machine, or null.</summary>
    public static string? Find(string name) =>
        Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Debian's Chromium, or Chrome elsewhere; skips the running test when there is neither.</summary>
    public static string Chromium => Require("chromium", "chromium-browser", "google-chrome");

    /// <summary>A program of the newest PostgreSQL on this machine; skips the running test when there is none.</summary>
    public static string Postgres(string name) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin", name))
                .FirstOrDefault(File.Exists) ?? throw new ToolMissing("postgresql")
            : Require(name);

    /// <summary>A file of an npm test tool; skips the running test when the npm tools are not installed.</summary>
    public static string Npm(string relative)
    {
        var path = RepositoryRoot.PathOf("tests/tools/node_modules/" + relative);
        return File.Exists(path) ? path : throw new ToolMissing("npm ci in tests/tools");
    }
}

/// <summary>Ends a test as skipped: xUnit reads this message so.</summary>
public sealed class ToolMissing(string name)
    : Exception($"$XunitDynamicSkip${name} is missing on this machine; eng/provision.sh installs it on Debian as root.");
