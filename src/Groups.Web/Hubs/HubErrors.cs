using Groups.Domain;
using Microsoft.AspNetCore.SignalR;

namespace Groups.Web.Hubs;

/// <summary>Sentences a person may read reach the client as such; anything else stays on the server.</summary>
internal sealed class HubErrors : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception problem) when (problem is RuleViolation or NotFoundException)
        {
            throw new HubException(problem.Message, problem);
        }
    }
}
