using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace Groups.Web.Hosting;

/// <summary>
/// The page that answers instead of a refused post is only read: run as a post it would be asked for the very form token whose lack was the refusal,
/// and a plain 400 or 404 would become a 500.
/// </summary>
internal static class ErrorPages
{
    public static void UseErrorPagesByGet(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
            context.Features.Set<IAntiforgeryValidationFeature>(null);
        }

        return next(context);
    });
}
