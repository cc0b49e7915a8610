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

    private static IResult Ask(string token, [FromForm] string? lang, [FromServices] Afterwards afterwards, [FromServices] RenewParticipantLink renew, [FromServices] ILinkMail mail, [FromServices] GroupsSettings settings, [FromServices] ILogger<RenewParticipantLink> log)
    {
        afterwards.Do(async stop =>
        {
            if (await renew.RunAsync(Viewer.Program, token, stop) is not { } made)
            {
                return;
            }

            var words = PageTexts.Of("rights", made.Language);
            words = words.Reviewed ? words : PageTexts.Of("rights", Languages.Default);
            if (!await mail.SendAsync(made, words["renew.subject"], words.With("renew.message", ("link", new Uri(settings.PublicUrl, $"me/{made.Token}").ToString())), stop))
            {
                NotSent(log);
            }
        });
        return Results.LocalRedirect($"/me/{Uri.EscapeDataString(token)}?asked=true{(lang is { Length: > 0 and <= 12 } ? $"&lang={Uri.EscapeDataString(lang)}" : "")}");
    }

    [LoggerMessage(LogLevel.Warning, "A new personal link did not go out; see the channels page.")]
    private static partial void NotSent(ILogger log);
}
