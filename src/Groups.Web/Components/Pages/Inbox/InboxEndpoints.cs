using Groups.Domain;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Messaging;
using Groups.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Groups.Web.Components.Pages.Inbox;

/// <summary>What the inbox and the home page post.</summary>
internal static class InboxEndpoints
{
    public static void MapInbox(this IEndpointRouteBuilder app)
    {
        app.MapPost("/replies/{id:guid}/claim", ClaimAsync);
        app.MapPost("/replies/{id:guid}/dealt-with", DealWithAsync);
        app.MapPost("/replies/{id:guid}/keep-offer", KeepAsOfferAsync);
    }

    private static async Task<IResult> ClaimAsync(HttpContext context, Guid id, [FromServices] ClaimReply action, [FromForm] IFormCollection form)
    {
        Guid? insteadOf = Guid.TryParse(form["insteadOf"], out var other) ? other : null;
        try
        {
            await action.RunAsync(ViewerClaims.Read(context.User)!, id, insteadOf, context.RequestAborted);
            return Results.LocalRedirect($"/inbox#r-{id:N}");
        }
        catch (RuleViolation)
        {
            // the page says in a sentence who has it: no name stands in an address
            return Results.LocalRedirect($"/inbox?taken={id:D}");
        }
    }

    private static async Task<IResult> KeepAsOfferAsync(HttpContext context, Guid id, [FromServices] KeepAsOffer action, [FromForm] IFormCollection form)
    {
        try
        {
            var group = await action.RunAsync(ViewerClaims.Read(context.User)!, id, context.RequestAborted);
            return Results.LocalRedirect($"/groups/{group}/handover/offers?done=offered");
        }
        catch (RuleViolation)
        {
            // they left, or offered very much: it stays in the inbox, where a person reads it
            return Results.LocalRedirect("/inbox?kept=false");
        }
    }

    private static async Task<IResult> DealWithAsync(HttpContext context, Guid id, [FromServices] DealWithReply action, [FromForm] IFormCollection form)
    {
        await action.RunAsync(ViewerClaims.Read(context.User)!, id, context.RequestAborted);
        return Results.LocalRedirect(form["back"] == "inbox" ? "/inbox?done=true" : "/");
    }
}
