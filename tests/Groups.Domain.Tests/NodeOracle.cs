using System.Text.Json;
using Groups.Testing;

namespace Groups.Domain.Tests;

/// <summary>Asks a script under tests/tools, which knows the right answers from other people's code.</summary>
internal static class NodeOracle
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Gives the script the questions as JSON and reads as many answers back.</summary>
    public static async Task<TAnswer[]> AskAsync<TQuestion, TAnswer>(string script, IReadOnlyList<TQuestion> questions)
    {
        var output = await NodeTool.RunAsync(script, JsonSerializer.Serialize(questions, Json));
        var answers = JsonSerializer.Deserialize<TAnswer[]>(output, Json)!;
        answers.Length.ShouldBe(questions.Count);
        return answers;
    }
}
