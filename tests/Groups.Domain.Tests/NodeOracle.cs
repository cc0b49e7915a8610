using System.Diagnostics;
using System.Text.Json;

namespace Groups.Domain.Tests;

/// <summary>Asks a script under tests/tools, which knows the right answers from other people's code.</summary>
internal static class NodeOracle
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Gives the script the questions as JSON and reads as many answers back.</summary>
    public static async Task<TAnswer[]> AskAsync<TQuestion, TAnswer>(string script, IReadOnlyList<TQuestion> questions)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(ToolsFolder(), script)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, questions, Json);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await errors);
        var answers = JsonSerializer.Deserialize<TAnswer[]>(await output, Json)!;
        answers.Length.ShouldBe(questions.Count);
        return answers;
    }

    private static string ToolsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Groups.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests are not inside the repository.");
        }

        return Path.Combine(folder.FullName, "tests", "tools");
    }
}
