using Groups.Web.Hosting.SignIn;
using Microsoft.AspNetCore.Authentication;

namespace Groups.Web.Hosting;

/// <summary>"Leave this page now": a plain link that ends the sign-in, drops every cookie and goes to an everyday page elsewhere.</summary>
internal static class ExitEndpoint
{
    public static void MapExit(this IEndpointRouteBuilder app, GroupsSettings settings) => app.MapGet("/exit", async (HttpContext context) =>
    {
        await context.SignOutAsync();
        foreach (var cookie in context.Request.Cookies.Keys)
        {
            context.Response.Cookies.Delete(cookie, new CookieOptions { Secure = cookie.StartsWith(SealedCookies.HostPrefix, StringComparison.Ordinal) });
        }

        DoorTickets.Forget(context);

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Redirect(settings.ExitUrl.AbsoluteUri);
    }).AllowAnonymous();
}
