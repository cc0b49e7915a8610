using System.Globalization;
using System.Text.Json;

namespace Groups.Bench;

/// <summary>The message engine, part by part; one table and one line of JSON.</summary>
internal static class MessagesBench
{
    /// <summary>What can be measured. Each part adds its lines.</summary>
    private static readonly (string Part, string What, Func<Lines, Task> Run)[] Parts =
    [
        ("a", "emails end to end, beside the mail library alone and smtp-source", EmailPart.RunAsync),
        ("b", "texts end to end, provider of 150 ms and of 0 ms, two processes", TextPart.RunAsync),
        ("c", "claim and complete, beside pg-boss and graphile-worker", ClaimPart.RunAsync),
        ("d", "planning and the idle sweep (./bench planning)", _ => PlanningBench.RunAsync(2000)),
        ("e", "growth: cost per message beside 1 thousand to 1 million rows", GrowthPart.RunAsync),
    ];

    public static async Task<int> RunAsync(string[] wanted)
    {
        var lines = new Lines();
        foreach (var (part, what, run) in Parts.Where(p => wanted.Length == 0 || wanted.Contains(p.Part, StringComparer.Ordinal)))
        {
            Console.Error.WriteLine($"({part}) {what} …");
            lines.Part = part;
            await run(lines);
        }

        lines.Print();
        return 0;
    }
}

/// <summary>The lines of the table.</summary>
internal sealed class Lines
{
    private readonly List<(string Name, double Value, string Target)> _all = [];

    public string Part { get; set; } = "";

    public void Add(string name, double value, string target = "") => _all.Add(($"({Part}) {name}", value, target));

    public void Print()
    {
        foreach (var (name, value, target) in _all)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-66}{value,12:#,0.00}   {target}"));
        }

        Console.WriteLine(JsonSerializer.Serialize(_all.ToDictionary(l => l.Name, l => Math.Round(l.Value, 3), StringComparer.Ordinal)));
    }
}
