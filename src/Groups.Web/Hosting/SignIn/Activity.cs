using Groups.Web.Hubs;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;

namespace Groups.Web.Hosting.SignIn;

/// <summary>Somebody who uses a page's live part is not idle, though no request says so.</summary>
internal sealed class CircuitActivity(OpenConnections open, AuthenticationStateProvider states) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        if (ViewerClaims.MarkOf((await states.GetAuthenticationStateAsync()).User) is { } mark)
        {
            open.Active(mark.SessionId);
        }

        await next(context);
    };
}

/// <summary>Somebody who calls the hub is not idle either.</summary>
internal sealed class HubActivity(OpenConnections open) : IHubFilter
{
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.HubMethodName == nameof(RegisterHub.Record) && ViewerClaims.MarkOf(invocationContext.Context.User) is { } mark)
        {
            open.Active(mark.SessionId);
        }

        return next(invocationContext);
    }
}
