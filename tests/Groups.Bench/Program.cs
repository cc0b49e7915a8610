using Groups.Bench;

return args switch
{
    ["pages", ..] => await Pages.RunAsync(args.Length > 1 && int.TryParse(args[1], out var rounds) ? rounds : 200),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Say what to measure: ./bench pages [rounds]");
    return 2;
}
