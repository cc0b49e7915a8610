using Groups.Domain;
using Groups.Domain.People;
using Groups.Web.Hosting;
using Groups.Web.Locales;
using Microsoft.AspNetCore.Mvc;

namespace Groups.Web.Components.Pages.Me;

/// <summary>Whoever opens a link that has run out may ask for a new one. Everybody gets the same answer, and gets it before anybody looks whose link it was.</summary>
internal static partial class RenewEndpoint
{
    public static void MapLinkRenewal(this IEndpointRouteBuilder app) => app.MapPost("/me/{token}/renew", Ask).AllowAnonymous();

    private static IResult Ask(HttpContext context, string token, [FromForm] string? lang, [FromServices] RenewParticipantLink renew, [FromServices] ILinkMail mail, [FromServices] GroupsSettings settings, [FromServices] ILogger<RenewParticipantLink> log)
    {
        context.Response.OnCompleted(() => SendAsync(token, renew, mail, settings, log));
        return Results.LocalRedirect($"/me/{Uri.EscapeDataString(token)}?asked=true{(lang is { Length: > 0 and <= 12 } ? $"&lang={Uri.EscapeDataString(lang)}" : "")}");
    }

    private static async Task SendAsync(string token, RenewParticipantLink renew, ILinkMail mail, GroupsSettings settings, ILogger log)
    {
        try
        {
            if (await renew.RunAsync(Viewer.Program, token) is { } made)
            {
                var words = PageTexts.Of("rights", made.Language);
                words = words.Reviewed ? words : PageTexts.Of("rights", Languages.Default);
                if (!await mail.SendAsync(made, words["renew.subject"], words.With("renew.message", ("link", new Uri(settings.PublicUrl, $"me/{made.Token}").ToString())), CancellationToken.None))
                {
                    NotSent(log);
                }
            }
        }
        catch (Exception problem)
        {
            Failed(log, problem);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A new personal link did not go out; see the channels page.")]
    private static partial void NotSent(ILogger log);

    [LoggerMessage(2, LogLevel.Error, "A new personal link could not be made or sent.")]
    private static partial void Failed(ILogger log, Exception problem);
}
