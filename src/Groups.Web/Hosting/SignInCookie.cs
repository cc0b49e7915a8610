using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Hosting;

/// <summary>The sign-in cookie: checked against the database on every request, so an ended account is out at once.</summary>
internal static class SignInCookie
{
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "groups.sign-in";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "to";
        options.Events.OnValidatePrincipal = CheckAsync;
        options.Events.OnRedirectToAccessDenied = context =>
        {
            // Forbidden looks like missing.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
    }

    private static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var viewer = ViewerClaims.Read(context.Principal);
        if (viewer is null || !await IsInAsync(context.HttpContext, viewer))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
        }
    }

    private static async Task<bool> IsInAsync(HttpContext http, Viewer viewer)
    {
        if (viewer.PassId is { } pass)
        {
            return (await http.RequestServices.GetRequiredService<OpenPass>().ByIdAsync(pass, PassKind.StandIn, http.RequestAborted))?.IsOpen == true;
        }

        await using var db = await http.RequestServices.GetRequiredService<IDbContextFactory<GroupsDb>>().CreateDbContextAsync();
        return await SignedIn.CheckAsync(http, db, viewer) is not null;
    }
}
