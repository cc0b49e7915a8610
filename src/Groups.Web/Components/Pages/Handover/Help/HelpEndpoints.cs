using Groups.Domain.Handover.Help;
using Groups.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Groups.Web.Components.Pages.Handover.Help;

/// <summary>What the home page posts: "I am on it", and a check-in that was done.</summary>
internal static class HelpEndpoints
{
    public static void MapHelp(this IEndpointRouteBuilder app)
    {
        app.MapPost("/help/{id:guid}/on-it", OnItAsync);
        app.MapPost("/groups/{id:guid}/check-ins/{months:int}", CheckInAsync);
    }

    // a form is read so that its token is checked
    private static async Task<IResult> OnItAsync(HttpContext context, Guid id, [FromServices] AcknowledgeHelp action, [FromForm] IFormCollection _)
    {
        await action.RunAsync(ViewerClaims.Read(context.User)!, id, context.RequestAborted);
        return Results.LocalRedirect("/#help");
    }

    private static async Task<IResult> CheckInAsync(HttpContext context, Guid id, int months, [FromServices] DoCheckIn action, [FromForm] IFormCollection _)
    {
        await action.RunAsync(ViewerClaims.Read(context.User)!, id, months, context.RequestAborted);
        return Results.LocalRedirect("/");
    }
}
