using Microsoft.AspNetCore.SignalR;

namespace Groups.Web.Hubs;

/// <summary>Keeps each connection of the hub in reach of its calls, so that a message written once can go to many of them.</summary>
internal sealed class RegisterConnections(ILogger<DefaultHubLifetimeManager<RegisterHub>> log) : DefaultHubLifetimeManager<RegisterHub>(log)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[typeof(RegisterConnections)] = connection;
        return base.OnConnectedAsync(connection);
    }

    public static HubConnectionContext Of(HubCallerContext call) => (HubConnectionContext)call.Items[typeof(RegisterConnections)]!;
}
