using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Data.Sealing;
using Groups.Domain.Messaging;
using Groups.Jobs;
using Groups.Jobs.Channels;
using Groups.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;

// A worker process for tests: the product's own registration, a clock that is told the time on standard input, and three decorators that kill.
var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = args });
var (settings, services) = (builder.Configuration, builder.Services);
var clock = new ToldClock(InstantPattern.ExtendedIso.Parse(settings["Time"]!).Value);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error).AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
var killer = new Killer(int.TryParse(settings["LargestClaim"], System.Globalization.CultureInfo.InvariantCulture, out var largest) ? largest : 4);
services.AddSingleton<IClock>(clock);
services.AddGroupsData(Enum.Parse<DataProvider>(settings["Data:Provider"]!), settings["Data:Connection"]!, DataKeys.Read(settings["Keys:Secret"]!));
services.AddGroupsDomain();
if (settings["Write"] is not null)
{
    await Writer.RunAsync(settings, services);
    return;
}

services.AddGroupsChannels(settings);
services.AddGroupsJobs(settings);
services.AddSingleton<IEmailBodies, PlainBodies>();
Watched<ILedger>.Put(services, killer);
Watched<ISmsTransport>.Put(services, killer);
Watched<IEmailTransport>.Put(services, killer);

using var host = builder.Build();
await host.StartAsync();
var signal = host.Services.GetRequiredService<DispatchSignal>();
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is { } line)
{
    // "7 time 2026-08-04T09:00:00Z" · "8 die AfterClaim 2" · "9 live" · "10 held" · "11 reconcile"; each is answered with its number
    var words = line.Split(' ');
    var answer = words[1] switch
    {
        "time" => clock.Show(InstantPattern.ExtendedIso.Parse(words[2]).Value),
        "die" => killer.Arm(words[2], int.Parse(words[3], System.Globalization.CultureInfo.InvariantCulture)),
        "live" => killer.Disarm(),
        "held" => killer.Held(),
        "reconcile" => $"{await host.Services.GetRequiredService<ReconcileTexts>().RunAsync()}",
        _ => throw new InvalidOperationException($"'{line}' is no order."),
    };
    if (words[1] == "time")
    {
        signal.Wake();
    }

    Console.WriteLine($"{words[0]} {answer}");
}

await host.StopAsync();
