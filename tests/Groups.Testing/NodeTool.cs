namespace Groups.Testing;

/// <summary>Runs JavaScript under Node with the npm test tools in reach: oracles and counterparts.</summary>
public static class NodeTool
{
    /// <summary>The working directory of every script; <c>import 'rrule'</c> works from here.</summary>
    public static string Folder { get; } = RepositoryRoot.PathOf("tests/tools");

    /// <summary>Runs a script to its end and returns what it wrote to standard output; fails with what it said when it failed.</summary>
    /// <param name="script">A file in tests/tools such as <c>rrule.mjs</c>, or the text of a module.</param>
    /// <param name="input">What the script reads from standard input.</param>
    /// <param name="arguments">Found in <c>process.argv</c> from index 2 for a file, 1 for a text.</param>
    public static async Task<string> RunAsync(string script, string? input = null, params string[] arguments)
    {
        await using var node = Start(script, arguments);
        await node.EndInputAsync(input);
        return await node.ExitAsync() == 0
            ? string.Join('\n', node.Lines)
            : throw new InvalidOperationException($"Node failed:\n{node.Output}");
    }

    /// <summary>Starts a script that goes on until it is disposed, such as a server.</summary>
    public static ChildProcess Start(string script, params string[] arguments)
    {
        Tool.Npm(".package-lock.json");
        string[] command = script.EndsWith(".mjs", StringComparison.Ordinal) || script.EndsWith(".js", StringComparison.Ordinal)
            ? [script, .. arguments]
            : ["--input-type=module", "--eval", script, "--", .. arguments];
        return ChildProcess.Start(Tool.Require("node"), command, Folder);
    }
}
