namespace Groups.Bench.Register;

/// <summary>The live register, part by part; one table and one line of JSON.</summary>
internal static class RegisterBench
{
    /// <summary>What can be measured. Each part adds its lines.</summary>
    private static readonly (string Part, string What, Func<Lines, Task> Run)[] Parts =
    [
        ("circuits", "bytes, heap and time of circuits on a register, beside blank circuits and a bare hub", CircuitsPart.RunAsync),
        ("page", "the register's page on a phone: time, queries, bytes of the first load", PagePart.RunAsync),
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
