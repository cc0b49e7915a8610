using Groups.Domain.Messaging;
using Groups.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Groups.Web.Components.Pages.Home;

/// <summary>What the home page posts.</summary>
internal static class HomeEndpoints
{
    public static void MapHome(this IEndpointRouteBuilder app) =>
        app.MapPost("/replies/{id:guid}/dealt-with", DealWithAsync);

    private static async Task<IResult> DealWithAsync(HttpContext context, Guid id, [FromServices] DealWithReply action, [FromForm] IFormCollection form)
    {
        _ = form;
        await action.RunAsync(ViewerClaims.Read(context.User)!, id, context.RequestAborted);
        return Results.LocalRedirect("/");
    }
}
