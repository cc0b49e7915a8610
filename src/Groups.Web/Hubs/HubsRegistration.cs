using System.Text.Json;
using System.Text.Json.Serialization;
using Groups.Web.Hosting;
using Groups.Web.Hosting.SignIn;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;
using NodaTime;
using NodaTime.Text;

namespace Groups.Web.Hubs;

/// <summary>The hub for clients without a circuit, and what follows connections.</summary>
public static class HubsRegistration
{
    /// <summary>Adds the hub, the recheck of followed registers and the circuit watch.</summary>
    public static IServiceCollection AddGroupsHubs(this IServiceCollection services)
    {
        services.AddSignalR().AddHubOptions<RegisterHub>(options =>
        {
            options.MaximumReceiveMessageSize = 256 * 1024;
            options.AddFilter<HubActivity>();
        }).AddJsonProtocol(options =>
        {
            options.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter());
            options.PayloadSerializerOptions.Converters.Add(new InstantText());
        });
        services.AddSingleton<HubLifetimeManager<RegisterHub>, RegisterConnections>();
        services.AddSingleton<RegisterMessages>();
        services.AddHostedService<RegisterRecheck>();
        services.AddSingleton<HubActivity>();
        services.AddScoped<CircuitHandler, CircuitActivity>();
        services.AddScoped<CircuitWatch>();
        services.AddScoped<CircuitHandler>(s => s.GetRequiredService<CircuitWatch>());
        return services;
    }

    /// <summary>Maps <c>/hubs/register</c>.</summary>
    public static void MapGroupsHubs(this IEndpointRouteBuilder app) => app.MapHub<RegisterHub>("/hubs/register").RequireAuthorization();

    private sealed class InstantText : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            InstantPattern.ExtendedIso.Parse(reader.GetString() ?? "").GetValueOrThrow();

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }
}
