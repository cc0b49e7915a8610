using System.Globalization;
using Groups.Bench;
using Groups.Bench.Handover;
using Groups.Bench.Register;
using Groups.Domain.Data;
using Groups.Testing;

GroupsApp.IsOverheard = false;
return args switch
{
    ["pages", ..] => await Pages.RunAsync(args.Length > 1 && int.TryParse(args[1], out var rounds) ? rounds : 200),
    ["planning", ..] => await PlanningBench.RunAsync(args.Length > 1 && int.TryParse(args[1], out var groups) ? groups : 2000),
    ["messages", .. var parts] => await MessagesBench.RunAsync(parts),
    ["register", "hub", .. var wanted] => await HubBench.RunAsync(wanted),
    ["handover", .. var wanted] => await HandoverBench.RunAsync(wanted),
    ["register", .. var parts] => await RegisterBench.RunAsync(parts),
    ["fake-provider", var port, var delay] => await TextPart.FakeAsync(int.Parse(port, CultureInfo.InvariantCulture), int.Parse(delay, CultureInfo.InvariantCulture)),
    ["claim-work", var provider, var connection, var ahead] => await ClaimPart.WorkAsync(Enum.Parse<DataProvider>(provider), connection, bool.Parse(ahead)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Say what to measure: ./bench pages [rounds] | planning [groups] | messages [a b c d e] | register [circuits page] | register hub [sqlite|postgres] [clients …] [rounds=60] [seen] | handover [sqlite|postgres] [groups] [rounds=60]");
    return 2;
}
