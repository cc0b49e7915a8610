using Groups.Bench;

return args switch
{
    ["pages", ..] => await Pages.RunAsync(args.Length > 1 && int.TryParse(args[1], out var rounds) ? rounds : 200),
    ["planning", ..] => await PlanningBench.RunAsync(args.Length > 1 && int.TryParse(args[1], out var groups) ? groups : 2000),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Say what to measure: ./bench pages [rounds] | planning [groups]");
    return 2;
}
