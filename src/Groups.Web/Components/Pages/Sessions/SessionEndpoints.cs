using Groups.Domain;
using Groups.Domain.Messaging;
using Groups.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>What the pages of a session post without a form of their own.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder app) => app.MapPost("/messages/{id:guid}/phoned", PhonedAsync);

    private static async Task<IResult> PhonedAsync(HttpContext context, Guid id, [FromServices] MarkPhoned action, [FromForm] Guid? session)
    {
        var done = "phoned";
        try
        {
            await action.RunAsync(ViewerClaims.Read(context.User)!, id, context.RequestAborted);
        }
        catch (RuleViolation)
        {
            done = "gone";
        }

        return Results.LocalRedirect(session is null ? $"/messages/calls?done={done}" : $"/sessions/{session}/messages?done={done}");
    }
}
