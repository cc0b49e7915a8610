using Groups.Domain;
using Groups.Domain.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace Groups.Web.Hooks;

/// <summary>RFC 8058: a POST ends emails to an address, without sign-in and without a form token, since mail programs send it. The page's GET only asks.</summary>
internal static class UnsubscribeHook
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/unsubscribe/{token}", EndAsync).AllowAnonymous().DisableAntiforgery().WithOrder(-1);

    private static async Task<IResult> EndAsync(HttpContext context, string token, [FromServices] Unsubscribe unsubscribe)
    {
        try
        {
            await unsubscribe.RunAsync(Viewer.Program, token, context.RequestAborted);
        }
        catch (NotFoundException)
        {
            return Results.NotFound();
        }

        var byPerson = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        return byPerson ? Results.LocalRedirect($"/unsubscribe/{Uri.EscapeDataString(token)}") : Results.Text("Done.");
    }
}
