using Groups.Web.Hosting;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;

namespace Groups.Web.Hubs;

/// <summary>The hub for clients without a circuit, and what follows connections.</summary>
public static class HubsRegistration
{
    /// <summary>Adds the hub, its watches and the circuit watch.</summary>
    public static IServiceCollection AddGroupsHubs(this IServiceCollection services)
    {
        services.AddSignalR().AddHubOptions<RegisterHub>(options =>
        {
            options.AddFilter<HubErrors>();
            options.MaximumReceiveMessageSize = 256 * 1024;
        });
        services.AddSingleton<HubErrors>();
        services.AddSingleton<RegisterWatches>();
        services.AddScoped<CircuitWatch>();
        services.AddScoped<CircuitHandler>(s => s.GetRequiredService<CircuitWatch>());
        return services;
    }

    /// <summary>Maps <c>/hubs/register</c>.</summary>
    public static void MapGroupsHubs(this IEndpointRouteBuilder app) => app.MapHub<RegisterHub>("/hubs/register").RequireAuthorization();
}
