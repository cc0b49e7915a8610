using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Audit;
using Groups.Domain.Messaging;
using Groups.Web.Hosting;
using Groups.Web.Hubs;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>What the pages of a session post without a form of their own.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        app.MapPost("/messages/{id:guid}/phoned", PhonedAsync);
        app.MapPost("/sessions/{id:guid}/facts", TapAsync).WithMetadata(new OpenToPassesAttribute());
    }

    /// <summary>Taps from a device, perhaps of hours ago. A form of another site cannot post them: only JSON is read.</summary>
    private static async Task<IResult> TapAsync(HttpContext context, Guid id, [FromServices] RecordFacts record, [FromServices] Looks looks, [FromServices] IClock clock, [FromBody] IReadOnlyList<SentFact> facts)
    {
        var viewer = ViewerClaims.Read(context.User)!;
        if (context.Request.Headers["Groups-Viewer"] is [{ } tappedBy] && tappedBy != ViewerClaims.KeyOf(viewer))
        {
            // Somebody else signed in on this device since; what another person tapped does not become theirs.
            return Results.Unauthorized();
        }

        if (facts.Count > RecordFacts.MostAtOnce)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var recorded = await record.RunAsync(viewer, id, [.. facts.Select(f => f.ToTap())], context.RequestAborted);
        await looks.AtRegisterAsync(viewer, id, changes: true, context.RequestAborted);
        return Results.Ok(new TapAnswer(clock.GetCurrentInstant().ToUnixTimeMilliseconds(), recorded.Refused));
    }

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

/// <summary>What a device is told of the taps it sent; those not named are kept.</summary>
/// <param name="Now">The server's clock, in unix milliseconds.</param>
/// <param name="Refused">Taps that were not kept, each with a sentence.</param>
public sealed record TapAnswer(long Now, IReadOnlyList<RefusedTap> Refused);
